/* What a plan of a term looks like: controls, findings, months, the list of meetings, shopping. Everything that comes from courses is put
   into the page as text. coursePlanView.show(page, arranged, plan) fills the parts of templates/plan.html. */
(function (root) {
  "use strict";
  const term = root.courseTerm;
  const { written } = root.courseQuantities;
  const MARKS = {
    clash: "撞课",
    holiday: "放假",
    late: "超期",
    visit: "连堂",
    wait: "间隔",
    weekday: "星期",
    size: "人数",
    early: "太早",
    season: "学期",
    until: "评审",
    lead: "申请",
    classes: "班数",
    year: "待定",
    term: "学期",
  };

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function put(parent, ...children) {
    children.forEach((child) => parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child));
    return parent;
  }

  function emptied(element) {
    element.textContent = "";
    return element;
  }

  /** “3” or “3–4”: the sessions of a meeting. */
  function numbers(places) {
    return places.length === 1 ? String(places[0] + 1) : `${places[0] + 1}–${places[places.length - 1] + 1}`;
  }

  function chip(place) {
    const mark = make("b", "cc-letter", term.letterOf(place));
    mark.dataset.class = String(place % 6);
    return mark;
  }

  // ---- Controls ---------------------------------------------------------------------------------------------------

  function button(text, label, act) {
    const made = make("button", "cc-plan__button", text);
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  function select(choices, value, act) {
    const made = make("select");
    choices.forEach(([choice, text]) => {
      const option = make("option", "", text);
      option.value = String(choice);
      option.selected = choice === value;
      put(made, option);
    });
    made.addEventListener("change", () => act(Number(made.value)));
    return made;
  }

  function field(words, control) {
    return put(make("label", "", words), control);
  }

  // ---- Findings ---------------------------------------------------------------------------------------------------

  /** How many there are is read out after each change; the list itself only by who goes to it. */
  function showFindings(page, findings) {
    page.querySelector(".cc-plan__found").textContent = findings.length
      ? `有 ${findings.length} 处。`
      : "没有发现冲突。";
    put(
      emptied(page.querySelector(".cc-plan__list")),
      ...findings.map(({ kind, text }) => put(make("li"), make("b", "cc-plan__mark", MARKS[kind]), text)),
    );
  }

  // ---- Months -----------------------------------------------------------------------------------------------------

  function markOf(day, plan, calendar) {
    if (calendar.off(day)) return ["休", calendar.off(day), "is-off"];
    if (term.isSkipped(day, plan)) return ["停", "停课", "is-skipped"];
    if (calendar.isMadeUp(day)) return ["班", "调休补班", "is-made-up"];
    return null;
  }

  function cellOf(day, meetings, plan, calendar) {
    const cell = make("td");
    if (!day) return cell;
    const number = make("span", "cc-day", String(Number(term.isoOf(day).slice(8))));
    const mark = markOf(day, plan, calendar);
    if (mark) {
      cell.className = mark[2];
      const sign = make("abbr", "", mark[0]);
      sign.title = mark[1];
      number.appendChild(sign);
    }
    put(cell, number);
    meetings.forEach(({ place, meeting }) => {
      const entry = put(make("span", "cc-lesson"), chip(place), numbers(meeting.places));
      if (meeting.late || meeting.holiday) entry.classList.add("is-doubtful");
      put(cell, entry);
    });
    return cell;
  }

  function byDay(classes) {
    const days = new Map();
    classes.forEach((found, place) =>
      found.meetings.forEach((meeting) => {
        if (!days.has(meeting.day)) days.set(meeting.day, []);
        days.get(meeting.day).push({ place, meeting });
      }),
    );
    days.forEach((list) => list.sort((one, other) => one.meeting.start - other.meeting.start));
    return days;
  }

  function monthTable({ year, month, weeks }, days, plan, calendar) {
    const table = make("table", "cc-month");
    put(table, make("caption", "", `${year} 年 ${month} 月`));
    const head = put(make("thead"), make("tr"));
    term.WEEKDAYS.slice(1).forEach((name) => {
      const cell = make("th", "", name.slice(1));
      cell.scope = "col";
      cell.abbr = name;
      put(head.firstChild, cell);
    });
    const body = make("tbody");
    weeks.forEach((week) =>
      put(body, put(make("tr"), ...week.map((day) => cellOf(day, days.get(day) || [], plan, calendar)))),
    );
    return put(table, head, body);
  }

  function showMonths(box, { classes, calendar }, plan) {
    emptied(box);
    const days = byDay(classes);
    put(box, ...term.monthsOf(classes).map((month) => monthTable(month, days, plan, calendar)));
    box.classList.toggle(
      "is-busy",
      Array.from(days.values()).some((list) => list.length > 4),
    );
  }

  // ---- The list of meetings ---------------------------------------------------------------------------------------

  function showKey(list, { classes }) {
    emptied(list);
    classes.forEach(({ entry, course }, place) =>
      put(
        list,
        put(
          make("li"),
          chip(place),
          ` ${course.title}　${term.WEEKDAYS[entry.weekday]} ${term.timeWords(entry.time)}　${entry.pupils} 人`,
        ),
      ),
    );
  }

  function labelled(label, text) {
    const cell = make("td", "", text);
    if (label) cell.dataset.label = label;
    return cell;
  }

  function showAgenda(box, { classes }, plan) {
    const body = emptied(box.querySelector("tbody"));
    const year = term.yearOf(plan.start);
    const all = [].concat(
      ...classes.map((found, place) => found.meetings.map((meeting) => ({ found, place, meeting }))),
    );
    box.querySelector("summary").textContent = `逐次安排，共 ${all.length} 次`;
    all.sort(
      (one, other) =>
        one.meeting.day - other.meeting.day || one.meeting.start - other.meeting.start || one.place - other.place,
    );
    all.forEach(({ found, place, meeting }) => {
      const day = make("th", "", `${term.dayWords(meeting.day, year)}　${term.WEEKDAYS[term.weekdayOf(meeting.day)]}`);
      day.scope = "row";
      const titles = meeting.places.map((at) => `${at + 1} ${found.course.sessions[at][0]}`).join("；");
      put(
        body,
        put(
          make("tr"),
          day,
          labelled("", `${term.timeWords(meeting.start)}–${term.timeWords(meeting.end)}`),
          put(make("td"), chip(place), make("span", "cc-agenda__title", ` ${found.course.title}`)),
          labelled("", titles),
        ),
      );
    });
  }

  // ---- Shopping ---------------------------------------------------------------------------------------------------

  function tableOf(heads, rows) {
    const table = make("table", "cc-table cc-table--stack cc-table--lines cc-table--short");
    const head = put(make("thead"), make("tr"));
    heads.forEach((name) => {
      const cell = make("th", "", name);
      cell.scope = "col";
      put(head.firstChild, cell);
    });
    const body = make("tbody");
    rows.forEach(([first, ...rest]) => {
      const name = make("th");
      name.scope = "row";
      put(name, ...[].concat(first));
      put(
        body,
        put(
          make("tr"),
          name,
          ...rest.map((cell) => (Array.isArray(cell) ? labelled(cell[0], cell[1]) : labelled("", cell))),
        ),
      );
    });
    return put(make("div", "cc-table-wrap"), put(table, head, body));
  }

  /** A long table behind its name; it stays as open or closed as it is when it is filled again. */
  function folded(box, name, words, table) {
    const fold = make("details", "cc-fold");
    fold.dataset.name = name;
    fold.open = Boolean(box.querySelector(`[data-name="${name}"][open]`));
    return put(fold, make("summary", "", words), table);
  }

  function whoOf(row) {
    return row.giver ? `${row.who}（${row.giver}）` : row.who;
  }
  function lettersOf(row) {
    return row.classes.map(term.letterOf).join("、");
  }
  function sums(pairs) {
    return pairs.map(([name, yuan]) => `${name} ${written(yuan)} 元`).join("，");
  }

  function feeTable(classes, { fees }) {
    const rows = fees.map((fee, place) => {
      const { entry, course } = classes[place];
      const name = [chip(place), ` ${course.title}`];
      if (!fee.known) return [name, `${entry.pupils} 人`, "价格待定", "", "", ""];
      if (!fee.total) return [name, `${entry.pupils} 人`, "免费", "", ["合计", "0 元"], ""];
      return [
        name,
        `${entry.pupils} 人`,
        ["课程费", `${written(fee.teaching)} 元`],
        ["材料费", `${written(fee.material)} 元`],
        ["合计", `${written(fee.total)} 元`],
        sums(fee.payers),
      ];
    });
    return tableOf(["课程", "人数", "课程费", "材料费", "合计", "谁出钱"], rows);
  }

  function totalLines({ total, payers, bought, fees }) {
    const lines = [`课程费用合计 ${written(total)} 元${payers.length ? `：${sums(payers)}` : ""}。`];
    if (fees.some((fee) => !fee.known)) lines.push("有课程还没有报价，没有算进去。");
    const provider = bought.filter(([who]) => who === "课程机构");
    const others = bought.filter(([who]) => who !== "课程机构");
    if (others.length) lines.push(`另外要自己买的：${sums(others)}（按参考单价）。`);
    if (provider.length) lines.push(`课程机构准备的材料约 ${written(provider[0][1])} 元，不用另外付。`);
    return lines;
  }

  function consumableTable(rows) {
    return tableOf(
      ["名称", "用量", "单价", "小计", "谁准备", "课程"],
      rows.map((row) => [
        row.name,
        `${written(row.quantity)} ${row.unit}`,
        ["×", `${written(row.price)} 元`],
        ["=", `${written(row.yuan)} 元`],
        whoOf(row),
        lettersOf(row),
      ]),
    );
  }

  function otherTable(rows) {
    return tableOf(
      ["名称", "数量", "谁准备", "课程"],
      rows.map((row) => [row.name, `${written(row.quantity)} ${row.unit}`, whoOf(row), lettersOf(row)]),
    );
  }

  function showShopping(box, classes, list) {
    const parts = [make("p", "cc-plan__total", totalLines(list).join("")), feeTable(classes, list)];
    const { consumables, others } = list;
    if (consumables.length)
      parts.push(
        folded(box, "consumables", `消耗材料 ${consumables.length} 种（各班相加）`, consumableTable(consumables)),
      );
    if (others.length)
      parts.push(
        folded(
          box,
          "others",
          `器材和其他用品 ${others.length} 种（同时上课的班相加，错开的轮流用）`,
          otherTable(others),
        ),
      );
    put(emptied(box), ...parts);
  }

  function show(page, arranged, plan) {
    const part = (selector) => page.querySelector(selector);
    showFindings(page, arranged.findings);
    showKey(part(".cc-plan__key"), arranged);
    showMonths(part(".cc-months"), arranged, plan);
    showAgenda(part(".cc-agenda-fold"), arranged, plan);
    showShopping(
      part(".cc-plan__shopping > div"),
      arranged.classes,
      root.coursePlanShopping(arranged.classes, arranged.clashes),
    );
  }

  root.coursePlanView = { show, make, put, emptied, chip, button, select, field };
})(window);
