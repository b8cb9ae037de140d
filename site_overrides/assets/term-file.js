/* The plan of a term as an iCalendar file (RFC 5545), without a page and without a clock: the same plan at the same time gives
   the same bytes.

   courseTermFile(classes, {id, start, now, address}) wants what courseTerm.arrange found; what the plan is called
   (plan-state.js) and the day on which it begins; the time of the export, in milliseconds since 1970; and the address of the
   site, "" where it has none. */
(function (root) {
  "use strict";
  const term = root.courseTerm;
  const SHORT = 80; // characters of the provider's words that may stand in each event
  const ZONE = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
  ];

  /** Text as the value of a property: no control characters, and marks that mean something escaped. */
  function escaped(text) {
    return text
      .replace(/\r\n?/g, "\n")
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
      .replace(/[\\;,]/g, (mark) => `\\${mark}`)
      .replace(/\n/g, "\\n");
  }

  function octets(character) {
    const code = character.codePointAt(0);
    if (code < 0x80) return 1;
    if (code < 0x800) return 2;
    return code < 0x10000 ? 3 : 4;
  }

  /** A line in parts of at most 75 octets, never cut inside a character; each part after the first begins with a space. */
  function folded(line) {
    const parts = [];
    let part = "";
    let length = 0;
    for (const character of line) {
      // by code points, so that no pair of surrogates is torn
      const more = octets(character);
      if (length + more > 75) {
        parts.push(part);
        part = " ";
        length = 1;
      }
      part += character;
      length += more;
    }
    return parts.concat(part).join("\r\n");
  }

  function local(day, minutes) {
    return `${term.isoOf(day).replace(/-/g, "")}T${term.timeWords(minutes).replace(":", "")}00`;
  }

  function numbersOf(places) {
    return places.map((place) => place + 1).join("、");
  }

  function wordsOfProvider({ apply }, isFirst) {
    return apply && (isFirst || apply.length <= SHORT) ? `\n\n机构对申请和排课的说明：\n${apply}` : "";
  }

  function description(course, places) {
    return places
      .map((place) => {
        const [title, , , objectives, materials] = course.sessions[place];
        return [
          `第 ${place + 1} 课时 ${title}`,
          ...(objectives.length ? ["目标：", ...objectives.map((text) => `· ${text}`)] : []),
          ...(materials.length ? ["材料：", ...materials.map((text) => `· ${text}`)] : []),
        ].join("\n");
      })
      .join("\n\n");
  }

  /** Which of the classes of its course a class is, from 1 on: what keeps the name of an event when its day is changed. */
  function classNumbers(classes) {
    const counts = new Map();
    return classes.map(({ entry }) => {
      counts.set(entry.key, (counts.get(entry.key) || 0) + 1);
      return counts.get(entry.key);
    });
  }

  /** “2026-autumn”: not the day, so that a term that begins some days earlier is still the same; January is autumn's end. */
  function termOf(start) {
    const [year, month] = term.isoOf(start).split("-").map(Number);
    if (month === 1) return `${year - 1}-autumn`;
    return `${year}-${month < 8 ? "spring" : "autumn"}`;
  }

  /** “A 班 ”, the letter of the page, where the course stands more than once. */
  function nameOfClass(classes, place) {
    const { key } = classes[place].entry;
    return classes.filter(({ entry }) => entry.key === key).length > 1 ? `${term.letterOf(place)} 班 ` : "";
  }

  /** What all events of a file say of its time. Clients take an event they have already only from a later file: by
      SEQUENCE (minutes since 1970: it grows on every device without anybody counting), then by DTSTAMP. */
  function revision(now) {
    const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
    return [`DTSTAMP:${stamp}`, `LAST-MODIFIED:${stamp}`, `SEQUENCE:${Math.floor(now / 60000)}`];
  }

  function event({ course, entry }, meeting, { uid, named, address, stamps, isFirst }) {
    const titles = meeting.places.map((place) => course.sessions[place][0]).join("；");
    return [
      "BEGIN:VEVENT",
      `UID:${uid}.session-${meeting.places[0] + 1}`,
      ...stamps,
      `DTSTART;TZID=Asia/Shanghai:${local(meeting.day, meeting.start)}`,
      `DTEND;TZID=Asia/Shanghai:${local(meeting.day, meeting.end)}`,
      `SUMMARY:${escaped(`《${course.title}》${named}第 ${numbersOf(meeting.places)} 课时 ${titles}`)}`,
      `DESCRIPTION:${escaped(description(course, meeting.places) + wordsOfProvider(course, isFirst))}`,
      ...(address ? [`URL:${address}${entry.key}.html`] : []),
      "END:VEVENT",
    ];
  }

  /** An event's name holds no host (RFC 7986); the plan and its term keep schools and terms apart in one calendar. */
  function eventsOf(classes, { id, start, now, address }) {
    const numbers = classNumbers(classes);
    const stamps = revision(now);
    return [].concat(
      ...classes.map((found, place) => {
        const uid = `${id}.${termOf(start)}.${found.entry.key.replace(/\//g, ".")}.class-${numbers[place]}`;
        const shared = { uid, named: nameOfClass(classes, place), address, stamps };
        return found.meetings.map((meeting, at) => event(found, meeting, Object.assign({ isFirst: at === 0 }, shared)));
      }),
    );
  }

  root.courseTermFile = function (classes, file) {
    const events = eventsOf(classes, file);
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//course-catalogue//term plan//ZH",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      ...ZONE,
      ...[].concat(...events),
      "END:VCALENDAR",
    ];
    return `${lines.map(folded).join("\r\n")}\r\n`;
  };
})(typeof window === "undefined" ? globalThis : window);
