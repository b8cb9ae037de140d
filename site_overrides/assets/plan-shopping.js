/* What all classes of a plan need together, and what they cost; without a page.

   coursePlanShopping(classes, clashes) wants what courseTerm.arrange found. What is used up adds up. What is there again adds
   up over classes that meet at the same time, and of the others the greatest need counts; a provider's things are its own. */
(function (root) {
  "use strict";
  const { shares, groupsOf, rounded } = root.courseQuantities;
  const PROVIDER = "课程机构";
  const GIVERS = ["学校", "学校或学生自备", "学生自备", PROVIDER]; // whose part a school reads first

  /** For each class the classes that meet when it meets, itself among them. */
  function sharingTimes(count, clashes) {
    const together = Array.from({ length: count }, (_, place) => [place]);
    clashes.forEach(({ one, other }) => {
      together[one].push(other);
      together[other].push(one);
    });
    return together;
  }

  function rowsOf(classes, together) {
    const rows = new Map();
    classes.forEach(({ entry, course }, place) => {
      const groups = groupsOf(entry.pupils, course.group, course.groups);
      (course.items || []).forEach(([name, unit, who, formula, price]) => {
        const giver = who === PROVIDER ? course.by : "";
        const key = JSON.stringify([name, unit, who, giver, price]);
        const need = shares(formula, entry.pupils, groups);
        if (!rows.has(key))
          rows.set(key, { name, unit, who, giver, price, used: 0, kept: Array(classes.length).fill(0), classes: [] });
        const row = rows.get(key);
        row.used += need.used;
        row.kept[place] += need.kept;
        if (!row.classes.includes(place)) row.classes.push(place);
      });
    });
    return Array.from(rows.values()).map((row) => {
      const atOnce = together.map((places) => places.reduce((sum, place) => sum + row.kept[place], 0));
      const quantity = Math.round((row.used + Math.max(0, ...atOnce)) * 1000) / 1000;
      const yuan = row.price ? rounded(quantity * row.price) : 0;
      return {
        name: row.name,
        unit: row.unit,
        who: row.who,
        giver: row.giver,
        price: row.price,
        quantity,
        yuan,
        classes: row.classes,
      };
    });
  }

  /** Yuan of one class: for teaching, for material, together, and who pays how much of it. */
  function feeOf({ entry, course }) {
    const [each, material, payers] = course.price || [0, 0, []];
    const teaching = rounded(each * course.sessions.length * entry.pupils);
    const forMaterial = rounded(material * entry.pupils);
    const total = rounded(teaching + forMaterial);
    let percents = 0;
    const upTo = () => rounded((total * percents) / 100); // of the first payers together: the shares add up to the total
    const shares = payers.map(([payer, percent]) => {
      const before = upTo();
      percents += percent;
      return [payer, rounded(upTo() - before)];
    });
    return { known: Boolean(course.price), teaching, material: forMaterial, total, payers: shares };
  }

  function added(pairs) {
    const sums = new Map();
    pairs.forEach(([name, yuan]) => sums.set(name, rounded((sums.get(name) || 0) + yuan)));
    return Array.from(sums);
  }

  root.coursePlanShopping = function (classes, clashes) {
    const rows = rowsOf(classes, sharingTimes(classes.length, clashes));
    rows.sort((one, other) => GIVERS.indexOf(one.who) - GIVERS.indexOf(other.who));
    const fees = classes.map(feeOf);
    return {
      consumables: rows.filter((row) => row.price !== null),
      others: rows.filter((row) => row.price === null),
      fees,
      bought: added(rows.filter((row) => row.yuan).map((row) => [row.who, row.yuan])),
      total: rounded(fees.reduce((sum, fee) => sum + fee.total, 0)),
      payers: added([].concat(...fees.map((fee) => fee.payers))).filter(([, yuan]) => yuan),
    };
  };
})(typeof window === "undefined" ? globalThis : window);
