/* The plan of a term as an address and as what the browser keeps: one form for both.

     c=<key>,<key> …                        a class each; a key may stand twice
     e=3.1530.0.24,5.1400.2.30.20261012 …   of each class weekday, time (06:00–20:59), sessions at a time (0: as the course says), pupils
                                            and, where it is not the term's, its first day; a piece that is missing or empty is proposed by the page
     start, end                             ISO days; not “from”, which WeChat adds to addresses that it passes on
     keep=1                                 sessions stay on holidays
     skip=2026-10-08,2026-11-11~2026-11-13  days without lessons
     on=2026-10-10.3                        a made-up day follows the timetable of a weekday
     plan=0f1e2d3c4b                        what the plan is called in calendar files; older plans have none

   coursePlanState.read drops what it does not understand piece by piece and tells it; names of others it passes over. */
(function (root) {
  "use strict";
  const term = root.courseTerm;
  const MOST = 12; // classes
  const MOST_DAYS = 40; // days without lessons, and made-up ones
  const ID = "[a-z0-9]+(?:-[a-z0-9]+)*";
  const SERIES = new RegExp(`^courses/${ID}/${ID}$`);
  const OF_A_BASE = new RegExp(`^bases/${ID}/(?:premium|extension)/${ID}$`);

  function listOf(text) {
    return (text || "").split(",").filter(Boolean);
  }

  function dayIn(text, drop) {
    const day = term.dayOf(text);
    if (text && !day) drop(text);
    return day;
  }

  const PIECES = [
    ["weekday", "星期", /^[1-7]$/, Number],
    ["time", "几点开始", /^(?:0[6-9]|1\d|20)[0-5]\d$/, (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(2))],
    ["together", "每次几课时", /^[012]$/, Number],
    ["pupils", "学生人数", /^(?:[1-9]\d?|1\d\d|200)$/, Number],
    [
      "start",
      "从哪天起",
      /^20\d{6}$/,
      (text) => term.dayOf(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`),
    ],
  ];

  /** What makes sense of the settings of one class: one wrong piece does not cost the others. */
  function settingsOf(text, drop) {
    const pieces = text.split(".");
    const given = {};
    PIECES.forEach(([name, words, form, valueOf], place) => {
      const piece = pieces[place];
      if (!piece) return;
      const value = form.test(piece) ? valueOf(piece) : 0;
      if (value || (piece === "0" && name === "together")) given[name] = value;
      else drop(piece, words);
    });
    if (pieces.length > PIECES.length) drop(pieces.slice(PIECES.length).join("."));
    return given;
  }

  function entriesOf(query, drop, notes) {
    const settings = (query.get("e") || "").split(",");
    const entries = [];
    let visits = 0;
    (query.get("c") || "").split(",").forEach((key, place) => {
      if (!key) return;
      if (OF_A_BASE.test(key)) visits += 1;
      else if (!SERIES.test(key)) drop(key);
      else if (entries.length === MOST) notes.push(`最多排 ${MOST} 个班，多出的没有排`);
      else {
        entries.push(
          Object.assign(
            { key, weekday: 0, time: 0, together: 0, pupils: 0, start: 0 },
            settingsOf(settings[place] || "", drop),
          ),
        );
      }
    });
    if (visits) notes.push(`${visits} 门基地课程不按周上课，没有排进来`);
    return entries;
  }

  /** So many pieces as the page can hold; the rest is dropped and told. */
  function daysOf(text, drop) {
    const pieces = listOf(text);
    if (pieces.length > MOST_DAYS) drop(pieces.slice(MOST_DAYS).join(","));
    return pieces.slice(0, MOST_DAYS);
  }

  function skipOf(query, drop) {
    return daysOf(query.get("skip"), drop)
      .map((text) => {
        const [first, last] = text.split("~");
        const span = [term.dayOf(first), term.dayOf(last || first)];
        if (span[0] && span[1] >= span[0] && text.split("~").length < 3) return span;
        drop(text);
        return null;
      })
      .filter(Boolean);
  }

  function followOf(query, drop) {
    const follow = {};
    daysOf(query.get("on"), drop).forEach((text) => {
      const [iso, weekday] = text.split(".");
      if (term.dayOf(iso) && /^[1-5]$/.test(weekday || "")) follow[term.dayOf(iso)] = Number(weekday);
      else drop(text);
    });
    return follow;
  }

  function idOf(text, drop) {
    if (!text || /^[0-9a-f]{10}$/.test(text)) return text;
    drop(text);
    return "";
  }

  /** {plan, notes}: `notes` are short sentences without a full stop. */
  function read(text) {
    const query = new URLSearchParams(text);
    const notes = [];
    const dropped = [];
    const drop = (piece, words) =>
      dropped.push(`“${piece.length > 40 ? `${piece.slice(0, 40)}…` : piece}”${words ? `（${words}）` : ""}`);
    const plan = {
      start: dayIn(query.get("start"), drop),
      end: dayIn(query.get("end"), drop),
      keep: query.get("keep") === "1",
      skip: skipOf(query, drop),
      follow: followOf(query, drop),
      entries: entriesOf(query, drop, notes),
      id: idOf(query.get("plan") || "", drop),
    };
    if (dropped.length)
      notes.unshift(
        `看不懂 ${dropped.slice(0, 3).join("、")}${dropped.length > 3 ? `等 ${dropped.length} 处` : ""}，已略过`,
      );
    return { plan, notes: Array.from(new Set(notes)) };
  }

  /** Whether an address says more than which courses are meant. */
  function isWhole(text) {
    const query = new URLSearchParams(text);
    return ["e", "start", "end", "keep", "skip", "on"].some((name) => query.has(name));
  }

  function settingsText(entry) {
    const { weekday, time, together, pupils, start } = entry;
    if (!weekday && !time && !together && !pupils && !start) return "";
    const pieces = [
      weekday || "",
      time ? term.timeWords(time).replace(":", "") : "",
      together,
      pupils || "",
      ...(start ? [term.isoOf(start).replace(/-/g, "")] : []),
    ];
    return pieces.join(".");
  }

  function write(plan) {
    const days = ([first, last]) => term.isoOf(first) + (last > first ? `~${term.isoOf(last)}` : "");
    const fields = [
      ["c", plan.entries.map((entry) => entry.key).join(",")],
      ["e", plan.entries.map(settingsText).join(",")],
      ["start", term.isoOf(plan.start)],
      ["end", term.isoOf(plan.end)],
      ["keep", plan.keep ? "1" : ""],
      ["skip", plan.skip.map(days).join(",")],
      [
        "on",
        Object.keys(plan.follow)
          .map((day) => `${term.isoOf(Number(day))}.${plan.follow[day]}`)
          .join(","),
      ],
      ["plan", plan.id],
    ];
    return fields
      .filter(([, value]) => value.replace(/,/g, ""))
      .map(([name, value]) => `${name}=${value}`)
      .join("&");
  }

  /** Whether two plans lay the same term, whatever they are called. */
  function isSame(one, other) {
    return write(Object.assign({}, one, { id: "" })) === write(Object.assign({}, other, { id: "" }));
  }

  /** A kept plan with the courses of an address that names only courses; those it has already stay as they are. */
  function joined(kept, asked) {
    const has = new Set(kept.entries.map((entry) => entry.key));
    const added = asked.entries.filter((entry) => !has.has(entry.key));
    return Object.assign({}, kept, { entries: kept.entries.concat(added).slice(0, MOST) });
  }

  root.coursePlanState = { MOST, MOST_DAYS, read, write, isWhole, isSame, joined };
})(typeof window === "undefined" ? globalThis : window);
