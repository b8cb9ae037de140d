/* The plan of a term as an address and as what the browser keeps: one form for both.

     c=<key>,<key> …                        a class each; a key may stand twice
     e=3.1530.0.24,5.1400.2.30.20261012 …   of each class weekday, time (06:00–20:59), sessions at a time (0: as the course says), pupils
                                            and, where it is not the term's, its first day; "" for what the page proposes
     start, end                             ISO days; not “from”, which WeChat adds to addresses that it passes on
     keep=1                                 sessions stay on holidays
     skip=2026-10-08,2026-11-11~2026-11-13  days without lessons
     on=2026-10-10.3                        a made-up day follows the timetable of a weekday

   coursePlanState.read drops what it does not understand piece by piece and tells it; names of others it passes over. */
(function (root) {
  "use strict";
  const term = root.courseTerm;
  const MOST = 12; // classes
  const ID = "[a-z0-9]+(?:-[a-z0-9]+)*";
  const SERIES = new RegExp(`^courses/${ID}/${ID}$`);
  const OF_A_BASE = new RegExp(`^bases/${ID}/(?:premium|extension)/${ID}$`);

  function listOf(text) { return (text || "").split(",").filter(Boolean); }

  function dayIn(text, drop) {
    const day = term.dayOf(text);
    if (text && !day) drop(text);
    return day;
  }

  /** The settings of one class; null where they are not given, or make no sense. */
  function settingsOf(text) {
    const parts = /^([1-7])\.(0[6-9]|1\d|20)([0-5]\d)\.([012])\.([1-9]\d{0,2})(?:\.(20\d\d)(\d\d)(\d\d))?$/.exec(text);
    if (!parts) return null;
    const start = parts[6] ? term.dayOf(`${parts[6]}-${parts[7]}-${parts[8]}`) : 0;
    if ((parts[6] && !start) || Number(parts[5]) > 200) return null;
    return { weekday: Number(parts[1]), time: Number(parts[2]) * 60 + Number(parts[3]), together: Number(parts[4]), pupils: Number(parts[5]), start };
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
        const given = settings[place] ? settingsOf(settings[place]) : null;
        if (settings[place] && !given) drop(settings[place]);
        entries.push(Object.assign({ key, weekday: 0, time: 0, together: 0, pupils: 0, start: 0 }, given));
      }
    });
    if (visits) notes.push(`${visits} 门基地课程不按周上课，没有排进来`);
    return entries;
  }

  function skipOf(query, drop) {
    return listOf(query.get("skip")).slice(0, 40).map((text) => {
      const [first, last] = text.split("~");
      const span = [term.dayOf(first), term.dayOf(last || first)];
      if (span[0] && span[1] >= span[0] && text.split("~").length < 3) return span;
      drop(text);
      return null;
    }).filter(Boolean);
  }

  function followOf(query, drop) {
    const follow = {};
    listOf(query.get("on")).slice(0, 40).forEach((text) => {
      const [iso, weekday] = text.split(".");
      if (term.dayOf(iso) && /^[1-7]$/.test(weekday || "")) follow[term.dayOf(iso)] = Number(weekday);
      else drop(text);
    });
    return follow;
  }

  /** {plan, notes}: `notes` are short sentences without a full stop. */
  function read(text) {
    const query = new URLSearchParams(text);
    const notes = [];
    const dropped = [];
    const drop = (piece) => dropped.push(piece.length > 40 ? `${piece.slice(0, 40)}…` : piece);
    const plan = {
      start: dayIn(query.get("start"), drop),
      end: dayIn(query.get("end"), drop),
      keep: query.get("keep") === "1",
      skip: skipOf(query, drop),
      follow: followOf(query, drop),
      entries: entriesOf(query, drop, notes),
    };
    if (dropped.length) notes.unshift(`看不懂 ${dropped.slice(0, 3).map((piece) => `“${piece}”`).join("、")}${dropped.length > 3 ? `等 ${dropped.length} 处` : ""}，已略过`);
    return { plan, notes: Array.from(new Set(notes)) };
  }

  /** Whether an address says more than which courses are meant. */
  function isWhole(text) {
    const query = new URLSearchParams(text);
    return ["e", "start", "end", "keep", "skip", "on"].some((name) => query.has(name));
  }

  function settingsText(entry) {
    if (!entry.weekday) return "";
    const start = entry.start ? `.${term.isoOf(entry.start).replace(/-/g, "")}` : "";
    return `${entry.weekday}.${term.timeWords(entry.time).replace(":", "")}.${entry.together}.${entry.pupils}${start}`;
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
      ["on", Object.keys(plan.follow).map((day) => `${term.isoOf(Number(day))}.${plan.follow[day]}`).join(",")],
    ];
    return fields.filter(([, value]) => value.replace(/,/g, "")).map(([name, value]) => `${name}=${value}`).join("&");
  }

  /** A kept plan with the courses of an address that names only courses; those it has already stay as they are. */
  function joined(kept, asked) {
    const has = new Set(kept.entries.map((entry) => entry.key));
    const added = asked.entries.filter((entry) => !has.has(entry.key));
    return Object.assign({}, kept, { entries: kept.entries.concat(added).slice(0, MOST) });
  }

  root.coursePlanState = { MOST, read, write, isWhole, joined };
})(typeof window === "undefined" ? globalThis : window);
