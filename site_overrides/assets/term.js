/* The dates of a term, without a page and without a clock: which course meets on which day, and what does not go together.

   courseTerm.arrange(plan, courses, holidays, today) gives all of it. A day is a whole number, days since 1970-01-01, so that
   no time zone can move it; a time is minutes since midnight; a weekday is 1 (周一) to 7 (周日).

     plan       {start, end, keep, skip: [[first, last] …], follow: {day: weekday}, entries: [entry …]}; 0 is “not given”;
                `keep` leaves sessions on holidays, `follow` says whose timetable a made-up day follows
     entry      {key, weekday, time, together, pupils, start}: a class of a course; `together` is how many sessions it has at
                a time, 0 for as the course says; its own `start` may be later than the term's
     courses    by key, and holidays: as course_catalogue/plan_files.py describes them */
(function (root) {
  "use strict";
  const DAY = 86400000;
  const LONGEST = 550; // days after which no place is looked for any more
  const LAST_MINUTE = 24 * 60 - 1; // a calendar has no 24:30
  /** Of each month the terms in which a lesson may be, in the words of the courses; of any other month it is spring alone. */
  const TERMS = {
    1: "秋季学期、寒假",
    2: "春季学期、寒假",
    7: "春季学期、暑假",
    8: "秋季学期、暑假",
    9: "秋季学期",
    10: "秋季学期",
    11: "秋季学期",
    12: "秋季学期",
  };
  const WEEKDAYS = ["", "周一", "周二", "周三", "周四", "周五", "周六", "周日"];

  // ---- Days and their words ---------------------------------------------------------------------------------------

  /** The number of an ISO day; 0 for what is none. */
  function dayOf(iso) {
    const parts = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(iso || "");
    if (!parts) return 0;
    const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY;
    return isoOf(day) === iso ? day : 0;
  }

  function isoOf(day) {
    return day ? new Date(day * DAY).toISOString().slice(0, 10) : "";
  }
  function weekdayOf(day) {
    return ((day + 3) % 7) + 1;
  }
  function yearOf(day) {
    return Number(isoOf(day).slice(0, 4));
  }

  /** “9 月 9 日”, with its year where that is not the one everybody thinks of. */
  function dayWords(day, year) {
    const [ofDay, month, date] = isoOf(day).split("-").map(Number);
    return `${ofDay === year ? "" : `${ofDay} 年 `}${month} 月 ${date} 日`;
  }

  function timeWords(minutes) {
    const two = (number) => String(number).padStart(2, "0");
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }

  /** The first of them in words, and how many they are. */
  function daysWords(days, year) {
    return days.length > 2
      ? `${dayWords(days[0], year)}等 ${days.length} 天`
      : days.map((day) => dayWords(day, year)).join("、");
  }

  // ---- What a day is ----------------------------------------------------------------------------------------------

  /** Look-ups in the holidays: off(day) is the name or "", isMadeUp(day), isArranged(year), isKnown(year). */
  function calendarOf(holidays) {
    const off = new Map();
    const madeUp = new Set();
    const years = new Map();
    holidays.years.forEach((year) => {
      years.set(year.year, year.arranged);
      year.off.forEach(([name, first, last]) => {
        for (let day = dayOf(first); day <= dayOf(last); day++) off.set(day, name);
      });
      year.madeUp.forEach((iso) => madeUp.add(dayOf(iso)));
    });
    return {
      off: (day) => off.get(day) || "",
      isMadeUp: (day) => madeUp.has(day),
      isArranged: (year) => years.get(year) === true,
      isKnown: (year) => years.has(year),
      madeUpBetween: (first, last) =>
        Array.from(madeUp)
          .filter((day) => day >= first && day <= last)
          .sort((a, b) => a - b),
    };
  }

  /** Whose timetable a day follows; 0 for a made-up day of which nothing was said. */
  function timetableOf(day, plan, calendar) {
    if (!calendar.isMadeUp(day)) return weekdayOf(day);
    return plan.follow[day] || 0;
  }

  function isSkipped(day, plan) {
    return plan.skip.some(([first, last]) => day >= first && day <= last);
  }

  /** Why there is no lesson on a day; "" where there can be one. */
  function reasonAgainst(day, plan, calendar) {
    if (isSkipped(day, plan)) return "停课";
    if (!plan.keep && calendar.off(day)) return calendar.off(day);
    return calendar.isMadeUp(day) && !plan.follow[day] ? "补班日" : "";
  }

  // ---- The sessions of one class ----------------------------------------------------------------------------------

  /** Days that must pass before a session, since the one before it. */
  function waitOf(course, place) {
    return course.sessions[place][5] || 0;
  }

  /** Places of the sessions of each meeting. */
  function meetingsOf(course, together) {
    const meetings = [];
    course.sessions.forEach(([, , visit], place) => {
      const last = meetings[meetings.length - 1];
      const before = last && course.sessions[last[0]][2];
      const joins = last && !waitOf(course, place) && (together ? last.length < together : visit && visit === before);
      if (joins) last.push(place);
      else meetings.push([place]);
    });
    return meetings;
  }

  function minutesOf(course, places) {
    return places.reduce((sum, place) => sum + (course.sessions[place][1] || course.minutes || 40), 0);
  }

  /** The days of a class: meetings, and the days of its weekday that were passed over, with the reason. */
  function daysOfClass(entry, course, plan, calendar) {
    const passed = [];
    const meetings = [];
    let day = Math.max(plan.start, entry.start || 0);
    const limit = day + LONGEST;
    meetingsOf(course, entry.together).forEach((places) => {
      const before = meetings[meetings.length - 1];
      const wait = waitOf(course, places[0]);
      const ready = before ? before.day + wait : 0;
      for (; day <= limit; day++) {
        const against =
          reasonAgainst(day, plan, calendar) || (day < ready ? `第 ${places[0] + 1} 课时要隔 ${wait} 天` : "");
        if (against && weekdayOf(day) === entry.weekday) passed.push({ day, why: against });
        if (!against && timetableOf(day, plan, calendar) === entry.weekday) break;
      }
      if (day > limit) return;
      const holiday = calendar.off(day);
      const end = Math.min(entry.time + minutesOf(course, places), LAST_MINUTE);
      meetings.push({ day, start: entry.time, end, places, holiday, late: Boolean(plan.end && day > plan.end) });
      day += 1;
    });
    const missing = course.sessions.length - meetings.reduce((sum, meeting) => sum + meeting.places.length, 0);
    return { entry, course, meetings, passed, missing };
  }

  // ---- What does not go together ----------------------------------------------------------------------------------

  function overlap(one, other) {
    return one.day === other.day && one.start < other.end && other.start < one.end;
  }

  /** Days on which two classes meet at the same time. */
  function sharedDays(one, other) {
    const of = new Map(other.meetings.map((meeting) => [meeting.day, meeting]));
    return one.meetings
      .filter((meeting) => of.has(meeting.day) && overlap(meeting, of.get(meeting.day)))
      .map((meeting) => meeting.day);
  }

  function clashesOf(classes) {
    const found = [];
    classes.forEach((one, place) =>
      classes.slice(place + 1).forEach((other, after) => {
        const days = sharedDays(one, other);
        if (days.length) found.push({ one: place, other: place + 1 + after, days });
      }),
    );
    return found;
  }

  /** “第 4 与 5、第 7 与 8 课时”: sessions beside each other, by the place of the second. */
  function pairsWords(places) {
    const pairs = places
      .slice(0, 3)
      .map((place) => `第 ${place} 与 ${place + 1}`)
      .join("、");
    return `${pairs} 课时${places.length > 3 ? `等 ${places.length} 处` : ""}`;
  }

  /** Where the course's own visits to the school are not those of the plan; a session without a visit wants nothing. */
  function brokenTimetable(course, meetings) {
    const meetingOf = new Map();
    meetings.forEach((meeting, number) => meeting.places.forEach((place) => meetingOf.set(place, number)));
    const parted = [];
    const joined = [];
    course.sessions.forEach(([, , visit], place) => {
      const before = place ? course.sessions[place - 1][2] : 0;
      if (!visit || !before || !meetingOf.has(place)) return;
      const isJoined = meetingOf.get(place) === meetingOf.get(place - 1);
      if (visit === before && !isJoined) parted.push(place);
      if (visit !== before && isJoined) joined.push(place);
    });
    return (
      (parted.length ? `课程要连堂的${pairsWords(parted)}分开了。` : "") +
      (joined.length ? `课程分两次到校的${pairsWords(joined)}连在一起了。` : "")
    );
  }

  /** Sessions for which there was room in the meeting before, had they not to wait. */
  function keptApartByWait(entry, course, meetings) {
    return meetings
      .slice(1)
      .filter((meeting, before) => waitOf(course, meeting.places[0]) && meetings[before].places.length < entry.together)
      .map((meeting) => meeting.places[0]);
  }

  function findingsOfClass(found, name, plan, today, year) {
    const { entry, course, meetings, missing } = found;
    const say = [];
    const put = (kind, text) => say.push({ kind, text: `${name}：${text}` });
    const late = meetings.filter((meeting) => meeting.late);
    const onHoliday = meetings.filter((meeting) => meeting.holiday);
    const count = (list) => list.reduce((sum, meeting) => sum + meeting.places.length, 0);
    const broken = brokenTimetable(course, meetings);
    const waiting = keptApartByWait(entry, course, meetings);
    if (broken) put("visit", `${broken}“每次”的第一项是课程自己的安排。`);
    if (waiting.length) put("wait", `${pairsWords(waiting)}之间要隔几天，没有连上。`);
    if (late.length)
      put(
        "late",
        `学期 ${dayWords(plan.end, year)}结束，还有 ${count(late)} 课时排不下，排到了 ${dayWords(late[late.length - 1].day, year)}。可以早些开始、连上两课时，或加一个班。`,
      );
    if (missing) put("late", `有 ${missing} 课时在一年半里找不到日子。`);
    onHoliday.forEach((meeting) => put("holiday", `${dayWords(meeting.day, year)}是${meeting.holiday}，那天有课。`));
    if (course.days && !course.days.includes(entry.weekday))
      put(
        "weekday",
        `机构只在${course.days.map((day) => WEEKDAYS[day]).join("、")}来，现在排在${WEEKDAYS[entry.weekday]}。`,
      );
    if (course.size && entry.pupils > course.size[2])
      put("size", `班额上限 ${course.size[2]} 人，现在 ${entry.pupils} 人，请分成几个班。`);
    if (course.size && entry.pupils < course.size[0])
      put("size", `至少 ${course.size[0]} 人开班，现在 ${entry.pupils} 人。`);
    if (!meetings.length) return say;
    const first = meetings[0].day;
    const last = meetings[meetings.length - 1].day;
    const from = dayOf(course.from);
    const until = dayOf(course.until);
    if (from && first < from)
      put("early", `机构从 ${dayWords(from, year)}起才开这门课，现在 ${dayWords(first, year)}就开始。`);
    const terms = (TERMS[Number(isoOf(first).slice(5, 7))] || "春季学期").split("、");
    if (course.terms && !course.terms.some((one) => terms.includes(one)))
      put("season", `机构只在${course.terms.join("、")}开这门课，现在 ${dayWords(first, year)}开始。`);
    if (until && last > until)
      put("until", `评审有效期到 ${dayWords(until, year)}，最后一课排在 ${dayWords(last, year)}。`);
    if (course.lead && first - course.lead * 7 < today)
      put(
        "lead",
        `要提前 ${course.lead} 周申请，${dayWords(first, year)}开始已经来不及，最早 ${dayWords(today + course.lead * 7, year)}。`,
      );
    return say;
  }

  /** More classes of one course than its provider takes in a term. */
  function tooManyClasses(classes, names) {
    const byKey = new Map();
    classes.forEach((found, place) => byKey.set(found.entry.key, (byKey.get(found.entry.key) || []).concat(place)));
    return Array.from(byKey.values())
      .filter((places) => classes[places[0]].course.classes && places.length > classes[places[0]].course.classes)
      .map((places) => ({
        kind: "classes",
        text: `${names[places[0]]}：这门课每学期最多接 ${classes[places[0]].course.classes} 个班，现在排了 ${places.length} 个。`,
      }));
  }

  /** Years of meetings whose holidays are not known, or not yet arranged. */
  function unknownYears(classes, calendar) {
    const years = new Set();
    classes.forEach((found) => found.meetings.forEach((meeting) => years.add(yearOf(meeting.day))));
    return Array.from(years)
      .sort()
      .filter((year) => !calendar.isArranged(year))
      .map((year) => ({
        kind: "year",
        text: calendar.isKnown(year)
          ? `${year} 年的放假安排还没有公布（或本站还没有收录）：只避开了法定节日当天，前后的连休和调休补班要等国务院办公厅的通知，落在这一年的课可能要改。`
          : `本站没有收录 ${year} 年的放假安排和节日：这一年的课没有避开任何节日，请自己查日历。`,
      }));
  }

  function arrange(plan, courses, holidays, today) {
    const calendar = calendarOf(holidays);
    const year = yearOf(plan.start);
    const classes = plan.entries.map((entry) => daysOfClass(entry, courses[entry.key], plan, calendar));
    const names = namesOf(plan.entries, courses);
    const clashes = clashesOf(classes);
    const findings = [].concat(
      plan.end && plan.end < plan.start ? [{ kind: "term", text: "学期结束的日期早于开始的日期。" }] : [],
      clashes.map(({ one, other, days }) => ({
        kind: "clash",
        text: `${names[one]}和${names[other]}在 ${daysWords(days, year)}时间重叠。如果是不同的班，各有教室和老师，可以不改。`,
      })),
      ...classes.map((found, place) => findingsOfClass(found, names[place], plan, today, year)),
      tooManyClasses(classes, names),
      unknownYears(classes, calendar),
    );
    return { classes, names, clashes, findings, calendar };
  }

  /** “A《种子日记》” for each class. */
  function namesOf(entries, courses) {
    return entries.map((entry, place) => `${letterOf(place)}《${courses[entry.key].title}》`);
  }
  function letterOf(place) {
    return String.fromCharCode(65 + place);
  }

  // ---- Months -----------------------------------------------------------------------------------------------------

  /** Of each month from the first meeting to the last: {year, month, weeks: [[day or 0 …] …]}, weeks from 周一. */
  function monthsOf(classes) {
    const days = [].concat(...classes.map((found) => found.meetings.map((meeting) => meeting.day)));
    if (!days.length) return [];
    const months = [];
    let first = dayOf(`${isoOf(Math.min(...days)).slice(0, 7)}-01`);
    while (first <= Math.max(...days)) {
      const [year, month] = isoOf(first).split("-").map(Number);
      const next = Date.UTC(year, month, 1) / DAY;
      const cells = Array(weekdayOf(first) - 1).fill(0);
      for (let day = first; day < next; day++) cells.push(day);
      while (cells.length % 7) cells.push(0);
      const weeks = [];
      for (let at = 0; at < cells.length; at += 7) weeks.push(cells.slice(at, at + 7));
      months.push({ year, month, weeks });
      first = next;
    }
    return months;
  }

  root.courseTerm = {
    WEEKDAYS,
    dayOf,
    isoOf,
    weekdayOf,
    yearOf,
    dayWords,
    timeWords,
    calendarOf,
    isSkipped,
    meetingsOf,
    arrange,
    letterOf,
    monthsOf,
  };
})(typeof window === "undefined" ? globalThis : window);
