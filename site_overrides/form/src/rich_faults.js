// What looks like a mark of rich text and is none: course_catalogue/richtext/faults.py and parsing.py.
//
// What Python asks of the character before a match is asked here of the text: Safari cannot look back before 16.4.

const ID = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
const RECORD = `/(?:courses/${ID}(?:/${ID})?|bases/${ID}(?:/(?:premium|extension)/${ID})?)`;
const LINK_TARGET = new RegExp(
  `^(?:(?:https://[^\\s<>"'\`\\\\/]|mailto:[^\\s<>"'\`\\\\])[^\\s<>"'\`\\\\]*|${RECORD})$`,
);
const PICTURE_FILE = /^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:webp|png|jpg|jpeg)$/;
const PICTURE_LINE = /^!\[([^[\]\n]*)\]\(([^()\n]*)\)$/;
const PICTURE = /!\[[^[\]\n]*\]\([^()\n]*\)/g;
const RULE_LINE = /^\|(?:\s*:?-+:?\s*\|)+$/;
const MOST_COLUMNS = 6;
const MOST_ROWS = 20;
const MOST_PICTURES = 3;

// [what may not stand before, the mark, is it a link?], in the order in which they are tried at a place
const INLINE = [
  [/[0-9A-Za-z*]/, /\*\*[^*\s](?:[^*\n]*[^*\s])?\*\*(?!\*)/y],
  [/[0-9A-Za-z*]/, /\*[^*\s](?:[^*\n]*[^*\s])?\*(?![0-9A-Za-z*])/y],
  [/[0-9~]/, /~[0-9A-Za-z+−-]{1,8}~(?!~)/y],
  [/\^/, /\^[0-9A-Za-z+−-]{1,8}\^(?![0-9^])/y],
  [/$^/, /\{[\u3400-\u9fff]{1,8}\|[^{}|\n]{1,40}\}/y],
  [/!/, /\[[^[\]\n]+\]\(([^()\s]+)\)/y, true],
];

const WHOLE_LINE = [
  ["标题（#）", /^#{2,6} +(?=\S)/],
  ["链接的注释", /^\[[^[\]]+\]: *(?:https?:\/\/|\/|mailto:)\S*/],
  ["代码块", /^(?:```|~~~)[^`~]*$/],
];
const WITHIN = [
  ["尖括号里的网址", /<(?:https?:\/\/|mailto:)[^<>\s]*>|<[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+>/g],
  ["模板标记", /\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|\{#[^#\n]*#\}/g],
  ["属性标记", /\{: *[^{}]*\}/g],
  ["代码（`）", /`[^`\n]+`/g],
];
const TITLE = /^# +(?=\S)/;
const FENCE = WHOLE_LINE[2][1];
const SUSPECT = /[*`[{<#|+]|~~~/;
const STARRED = /^[*+] +(?=\S)/;

// {kind, start, length} each: kind is link, picture, crowd, table, unclosed, or the name of a mark that is not used.
export function richFaults(text) {
  if (!SUSPECT.test(text)) return [];
  const found = crowd(text);
  for (const group of groupsOf(text)) {
    const starred = group.length > 1 && group.every(([, line]) => STARRED.test(line));
    if (group.length > 1 && group.every(([, line]) => isPipeLine(line))) {
      found.push(...tableFaults(group));
    } else if (starred) {
      found.push({ kind: "星号列表", start: group[0][0], length: 1 });
      continue;
    }
    for (const [start, line] of group) {
      if (TITLE.test(line) && text.length > start + line.length) found.push({ kind: "标题（#）", start, length: 1 });
      else found.push(...lineFaults(start, line));
    }
  }
  return found;
}

function isPipeLine(line) {
  return line.length > 1 && line.startsWith("|") && line.endsWith("|");
}

function cellsOf(line) {
  return line.slice(1, -1).split("|");
}

function tableFaults(group) {
  if (!group.some(([, line]) => line.split("|").length > 3)) return [];
  const rows = group.map(([, line]) => line).filter((line, number) => number !== 1 || !RULE_LINE.test(line));
  const columns = cellsOf(rows[0]).length;
  const fits = columns >= 2 && columns <= MOST_COLUMNS && rows.length >= 2 && rows.length <= MOST_ROWS + 1;
  if (fits && rows.every((row) => cellsOf(row).length === columns)) return [];
  const [start, line] = group.find(([, row]) => cellsOf(row).length !== cellsOf(group[0][1]).length) || group[0];
  return [{ kind: "table", start, length: line.length }];
}

// Lines with their places; lines of a table, and lines with the same odd bullet, together.
function groupsOf(text) {
  const groups = [];
  let [start, inCode, last] = [0, false, null];
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line && !inCode) {
      const odd = isPipeLine(line) ? "pipe" : STARRED.test(line) ? line[0] : "";
      if (odd !== last) groups.push([]);
      last = odd;
      groups[groups.length - 1].push([start + raw.length - raw.trimStart().length, line]);
    }
    if (FENCE.test(line)) inCode = !inCode;
    start += raw.length + 1;
  }
  return groups;
}

function lineFaults(start, line) {
  for (const [kind, pattern] of WHOLE_LINE) {
    const match = pattern.exec(line);
    if (match) return [{ kind, start, length: match[0].trimEnd().length }];
  }
  const found = pictureFaults(start, line);
  const marks = inlineMarks(line);
  for (const { href, end } of marks) {
    if (href && !LINK_TARGET.test(href))
      found.push({ kind: "link", start: start + end - 1 - href.length, length: href.length });
  }
  const withoutPictures = line.replace(PICTURE, (match) => " ".repeat(match.length));
  const beside = blanked(
    withoutPictures,
    inlineMarks(withoutPictures).filter((mark) => mark.href),
  );
  for (const [kind, pattern] of WITHIN) {
    for (const match of beside.matchAll(pattern))
      found.push({ kind, start: start + match.index, length: match[0].length });
  }
  const lone = loneStrong(blanked(beside, inlineMarks(beside)));
  if (lone >= 0) found.push({ kind: "unclosed", start: start + lone, length: 2 });
  return found;
}

function inlineMarks(line) {
  const found = [];
  for (let place = 0; place < line.length; place += 1) {
    if (!"*~^{[".includes(line[place])) continue;
    for (const [before, pattern, isLink] of INLINE) {
      pattern.lastIndex = place;
      const match = place && before.test(line[place - 1]) ? null : pattern.exec(line);
      if (!match) continue;
      found.push({ start: place, end: pattern.lastIndex, href: isLink ? match[1] : undefined });
      place = pattern.lastIndex - 1;
      break;
    }
  }
  return found;
}

function blanked(line, marks) {
  return marks.reduce((text, { start, end }) => text.slice(0, start) + " ".repeat(end - start) + text.slice(end), line);
}

// Where two stars stand alone that open or close something.
function loneStrong(line) {
  for (let place = line.indexOf("**"); place >= 0; place = line.indexOf("**", place + 1)) {
    const [before, after] = [line[place - 1] || "", line[place + 2] || ""];
    const opens = !/[0-9A-Za-z*]/.test(before) && /[^*\s]/.test(after);
    const closes = /[^*\s0-9A-Za-z]/.test(before) && !/[0-9A-Za-z*]/.test(after);
    if (opens || closes) return place;
  }
  return -1;
}

// More pictures than a row of a printed table has room for.
function crowd(text) {
  const pictures = [];
  let start = 0;
  for (const raw of text.split("\n")) {
    const picture = PICTURE_LINE.exec(raw.trim());
    if (picture && PICTURE_FILE.test(picture[2])) {
      pictures.push({ kind: "crowd", start: start + raw.indexOf("](") + 2, length: picture[2].length });
    }
    start += raw.length + 1;
  }
  return pictures.slice(MOST_PICTURES, MOST_PICTURES + 1);
}

function pictureFaults(start, line) {
  const whole = PICTURE_LINE.exec(line);
  if (whole && PICTURE_FILE.test(whole[2]) && whole[1].trim()) return [];
  return Array.from(line.matchAll(PICTURE), (match) => ({
    kind: "picture",
    start: start + match.index,
    length: match[0].length,
  }));
}
