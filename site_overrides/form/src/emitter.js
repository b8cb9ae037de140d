// The text of a course file: byte for byte what course_catalogue/authoring/emitter.py writes, which says why it looks so.
//
// Regular expressions do without looking back, which Safari cannot before 16.4; spaces are those of Python's \s.

import "./clean.js";
import { form } from "./form.js";

const LINE = 100;
const SHORT = 24;
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const FIRST = new RegExp(`^[^${SPACE}\\-?:,[\\]{}#&*!|>'"%@\`=~<.+0-9]`);
const NOT_PLAIN = new RegExp(`[\\n\\t]|:(?:[${SPACE}]|$)| #`);
const BLANK = new RegExp(`^[${SPACE}]*$`);
const IN_BRACKETS = /^[^,[\]{}:#]*$/;
const AMBIGUOUS = new RegExp(
  "^(?:(?:yes|no|on|off|y|n|true|false|null|~)" +
    "|[-+]?0[0-9_]+(?:\\.[0-9_]*)?|[-+]?0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*_[0-9_]*" +
    "|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\\.[0-9]*)?" +
    "|\\+[0-9.]+|[-+]?\\.[0-9]+|[-+]?[0-9]+\\.|[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)e[-+]?[0-9]+" +
    "|[-+]?\\.(?:inf|nan)|<<|=|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?)$",
  "iu", // like Python, which takes ſ for an s
);
const NUMBER_LIKE = /^[-+.:_0-9]+$/;

form.write = function (kind, path, data) {
  const up = path
    .split("/")
    .slice(1)
    .map(() => "..")
    .join("/");
  const lines = [
    `# yaml-language-server: $schema=${up}/schema/${kind}.schema.json`,
    ...mapping(data, form.models[kind] || {}),
  ];
  return lines.map((line) => `${line}\n`).join("");
};

function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFilledGroup(value) {
  return isGroup(value) && Object.keys(value).length > 0;
}

function size(text) {
  let count = 0;
  for (const _ of text) count += 1; // characters, not halves of them
  return count;
}

function mapping(data, schema) {
  const known = Object.keys(schema.properties || {});
  const names = Object.keys(data);
  if (names.every((name) => known.includes(name))) names.sort((a, b) => known.indexOf(a) - known.indexOf(b));
  return names.flatMap((name) => field(textOf(name), data[name], (schema.properties || {})[name] || {}));
}

function field(name, value, schema) {
  if (isFilledGroup(value)) return [`${name}:`, ...indented(mapping(value, schema))];
  if (typeof value === "string" && isBlock(value)) return block(`${name}:`, value);
  if (!Array.isArray(value)) return [`${name}: ${scalar(value)}`];
  const line = onOneLine(value);
  return line === null ? [`${name}:`, ...indented(items(value, schema))] : [`${name}: ${line}`];
}

function items(values, schema) {
  return values.flatMap((value) => {
    if (isFilledGroup(value)) {
      const [first, ...rest] = mapping(value, schema.items || {});
      return [`- ${first}`, ...indented(rest)];
    }
    if (typeof value === "string" && isBlock(value)) return block("-", value);
    return [`- ${Array.isArray(value) ? brackets(value) : scalar(value)}`];
  });
}

function indented(lines) {
  return lines.map((line) => (line ? `  ${line}` : ""));
}

function onOneLine(values) {
  if (!values.every(isShort)) return null;
  const line = brackets(values);
  return size(line) <= LINE || !values.some((value) => typeof value === "string") ? line : null;
}

function isShort(value) {
  if (typeof value === "string") return size(value) <= SHORT && !value.includes("\n");
  return !isGroup(value) && (!Array.isArray(value) || value.every(isShort));
}

function brackets(values) {
  return `[${values.map(bracketed).join(", ")}]`;
}

function bracketed(value) {
  if (Array.isArray(value)) return brackets(value);
  if (isGroup(value)) {
    return `{${Object.keys(value)
      .map((name) => `${bracketed(name)}: ${bracketed(value[name])}`)
      .join(", ")}}`;
  }
  return typeof value === "string" && !IN_BRACKETS.test(value) ? quoted(value) : scalar(value);
}

function isBlock(text) {
  const lines = text.replace(/\n$/, "").split("\n");
  const last = lines[lines.length - 1];
  return lines.length > 1 && lines[0] !== "" && lines[0][0] !== " " && !BLANK.test(last) && !last.endsWith(" ");
}

function block(opening, text) {
  return [`${opening} ${text.endsWith("\n") ? "|" : "|-"}`, ...indented(text.replace(/\n$/, "").split("\n"))];
}

function scalar(value) {
  if (typeof value === "string") return textOf(value);
  if (typeof value === "number") return number(value);
  return isGroup(value) ? "{}" : String(value);
}

// Without an exponent, which YAML readers do not agree about.
function number(value) {
  const [digits, exponent] = (Object.is(value, -0) ? "-0" : String(value)).split("e");
  if (exponent === undefined) return digits;
  const [, sign, whole, fraction = ""] = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(digits);
  const point = whole.length + Number(exponent);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${all}`;
  return point >= all.length ? sign + all.padEnd(point, "0") : `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

function textOf(text) {
  const plain = FIRST.test(text) && !NOT_PLAIN.test(text) && !text.endsWith(" ") && !isAmbiguous(text);
  return plain ? text : quoted(text);
}

function isAmbiguous(text) {
  return size(text) > 64 ? NUMBER_LIKE.test(text) : AMBIGUOUS.test(text);
}

function quoted(text) {
  if (text.includes("\n")) return `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`;
  return `'${text.replace(/'/g, "''")}'`;
}
