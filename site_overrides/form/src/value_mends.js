// What a value was meant to be, where only one thing can have been meant: course_catalogue/value_mends.py, as plain data.

const LONGEST = 200;
const FULL = "０１２３４５６７８９－：．＠／％，";
const HALF = "0123456789-:.@/%,";
const UNITS = "分钟|分|min|人|名|位|元|块|天|日|个|课时|节|次|组|平方米|平米|㎡|周|年级|%|cm|厘米|行";
const NUMBER = new RegExp(
  `^(?:第|大约|约|共|[￥¥] ?)?(-?[0-9]{1,6}(?:\\.[0-9]{1,4})?) ?((?:元|分钟) ?[/每] ?(?:课时|节|人|生|学生)|${UNITS})?(?:左右)?$`,
);
const COUNT = new RegExp(`^([零一二两三四五六七八九十])(${UNITS})?$`);
const SAME_UNITS = [/^(分|min)/, /^[人名位]/, /^[元块]/, /^[天日]/, /^(课时|节)/, /^(平方米|平米|㎡)/];
const SPAN = /^([0-9]{1,2}) ?(?:年级)? ?[-~～—–至到] ?([0-9]{1,2}) ?(?:年级)?$/;
const CHINESE = "零一二三四五六七八九十";
const TRUE = ["是", "有", "对", "可以", "适合", "√", "✓", "✔", "☑", "true", "True", "1"];
const FALSE = ["否", "无", "没有", "不", "不可以", "不适合", "×", "✗", "✘", "☒", "false", "False", "0"];
const DATE = /^(?:([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?[日号]?|([0-9]{4})([0-9]{2})([0-9]{2}))$/;
const TIME = /^(?:([0-9]{1,2})[:.点时]([0-9]{2})分?|([0-9]{1,2})[点时](半|整)?)$/;
const NUMBERED = /(^|[\s；;。，、])(?:[（(]?([0-9]{1,2})(?:[、．)）]|\.(?![0-9]))|([①-⑳]))\s*/g;
const WEEKDAY = new RegExp("^每?(?:星期|礼拜|周)(?:([一二三四五六])|([日天]))$");
const SPACE_AND_QUOTES = /^["'“”‘’「」 \u3000]+|["'“”‘’「」 \u3000]+$/g;
const END_MARKS = /[。．，、；;,.：:]+$/;

function halfwidth(text) {
  return text.replace(/[０-９－：．＠／％，]/g, (sign) => HALF[FULL.indexOf(sign)]);
}

function bare(text) {
  return text.replace(SPACE_AND_QUOTES, "");
}

// The value for a field of another type; undefined where it cannot be known. `item` is the schema of a list's items.
export function ofType(schema, item, value) {
  if (typeof value === "object" || String(value).length > LONGEST) return undefined;
  const text = bare(halfwidth(String(value)));
  if (schema.type === "string") return typeof value === "string" ? undefined : String(value);
  if (schema.type === "integer" || schema.type === "number")
    return foreignUnit(schema, text) ? undefined : numberIn(text, schema.type);
  if (schema.type === "boolean") return TRUE.includes(text) ? true : FALSE.includes(text) ? false : undefined;
  return schema.type === "array" ? listIn(bare(String(value)), item) : undefined;
}

// The unit behind a number if it is not that of the field: 天 in 提前几周; "" where it is, or none is known.
export function foreignUnit({ unit: own }, value) {
  const text = bare(halfwidth(String(value)));
  const [, , unit = ""] = NUMBER.exec(text) || COUNT.exec(text) || [];
  if (["", "个"].includes(unit) || !own) return "";
  const same = SAME_UNITS.find((words) => words.test(unit));
  return (same ? same.test(own) : own.startsWith(unit)) ? "" : unit;
}

// The items of a list that was written as `1、甲 2、乙`; undefined where the numbers do not run from 1.
export function ofNumbered(item, value) {
  if (typeof value !== "string" || item.type !== "string" || item.enum || item.pattern) return undefined;
  const marks = Array.from(value.matchAll(NUMBERED), (match) => ({
    number: match[2] ? Number(match[2]) : match[3].charCodeAt(0) - 0x245f,
    start: match.index + match[1].length,
    end: match.index + match[0].length,
  }));
  if (marks.length < 2 || marks[0].start || marks.some(({ number }, index) => number !== index + 1)) return undefined;
  const texts = marks.map(({ end }, index) => value.slice(end, (marks[index + 1] || { start: value.length }).start));
  const items = texts.map((text) => text.trim().replace(/[；;，、]+$/, ""));
  return items.includes("") ? undefined : items;
}

// The option that a value is, but for marks at its end, or another word for a day of the week.
export function ofOption(options, value) {
  const text = bare(value).replace(END_MARKS, "");
  const day = WEEKDAY.exec(text);
  return [text, day ? `周${day[1] || "日"}` : ""].find((candidate) => options.includes(candidate));
}

// The items that one item holds, as in ["2，3"].
export function ofItems(item, value) {
  if (typeof value !== "string" || !/[，、；;,]/.test(value)) return undefined;
  const list = listIn(value, item);
  const parts = value.split(/[，、；;,]/);
  if (item.pattern && !parts.every((part) => new RegExp(item.pattern, "u").test(bare(part)))) return undefined;
  return list && list.length > 1 ? list : undefined;
}

// The value as its pattern asks for it: dates, times, half-width digits, without stray quotes.
export function ofFormat(schema, value) {
  if (value.length > LONGEST || !schema.pattern) return undefined;
  const pattern = new RegExp(schema.pattern, "u");
  const text = bare(halfwidth(value));
  const short = text.replace(END_MARKS, "");
  const tried = [
    text,
    short,
    dateIn(short),
    dateIn(text),
    timeIn(text),
    text.replace(/ /g, ""),
    text.toLowerCase().replace(/[\s_]+/g, "-"),
  ];
  return tried.find((candidate) => candidate && candidate !== value && pattern.test(candidate));
}

function numberIn(text, wanted) {
  const found = NUMBER.exec(text);
  if (!found) {
    const [, word] = COUNT.exec(text) || [];
    return word === "两" ? 2 : word && CHINESE.indexOf(word);
  }
  const number = found[1].replace(/\.0+$/, "");
  return wanted === "integer" && number.includes(".") ? undefined : Number(number);
}

function listIn(given, item) {
  const text = given.replace(/^[[\]【】]+|[[\]【】]+$/g, "");
  const span = item.type === "integer" ? SPAN.exec(halfwidth(text)) : null;
  if (span && Number(span[1]) < Number(span[2])) {
    return Array.from({ length: span[2] - span[1] + 1 }, (_, number) => Number(span[1]) + number);
  }
  const parts = text
    .split(/[，、；;,]| +(?=[\u4e00-\u9fff0-9０-９])|和(?=[0-9])/)
    .filter((part) => part.trim())
    .map(bare);
  if (!parts.length) return undefined;
  const sentence = item.type === "string" && !item.enum && parts.length > 1 && parts.some((part) => part.length > 12);
  const items = (sentence ? [text] : parts).map((part) => itemOf(part, item));
  return items.includes(undefined) ? undefined : items;
}

function itemOf(part, item) {
  if (item.type === "integer" || item.type === "number") return numberIn(halfwidth(part), item.type);
  if (item.type !== "string") return undefined;
  return item.enum ? ofOption(item.enum, part) : part;
}

function dateIn(text) {
  const found = DATE.exec(text);
  if (!found) return undefined;
  const [year, month, day] = found
    .slice(1)
    .filter((part) => part !== undefined)
    .map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year > 99 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}` : undefined;
}

function timeIn(text) {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const hour = Number(found[1] || found[3]);
  const minute = found[2] ? Number(found[2]) : found[4] === "半" ? 30 : 0;
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : undefined;
}

export function two(number) {
  return String(number).padStart(2, "0");
}
