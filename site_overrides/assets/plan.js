/* The page on which a school lays a term. What is chosen stands in the address and in the browser (cc-plan), in one form
   (plan-state.js); the dates are reckoned by term.js, drawn by plan-view.js. */
(function () {
  "use strict";
  const page = document.getElementById("cc-plan");
  if (!page) return;
  const term = window.courseTerm;
  const state = window.coursePlanState;
  const { make, put, emptied, chip, button, select, field, show } = window.coursePlanView;
  const ROOT = page.dataset.root || ".";
  const KEPT = "cc-plan";
  const USUAL_TIME = 15 * 60 + 30;
  const isOnDisk = location.protocol === "file:"; // the offline copy
  const DAYTIME = [6 * 60, 20 * 60 + 59];
  const part = (selector) => page.querySelector(selector);

  const received = new Map();
  let plan = null;
  let arranged = null;
  let isGuest = false; // somebody else's plan from an address: it takes the place of the own one with the first change

  window.courseCataloguePlan = (name, payload) => {
    received.set(name, payload);
    if (name === "holidays") start();
  };

  /** Whether a script that has failed is no more: a network that loses one must not cost the plan a course. */
  function isGone(address) {
    if (isOnDisk) return Promise.resolve(true);
    return fetch(address, { method: "HEAD" }).then(
      (answer) => [403, 404, 410].includes(answer.status),
      () => false,
    );
  }

  /** Resolves when the script of a course has run, or there is none; fails where it cannot be had now. */
  function load(key) {
    if (received.has(key)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.onload = () => {
        script.remove();
        resolve();
      };
      script.onerror = () => {
        script.remove();
        isGone(script.src).then((gone) => (gone ? resolve() : reject(new Error(key))));
      };
      script.src = `${ROOT}/plan/${key}.js`;
      document.head.appendChild(script);
    });
  }

  function tellFailed() {
    document.querySelector(".cc-plan__failed").hidden = false;
  }
  window.addEventListener("load", () => {
    if (!received.has("holidays")) tellFailed();
  });

  // ---- The browser's memory ---------------------------------------------------------------------------------------

  /** Private windows and full disks refuse to keep anything, old browsers to change the address of a file: the other one is left. */
  function allowed(act) {
    try {
      return act();
    } catch (refused) {
      return "";
    }
  }

  function kept() {
    return allowed(() => localStorage.getItem(KEPT)) || "";
  }

  function keep() {
    const text = state.write(plan);
    allowed(() => history.replaceState({ own: isGuest ? "" : plan.id }, "", text ? `?${text}` : location.pathname));
    if (!isGuest) allowed(() => localStorage.setItem(KEPT, text));
  }

  function today() {
    const now = new Date();
    return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86400000);
  }

  function nextMonday() {
    return today() + 8 - term.weekdayOf(today());
  }

  /** What the plan is called in calendar files: ten hexadecimal digits by chance, so that no two schools have the same. */
  function newId() {
    return Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // ---- Beginning --------------------------------------------------------------------------------------------------

  /** The address, or what was kept, or both where the address only names courses. Where the history says that the plan of
      this address was the own one, the own one as it is now: more may have been added since. */
  function planAtStart() {
    const asked = state.read(location.search);
    const query = new URLSearchParams(location.search);
    const before = state.read(kept());
    if (before.plan.id && history.state && history.state.own === before.plan.id) return before;
    if (state.isWhole(location.search)) {
      const isOwn = state.isSame(before.plan, asked.plan);
      isGuest = before.plan.entries.length > 0 && !isOwn;
      if (isOwn && before.plan.id) asked.plan.id = before.plan.id;
      return {
        plan: asked.plan,
        notes: asked.notes.concat(isGuest ? ["网址里的安排和你上次排的不同，改动以后才会代替上次的"] : []),
      };
    }
    if (!query.has("c")) return before;
    const joined = state.joined(before.plan, asked.plan);
    const already = before.plan.entries.length && joined.entries.length > before.plan.entries.length;
    const has = new Set(joined.entries.map((entry) => entry.key));
    const tooMany = asked.plan.entries.some((entry) => !has.has(entry.key));
    const told = [
      ...(already ? ["已加到上次排的课里"] : []),
      ...(tooMany ? [`最多排 ${state.MOST} 个班，多出的没有排`] : []),
    ];
    return { plan: joined, notes: Array.from(new Set(asked.notes.concat(before.notes, told))) };
  }

  function start() {
    const { plan: found, notes } = planAtStart();
    plan = found;
    if (!plan.start) plan.start = nextMonday();
    if (!plan.id) plan.id = newId();
    Promise.all(plan.entries.map((entry) => load(entry.key))).then(() => {
      dropMissing(notes);
      note(notes);
      page.hidden = false;
      wire();
      fillTerm();
      fillClasses();
      refresh();
    }, tellFailed);
  }

  function dropMissing(notes) {
    const keys = new Set(plan.entries.map((entry) => entry.key));
    const missing = Array.from(keys)
      .filter((key) => !received.has(key))
      .map((key) => key.split("/").pop());
    if (missing.length)
      notes.push(
        `${missing.slice(0, 3).join("、")}${missing.length > 3 ? `等 ${missing.length} 门课程` : ""}不在目录里了，已去掉`,
      );
    plan.entries = plan.entries.filter((entry) => received.has(entry.key));
    plan.entries.forEach(propose);
  }

  function note(notes) {
    const line = part(".cc-plan__notes");
    line.textContent = notes.length ? `${notes.join("；")}。` : "";
    line.hidden = !notes.length;
  }

  /** What is not given: the provider's first weekday, the usual time of after-school lessons, the best size. */
  function propose(entry) {
    const course = received.get(entry.key);
    entry.weekday = entry.weekday || (course.days ? course.days[0] : 3);
    entry.time = entry.time || USUAL_TIME;
    entry.pupils = entry.pupils || (course.size ? course.size[1] : 30);
  }

  // ---- The term ---------------------------------------------------------------------------------------------------

  function fillTerm() {
    part("#cc-start").value = term.isoOf(plan.start);
    part("#cc-end").value = term.isoOf(plan.end);
    part("#cc-avoid").checked = !plan.keep;
    fillSkips();
  }

  function fillSkips() {
    const list = emptied(part(".cc-plan__spans"));
    plan.skip.forEach((span, place) => {
      const words = span.map((day) => term.dayWords(day, term.yearOf(plan.start)));
      const text = span[1] > span[0] ? `${words[0]}—${words[1]}` : words[0];
      put(
        list,
        put(
          make("li"),
          `${text} `,
          button("去掉", `去掉停课 ${text}`, () => {
            plan.skip.splice(place, 1);
            fillSkips();
            update();
            part("#cc-skip-first").focus();
          }),
        ),
      );
    });
    part(".cc-plan__skips .cc-plan__count").textContent = plan.skip.length ? `${plan.skip.length} 处` : "";
  }

  function addSkip() {
    const first = term.dayOf(part("#cc-skip-first").value);
    const last = term.dayOf(part("#cc-skip-last").value) || first;
    if (!first) return part("#cc-skip-first").focus();
    if (plan.skip.length >= state.MOST_DAYS) return note([`最多写 ${state.MOST_DAYS} 处停课`]);
    plan.skip.push([Math.min(first, last), Math.max(first, last)]);
    plan.skip.sort((one, other) => one[0] - other[0]);
    part("#cc-skip-first").value = part("#cc-skip-last").value = "";
    fillSkips();
    return update();
  }

  /** Made-up days between the first and the last meeting, or the term's ends. */
  function fillMadeUp() {
    const days = [].concat(...arranged.classes.map((found) => found.meetings.map((meeting) => meeting.day)));
    const last = Math.max(plan.end, ...days, plan.start);
    const madeUp = arranged.calendar.madeUpBetween(plan.start, last);
    const box = part(".cc-plan__made-up > div");
    const shown = madeUp.join(",");
    part(".cc-plan__made-up").hidden = !madeUp.length;
    if (box.dataset.days === shown) return; // so that a list that is being used stays as it is
    box.dataset.days = shown;
    emptied(box);
    madeUp.forEach((day) => {
      const label = make(
        "label",
        "",
        `${term.dayWords(day, term.yearOf(plan.start))}（${term.WEEKDAYS[term.weekdayOf(day)]}补班）`,
      );
      const choices = [
        [0, "不排课"],
        ...[1, 2, 3, 4, 5].map((weekday) => [weekday, `上${term.WEEKDAYS[weekday]}的课`]),
      ];
      put(
        box,
        put(
          label,
          select(choices, plan.follow[day] || 0, (value) => {
            if (value) plan.follow[day] = value;
            else delete plan.follow[day];
            update();
          }),
        ),
      );
    });
  }

  // ---- The classes ------------------------------------------------------------------------------------------------

  function input(type, value, act, more) {
    const made = Object.assign(make("input"), Object.assign({ type, value }, more));
    made.addEventListener("change", () => {
      act(made);
      update();
    });
    return made;
  }

  function togetherChoices(course) {
    const visits = course.sessions.map((session) => session[2]).filter(Boolean);
    const first = visits.length > new Set(visits).size ? "按课程安排" : "每次 1 课时";
    return [[0, first], ...(first === "每次 1 课时" ? [] : [[1, "每次 1 课时"]]), [2, "每次 2 课时"]];
  }

  /** Which session hangs on the weather or the moon only the provider's own words tell. */
  function wordsOfProvider(text) {
    return put(
      make("details", "cc-fold cc-plan__words"),
      make("summary", "", "机构对申请和排课的说明"),
      put(make("div"), make("p", "cc-small", text)),
    );
  }

  function classCard(entry, place) {
    const course = received.get(entry.key);
    const set = (name) => (value) => {
      entry[name] = value;
      update();
    };
    const card = make("fieldset", "cc-plan__class");
    const link = Object.assign(make("a", "", course.title), { href: `${ROOT}/${entry.key}.html` });
    put(
      card,
      put(make("legend"), chip(place), " ", link, make("small", "", ` ${course.by}，${course.sessions.length} 课时`)),
    );
    const weekdays = [1, 2, 3, 4, 5, 6, 7].map((weekday) => [
      weekday,
      term.WEEKDAYS[weekday] + (course.days && !course.days.includes(weekday) ? "（不来）" : ""),
    ]);
    put(
      card,
      put(
        make("div", "cc-plan__fields"),
        field("星期", select(weekdays, entry.weekday, set("weekday"))),
        field(
          "几点开始",
          input("time", term.timeWords(entry.time), (made) => {
            const [hours, minutes] = (made.value || "15:30").split(":").map(Number);
            entry.time = Math.min(DAYTIME[1], Math.max(DAYTIME[0], hours * 60 + minutes));
            made.value = term.timeWords(entry.time);
          }),
        ),
        field("每次", select(togetherChoices(course), entry.together, set("together"))),
        field(
          "学生人数",
          input(
            "number",
            String(entry.pupils),
            (made) => {
              entry.pupils = Math.min(200, Math.max(1, Math.floor(Number(made.value)) || 1));
              made.value = String(entry.pupils);
            },
            { min: "1", max: "200", inputMode: "numeric" },
          ),
        ),
        field(
          "从哪天起（可不填）",
          input("date", term.isoOf(entry.start), (made) => {
            entry.start = term.dayOf(made.value);
          }),
        ),
      ),
    );
    if (course.apply) put(card, wordsOfProvider(course.apply));
    return put(
      card,
      make("p", "cc-small cc-plan__span"),
      put(
        make("p", "cc-plan__buttons"),
        button("再排一个班", `《${course.title}》再排一个班`, () => again(place)),
        button("去掉", `去掉《${course.title}》`, () => takeAway(place)),
      ),
    );
  }

  function change(act) {
    act();
    fillClasses();
    update();
  }

  function add(place, entry) {
    if (plan.entries.length >= state.MOST) return note([`最多排 ${state.MOST} 个班`]);
    return change(() => plan.entries.splice(place, 0, entry));
  }

  /** The new class stands behind this one, with the focus. */
  function again(place) {
    if (plan.entries.length >= state.MOST) return add();
    add(place + 1, Object.assign({}, plan.entries[place]));
    return page.querySelectorAll(".cc-plan__class")[place + 1].querySelector("select").focus();
  }

  /** Focus goes on to the next class, or to where one is added. */
  function takeAway(place) {
    change(() => plan.entries.splice(place, 1));
    const left = page.querySelectorAll(".cc-plan__class .cc-plan__buttons button:last-child");
    (left[Math.min(place, left.length - 1)] || part("#cc-add") || part("#cc-start")).focus();
  }

  function fillClasses() {
    put(emptied(part(".cc-plan__classes")), ...plan.entries.map(classCard));
    part(".cc-plan__none").hidden = plan.entries.length > 0;
    part(".cc-plan__results").hidden = !plan.entries.length;
  }

  /** “9 月 9 日—12 月 30 日，共 16 次；跳过 10 月 7 日（国庆节）；最晚 8 月 12 日申请” */
  function spanWords({ course, meetings, passed }) {
    if (!meetings.length) return "";
    const year = term.yearOf(plan.start);
    const words = (day) => term.dayWords(day, year);
    const first = meetings[0].day;
    const parts = [`${words(first)}—${words(meetings[meetings.length - 1].day)}，共 ${meetings.length} 次`];
    if (passed.length) parts.push(`跳过 ${passed.map(({ day, why }) => `${words(day)}（${why}）`).join("、")}`);
    if (course.lead) parts.push(`要提前 ${course.lead} 周申请，最晚 ${words(first - course.lead * 7)}`);
    return `${parts.join("；")}。`;
  }

  // ---- All of it --------------------------------------------------------------------------------------------------

  /** Somebody else's plan that is changed is a plan of its own, and must not overwrite theirs in a calendar that has both;
      a changed one that comes back to who made it has their name still. */
  function update() {
    if (isGuest && plan.id !== state.read(kept()).plan.id) plan.id = newId();
    if (isGuest) note([]); // it told of the own plan, which this one takes the place of now
    isGuest = false;
    refresh();
  }

  function refresh() {
    keep();
    const courses = {};
    plan.entries.forEach((entry) => {
      courses[entry.key] = received.get(entry.key);
    });
    arranged = term.arrange(plan, courses, received.get("holidays"), today());
    fillMadeUp();
    page.querySelectorAll(".cc-plan__span").forEach((line, place) => {
      line.textContent = spanWords(arranged.classes[place]);
    });
    show(page, arranged, plan);
  }

  function addCourse(list) {
    const key = list.value;
    list.value = "";
    if (!key) return;
    load(key)
      .catch(() => undefined)
      .then(() => {
        if (!received.has(key)) return note(["这门课程现在打不开，没有加上"]);
        const entry = { key, weekday: 0, time: 0, together: 0, pupils: 0, start: 0 };
        propose(entry);
        return add(plan.entries.length, entry);
      });
  }

  function downloadFile() {
    const base = isOnDisk ? "" : new URL(`${ROOT}/`, location.href).href;
    const text = window.courseTermFile(arranged.classes, {
      id: plan.id,
      start: plan.start,
      now: Date.now(),
      address: base,
    });
    const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    const link = Object.assign(make("a"), { href: address, download: `科学课-${term.isoOf(plan.start)}.ics` });
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  function printOnly(what) {
    document.documentElement.dataset.print = what;
    window.print();
  }

  function copyAddress(made) {
    const done = (words) => {
      made.textContent = words;
      setTimeout(() => {
        made.textContent = "复制网址";
      }, 3000);
    };
    const byHand = () => done("请从地址栏复制");
    if (!navigator.clipboard) return byHand();
    return navigator.clipboard
      .writeText(location.href)
      .then(() => done(isOnDisk ? "已复制，但这是离线副本，别人打不开" : "已复制"), byHand);
  }

  function wire() {
    window.addEventListener("storage", (event) => {
      // the own plan was changed in another window
      if (event.key === KEPT && !isGuest && event.newValue !== state.write(plan)) location.reload();
    });
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && !isGuest) location.reload();
    });
    part("#cc-start").addEventListener("change", (event) => {
      plan.start = term.dayOf(event.target.value) || nextMonday();
      fillTerm();
      update();
    });
    part("#cc-end").addEventListener("change", (event) => {
      plan.end = term.dayOf(event.target.value);
      update();
    });
    part("#cc-avoid").addEventListener("change", (event) => {
      plan.keep = !event.target.checked;
      update();
    });
    part("#cc-skip-add").addEventListener("click", addSkip);
    if (part("#cc-add")) part("#cc-add").addEventListener("change", (event) => addCourse(event.target));
    part("#cc-ics").addEventListener("click", downloadFile);
    part("#cc-print").addEventListener("click", () => printOnly("sheet"));
    part("#cc-print-shopping").addEventListener("click", () => printOnly("shopping"));
    part("#cc-copy").addEventListener("click", (event) => copyAddress(event.target));
    window.addEventListener("beforeprint", () => {
      // what is folded would not be printed
      page.querySelectorAll(".cc-plan__results details").forEach((fold) => {
        fold.open = true;
      });
    });
    window.addEventListener("afterprint", () => {
      delete document.documentElement.dataset.print;
    });
  }
})();
