/* Up to four courses side by side; a row in which they differ says so in words. */
(function () {
  "use strict";
  const { make, courseLink, tell, faultsOf, chosen, begin } = window.choosing;
  const { query } = window.courseShortlist;
  const { judge, NAMES } = window.courseFit;
  const MOST = 4;
  const holder = document.querySelector(".cc-compare");
  const only = document.querySelector(".cc-compare__only");

  function row(label, texts) {
    const differs = new Set(texts).size > 1;
    const head = make(
      "th",
      { scope: "row", role: "rowheader" },
      label,
      differs ? make("span", { class: "cc-differs" }, "不同") : null,
    );
    const cells = texts.map((text) => make("td", { role: "cell" }, text || "—"));
    return make("tr", { role: "row", class: differs ? "is-different" : "is-same" }, head, ...cells);
  }

  function head(courses) {
    const columns = courses.map((course) => {
      const others = courses.filter((other) => other !== course).map((other) => other.key);
      const off = others.length
        ? make("a", { class: "cc-compare__off", href: query(others), "aria-label": `去掉：${course.title}` }, "去掉")
        : null;
      return make("th", { scope: "col", role: "columnheader" }, courseLink(course), off);
    });
    return make(
      "thead",
      { class: "cc-compare__head", role: "rowgroup" },
      make("tr", { role: "row" }, make("td", { role: "cell" }), ...columns),
    );
  }

  function fitRow(courses) {
    const profile = window.schoolProfile.stored();
    if (!profile) return [];
    const texts = courses.map((course) => {
      const found = judge(course, profile.school, window.schoolProfile.today());
      return `${NAMES[found.verdict]}：${found.line}`;
    });
    return [["对我们学校", texts]];
  }

  begin(async () => {
    const { courses, read, gone } = await chosen(MOST, true);
    tell(faultsOf(read, gone, MOST));
    document.querySelector(".cc-compare__empty").hidden = courses.length > 1;
    document.querySelector(".cc-compare__bar").hidden = courses.length < 2;
    document.querySelector("[data-shortlist]").href =
      `shortlist.html${courses.length ? query(courses.map((course) => course.key)) : ""}`;
    if (!courses.length) return;
    const rows = fitRow(courses)
      .concat(window.courseRows.rows(courses))
      .map(([label, texts]) => row(label, texts));
    const table = make(
      "table",
      { class: `cc-compare__table cc-compare__table--${courses.length}`, role: "table" },
      make("caption", {}, "课程对比"),
      head(courses),
      make("tbody", { role: "rowgroup" }, ...rows),
    );
    holder.dataset.courses = courses.length;
    holder.replaceChildren(table);
    holder.hidden = false;
    only.addEventListener("change", () => table.classList.toggle("is-only-different", only.checked));
    document.querySelector("[data-print]").addEventListener("click", () => window.print());
  });
})();
