/* The choice handbook (选课手册) of a school, laid out for printing: a cover, a page for each course, a letter with a slip
   to tear off. What the user types (the school's name, the term, a day) stands on the sheets and is kept nowhere; pupils and
   parents are asked nothing here: the slip is filled in on paper. */
(function () {
  "use strict";
  const { make, tell, faultsOf, chosen, begin } = window.choosing;
  const { query, MOST } = window.courseShortlist;
  const { familyPrice, familyRows } = window.courseRows;
  const PAGE_MM = 262; // the room of an A4 page inside its margins, see choosing.css
  const TIGHT = ["is-close", "is-closer", "is-tight", "is-tighter"];
  const WIDE = ["退费", "师资", "注意的危险"]; // sentences, not a few words
  const form = document.querySelector(".cc-handbook__form");
  const holder = document.querySelector(".cc-sheets");
  const source = holder.getAttribute("data-source");
  let courses = [];
  document.documentElement.dataset.marked = ""; // each sheet says itself where it comes from, see catalogue.css

  function sheet(foot, ...children) {
    return make(
      "section",
      { class: "cc-sheet" },
      make("div", { class: "cc-sheet__body" }, ...children),
      make("p", { class: "cc-sheet__foot" }, make("span", {}, source), make("span", {}, foot)),
    );
  }

  const typed = (name) => form.elements[name].value.trim();
  const blank = (text) => text || "＿＿＿＿＿＿＿＿";

  function table(caption, heads, rows) {
    return make(
      "table",
      { class: "cc-sheet__table" },
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map((text) => make("td", {}, text))))),
    );
  }

  function cover() {
    const rows = courses.map((course, i) => [
      String(i + 1),
      course.title,
      course.gradeWords || "",
      course.duration,
      familyPrice(course),
    ]);
    return sheet(
      "封面",
      make(
        "div",
        { class: "cc-sheet__cover" },
        make("p", { class: "cc-sheet__school" }, blank(typed("school"))),
        make("h2", {}, "科学课程选课手册"),
        make("p", {}, typed("term")),
      ),
      table("本册课程", ["序号", "课程", "年级", "时长", "每生费用"], rows),
    );
  }

  function part(heading, ...children) {
    return make("div", { class: "cc-sheet__part" }, make("h3", {}, heading), ...children);
  }

  function bullets(texts, name) {
    const list = make("ul", {}, ...texts.map((text) => make("li", {}, text)));
    if (name) list.setAttribute("data-shorten", name);
    return list;
  }

  function optional(texts, made) {
    return texts && texts.length ? made() : null;
  }

  function coursePage(course, i) {
    const facts = familyRows(course).map(([label, text]) =>
      make("div", WIDE.includes(label) ? { class: "is-wide" } : {}, make("dt", {}, label), make("dd", {}, text)),
    );
    const partsName = { 系列课程: "每一课", 精品研学: "研学任务" }[course.kind] || "活动环节";
    return sheet(
      `第 ${i + 1} 门，共 ${courses.length} 门`,
      make("h2", {}, make("span", { class: "cc-sheet__number" }, String(i + 1)), course.title),
      make("p", { class: "cc-sheet__by" }, `${course.kind} · ${course.by}`),
      optional(course.summary, () => make("p", { class: "cc-sheet__lead" }, course.summary)),
      make("dl", { class: "cc-sheet__facts" }, ...facts),
      optional(course.objectives, () => part("孩子能学到什么", bullets(course.objectives))),
      optional(course.parts, () =>
        part(
          partsName,
          make("p", { class: "cc-sheet__parts" }, course.parts.map((title, n) => `${n + 1}\u00a0${title}`).join("　")),
        ),
      ),
      optional(course.safety, () => part("安全", bullets(course.safety, "条安全要求见网站课程页"))),
      optional(course.insurance, () => part("保险", make("p", {}, course.insurance))),
    );
  }

  function slip() {
    const line = (label) => make("span", { class: "cc-sheet__blank" }, `${label}：`);
    const rows = courses.map((course, i) => [String(i + 1), course.title, familyPrice(course), ""]);
    const day = typed("deadline");
    return sheet(
      "家长回执",
      make("h2", {}, "致家长"),
      make(
        "p",
        {},
        `各位家长：${blank(typed("school"))}${typed("term") ? `在${typed("term").replace(/^(?=[0-9])/, " ")}` : ""}准备开设这本手册里的科学课程。请和孩子一起读课程介绍、收费和退费办法、安全要求，再填写下面的回执，${day ? `${day}前` : "按班主任通知的时间"}交回。`,
      ),
      make(
        "p",
        {},
        "参加与否完全自愿，不参加不影响孩子在校的学习和评价。孩子有过敏等需要照顾的情况，请当面告诉班主任，不要写在回执上。",
      ),
      make("p", { class: "cc-sheet__tear" }, "✂ 沿虚线剪下，交回班主任"),
      make("h2", {}, "选课回执"),
      make("p", { class: "cc-sheet__blanks" }, line("班级"), line("学生姓名")),
      table("志愿栏里写 1、2、3 表示先后，不选的空着", ["序号", "课程", "每生费用", "志愿"], rows),
      make("p", {}, "□ 我已读过课程介绍、收费和退费办法、安全要求，同意孩子自愿参加所选课程。"),
      make("p", {}, "□ 不参加。"),
      make("p", { class: "cc-sheet__blanks" }, line("家长签名"), line("日期")),
    );
  }

  /** Make what stands on a sheet smaller, and at last its safety list shorter, until it is one page. */
  function fit(one) {
    const most = (PAGE_MM * 96) / 25.4;
    const isTooLong = () => one.scrollHeight > most;
    TIGHT.forEach((name, i) => {
      if (!isTooLong()) return;
      if (i) one.classList.remove(TIGHT[i - 1]);
      one.classList.add(name);
    });
    const list = one.querySelector("[data-shorten]");
    let left = 0;
    while (list && isTooLong() && list.children.length > 2) {
      if (left) list.lastElementChild.remove();
      list.lastElementChild.remove();
      left += 1;
      list.append(make("li", {}, `另有 ${left} ${list.getAttribute("data-shorten")}。`));
    }
  }

  function show() {
    const sheets = [cover(), ...courses.map(coursePage), ...(form.elements.slip.checked ? [slip()] : [])];
    holder.replaceChildren(...sheets);
    const isLarge = document.documentElement.classList.contains("cc-large");
    document.documentElement.classList.remove("cc-large"); // letters as on paper,
    holder.classList.add("is-measured"); // and as wide as on paper, while heights are taken
    sheets.forEach(fit);
    holder.classList.remove("is-measured");
    document.documentElement.classList.toggle("cc-large", isLarge);
    form.querySelector("[role=status]").textContent = `共 ${sheets.length} 页 A4。`;
  }

  begin(async () => {
    const found = await chosen(MOST, true);
    courses = found.courses;
    tell(faultsOf(found.read, found.gone, MOST));
    document.querySelector("[data-shortlist]").href =
      `shortlist.html${courses.length ? query(courses.map((course) => course.key)) : ""}`;
    document.querySelector(".cc-handbook__empty").hidden = courses.length > 0;
    if (!courses.length) return;
    form.hidden = false;
    holder.hidden = false;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.print();
    });
    show();
  });
})();
