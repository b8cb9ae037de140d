/* The page “our school”: a form that is kept in the browser and in the address, and what it means for every course. */
(function () {
  "use strict";
  const { make, courseLink, tell, begin } = window.choosing;
  const { STORE, read, kept, keep, today, TERMS, DAYS, ROOMS, EQUIPMENT } = window.schoolProfile;
  const { order, NAMES } = window.courseFit;
  const PAGE = 60; // courses shown of a verdict before “more”
  const form = document.querySelector(".cc-school");
  const results = document.querySelector(".cc-verdicts");
  const status = document.querySelector(".cc-verdicts__count");
  const districts = Array.from(form.elements.district.options)
    .map((option) => option.value)
    .filter(Boolean);
  let courses = [];
  let isOthers = false; // somebody else's school from an address: it takes the place of the own one with the first change

  function addChoices(name, table) {
    const box = form.querySelector(`[data-choices="${name}"]`);
    Object.keys(table).forEach((value) => {
      box.append(
        make(
          "label",
          { class: "cc-choice" },
          make("input", { type: "checkbox", name, value }),
          make("span", {}, table[value]),
        ),
      );
    });
  }

  function fill(query) {
    const given = new URLSearchParams(query);
    Array.from(form.elements).forEach((field) => {
      if (!field.name) return;
      const value = given.get(field.name) || "";
      if (field.type === "checkbox") field.checked = value.split(",").includes(field.value);
      else field.value = value;
    });
  }

  function queryOfForm() {
    const parts = new Map();
    new FormData(form).forEach((value, name) => {
      const text = String(value).trim();
      if (text) parts.set(name, parts.has(name) ? `${parts.get(name)},${text}` : text);
    });
    return Array.from(parts, ([name, text]) => `${name}=${text}`).join("&");
  }

  function card(found) {
    const { course, verdict } = found;
    const line = make(
      "p",
      { class: `cc-fit cc-fit--${verdict}` },
      make("strong", {}, NAMES[verdict]),
      make("span", {}, found.line),
    );
    const facts = [course.gradeWords, course.duration, course.priceWords].filter(Boolean).join(" · ");
    return make(
      "li",
      { class: "cc-verdict", "data-field": course.field || "" },
      make("h3", {}, courseLink(course)),
      make("p", { class: "cc-small" }, `${course.kind} · ${course.by} · ${facts}`),
      line,
    );
  }

  function group(verdict, found, isOpen) {
    const list = make("ul", { class: "cc-verdict-list" }, ...found.slice(0, PAGE).map(card));
    const box = make(
      "details",
      { class: "cc-fold cc-verdict-group" },
      make("summary", {}, `${NAMES[verdict]}　${found.length} 门`),
      list,
    );
    box.open = isOpen;
    if (found.length > PAGE) {
      const more = window.choosing.button(`再看 ${found.length - PAGE} 门`, "cc-plain", () => {
        list.append(...found.slice(PAGE).map(card));
        more.remove();
      });
      box.append(more);
    }
    return box;
  }

  function show(profile) {
    if (!profile.query) {
      status.textContent = `填上面任意一项，马上知道 ${courses.length} 门在册课程里哪些合适。`;
      results.replaceChildren();
      return;
    }
    const found = order(courses, profile.school, today());
    const by = (verdict) => found.filter((one) => one.verdict === verdict);
    const [fits, near, no] = ["fits", "near", "no"].map(by);
    status.textContent = `${courses.length} 门在册课程：合适 ${fits.length} 门，差一点 ${near.length} 门，不合适 ${no.length} 门。`;
    results.replaceChildren(
      ...[
        ["fits", fits, true],
        ["near", near, true],
        ["no", no, false],
      ]
        .filter(([, some]) => some.length)
        .map((some) => group(...some)),
    );
  }

  function change() {
    const profile = read(queryOfForm(), districts);
    isOthers = false;
    const isKept = keep(profile.query);
    window.history.replaceState(null, "", profile.query ? `?${profile.query}` : window.location.pathname);
    const broken = profile.dropped.length ? `${profile.dropped.join("、")}填得不对，没有计入。` : "";
    tell([broken, isKept ? "" : "这个浏览器不让网页保存内容，请收藏带参数的网址。"]);
    show(profile);
  }

  /** Who clears somebody else's school has not cleared the own one. */
  function showOwn() {
    fill(kept(districts).query);
    change();
    tell(["网址里带来的已经清掉，这是你们自己填的。"]);
  }

  function start() {
    addChoices("day", DAYS);
    addChoices("room", ROOMS);
    addChoices("kit", EQUIPMENT);
    Object.keys(TERMS).forEach((value) => form.elements.term.append(make("option", { value }, TERMS[value])));
    const given = read(window.location.search.slice(1), districts);
    const own = kept(districts);
    const profile = given.query || given.dropped.length ? given : own;
    isOthers = Boolean(profile.query && own.query && profile.query !== own.query);
    fill(profile.query);
    if (profile === own || (profile.query && !isOthers)) keep(profile.query);
    window.history.replaceState(null, "", profile.query ? `?${profile.query}` : window.location.pathname);
    tell([
      profile.dropped.length
        ? `${profile === own ? "上次存下的学校情况" : "网址"}里有看不懂的（${profile.dropped.join("、")}），已略过，其余照用。`
        : "",
      isOthers ? "这是网址里带来的学校情况，你们自己填的还在：在这里改动以后，才会换成这一份。" : "",
    ]);
    window.choosing.offerCopy(form);
    form.hidden = false;
    form.addEventListener("input", change);
    window.addEventListener("storage", (event) => {
      // the own school was changed in another window
      if (event.key !== STORE || isOthers) return;
      window.history.replaceState(null, "", event.newValue ? `?${event.newValue}` : window.location.pathname);
      window.location.reload();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      change();
    });
    form.addEventListener("reset", () => window.setTimeout(() => (isOthers ? showOwn() : change())));
    return begin(async () => {
      courses = await window.courseFacts.all();
      show(read(queryOfForm(), districts));
    });
  }

  start();
})();
