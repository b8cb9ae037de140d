/* The plan of a term as an iCalendar file (RFC 5545), without a page and without a clock: the same plan gives the same bytes.

   courseTermFile(classes, root) wants what courseTerm.arrange found, and the address of the site, "" where it has none. */
(function (root) {
  "use strict";
  const term = root.courseTerm;
  const ZONE = [
    "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
  ];

  /** Text as the value of a property: no control characters, and marks that mean something escaped. */
  function escaped(text) {
    return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
      .replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\n/g, "\\n");
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
    for (const character of line) { // by code points, so that no pair of surrogates is torn
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

  function local(day, minutes) { return `${term.isoOf(day).replace(/-/g, "")}T${term.timeWords(minutes).replace(":", "")}00`; }

  function numbersOf(places) { return places.map((place) => place + 1).join("、"); }

  function description(course, places) {
    return places.map((place) => {
      const [title, , , objectives, materials] = course.sessions[place];
      return [
        `第 ${place + 1} 课时 ${title}`,
        ...(objectives.length ? ["目标：", ...objectives.map((text) => `· ${text}`)] : []),
        ...(materials.length ? ["材料：", ...materials.map((text) => `· ${text}`)] : []),
      ].join("\n");
    }).join("\n\n");
  }

  /** Which of the classes of its course a class is, from 1 on: what keeps the name of an event when its day is changed. */
  function classNumbers(classes) {
    const counts = new Map();
    return classes.map(({ entry }) => {
      counts.set(entry.key, (counts.get(entry.key) || 0) + 1);
      return counts.get(entry.key);
    });
  }

  function event({ entry, course }, meeting, number, address) {
    const titles = meeting.places.map((place) => course.sessions[place][0]).join("；");
    const clipped = numbersOf(meeting.places);
    return [
      "BEGIN:VEVENT",
      `UID:${entry.key.replace(/\//g, ".")}.class-${number}.session-${meeting.places[0] + 1}@course-catalogue`,
      `DTSTAMP:${local(meeting.day, 0)}Z`, // of the plan, not of a clock
      `DTSTART;TZID=Asia/Shanghai:${local(meeting.day, meeting.start)}`,
      `DTEND;TZID=Asia/Shanghai:${local(meeting.day, meeting.end)}`,
      `SUMMARY:${escaped(`《${course.title}》第 ${clipped} 课时 ${titles}`)}`,
      `DESCRIPTION:${escaped(description(course, meeting.places))}`,
      ...(address ? [`URL:${address}${entry.key}.html`] : []),
      "END:VEVENT",
    ];
  }

  root.courseTermFile = function (classes, address) {
    const numbers = classNumbers(classes);
    const events = [].concat(...classes.map((found, place) => found.meetings.map((meeting) => event(found, meeting, numbers[place], address))));
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//course-catalogue//term plan//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      ...ZONE, ...[].concat(...events), "END:VCALENDAR",
    ];
    return `${lines.map(folded).join("\r\n")}\r\n`;
  };
})(typeof window === "undefined" ? globalThis : window);
