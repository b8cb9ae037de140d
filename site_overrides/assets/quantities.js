/* How much of a material a class needs: course_catalogue/shopping.py says what a formula means and reckons the same. */
(function (root) {
  "use strict";

  /** {used, kept}: what is used up over all sessions, and what the session that needs most needs again. */
  function shares(formula, pupils, groups) {
    const sums = formula.split("|").map((part) => {
      const [each, group, once] = part.split(" ").map(Number);
      return each * pupils + group * groups + once;
    });
    return { used: sums[0], kept: Math.max(0, ...sums.slice(1)) };
  }

  function quantity(formula, pupils, groups) {
    const { used, kept } = shares(formula, pupils, groups);
    return used + kept;
  }

  /** `mostGroups` is 0 or undefined where there is no limit. */
  function groupsOf(pupils, groupSize, mostGroups) {
    const groups = groupSize ? Math.ceil(pupils / groupSize) : 1;
    return mostGroups ? Math.min(groups, mostGroups) : groups;
  }

  function rounded(number) {
    return Math.round(number * 100) / 100;
  }
  function written(number) {
    return String(rounded(number));
  }

  root.courseQuantities = { shares, quantity, groupsOf, rounded, written };
})(typeof window === "undefined" ? globalThis : window);
