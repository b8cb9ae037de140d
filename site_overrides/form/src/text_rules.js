// What texts may not hold, and what they only ask: text_check, printable, word_check, quote_check and privacy_check.

import { isGroup, readable } from "./places.js";
import { accountsIn, escaped, namedIn, personalNumbers, titledIn } from "./persons.js";
import { richFaults } from "./rich_faults.js";
import { UNSOUND, asFarAsSound, look } from "./unsound.js";

const HTML =
  /<\/?(?:a|abbr|address|applet|area|article|aside|audio|b|base|bdi|bdo|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|marquee|math|menu|meta|meter|nav|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|slot|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|u|ul|var|video|wbr|xmp)(?:[\s/][^<>]*)?>|<!--|<!doctype|<\?xml|<!\[cdata/i;
const MARKS = "**重点**、*强调*、H~2~O、cm^2^、[文字](https://…)、“- ”列表、| 表格 |、![替代文字](文件.png)";
const FAULTS = {
  link: [
    "refused-link",
    "不能用这样的链接",
    "https:// 开头的网址、mailto: 邮箱，或 /courses/机构/课程 这样的站内地址",
    "改成完整的 https:// 网址，或删去链接只留文字",
  ],
  picture: [
    "image-reference",
    "图片的写法不对",
    "单独一行的 ![图上有什么](文件名.png)，图片和这份文件放在同一个文件夹",
    "不引用别处的图片，把图片文件放进来，写文件名；方括号里用一句话说出图上有什么；前后不接别的文字",
  ],
  crowd: [
    "image-reference",
    "一段文字里的图片太多",
    "一段文字至多 3 张图片",
    "其余的写在图片（images）里，或分到别的环节",
  ],
  table: [
    "table-row-cells",
    "表格的格数不齐",
    "每行格数相同，2～6 列，至多 20 行，第一行是表头",
    "补上缺的竖线，或删去多的；不是表格就不要以竖线开头",
  ],
  unclosed: [
    "unclosed-markup",
    "标记没有成对，会按原样印出来",
    "**重点**，星号紧贴文字",
    "补上另一边的 **，去掉星号和文字之间的空格；或删去星号",
  ],
};
const NAMES = ["title", "name", "short_name", "theme", "operator", "address", "place", "role", "school", "unit"];
const IN_QUOTES = /^[“”"「『‘]([^“”"「」『』‘’\n]+)[“”"」』’]$/;
const NAMELESS = ["staffing", "co_author", "contact", "organiser"];
const SENT = "已经提交过的，请告知维护者从历史里清除";
const SENTENCE_ENDS = "。；;！!？?\n";
const CLAUSE_ENDS = `${SENTENCE_ENDS}，,`;
const HAZARDOUS = ["series", "premium", "extension"];

const collected = new WeakMap();

// Every text of a file with the steps to it and its schema, in the order of the schema; kept while `check` runs.
function textsOf(model, data, anew) {
  if (anew || !collected.has(data)) {
    const found = [];
    collect(model, data, [], found);
    collected.set(data, found);
  }
  return collected.get(data);
}

function collect(schema, value, steps, found) {
  if (typeof value === "string") found.push([steps, value, schema]);
  else if (Array.isArray(value))
    value.forEach((item, index) => collect(schema.items || {}, item, [...steps, index], found));
  else if (isGroup(value) && value !== UNSOUND) {
    const properties = schema.properties || {};
    for (const name of Object.keys(properties))
      if (name in value) collect(properties[name], value[name], [...steps, name], found);
    for (const name of Object.keys(value)) if (!(name in properties)) collect({}, value[name], [...steps, name], found);
  }
}

const MOST_KEPT = 20000;
const known = new WeakMap();

// All that can be said of a text alone: worked out once, because a keystroke changes one text of hundreds.
function factsOf(text, context) {
  if (!known.has(context.words)) known.set(context.words, new Map());
  const kept = known.get(context.words);
  if (kept.size > MOST_KEPT) kept.clear();
  if (!kept.has(text)) kept.set(text, factsAnew(text, context));
  return kept.get(text);
}

function factsAnew(text, context) {
  const { words } = context;
  const some = (lists, ofHazard) =>
    lists.map((list) => [list, asked(text, list, words, ofHazard)]).filter(([, hits]) => hits.length);
  const found = {
    numbers: personalNumbers(text),
    tag: text.includes("<") ? HTML.exec(text) : null,
    faults: richFaults(text),
    unprintable: text.match(printableOf(context)) || [],
    accounts: accountsIn(text, words.personal),
    named: namedIn(text, words.personal),
    titled: titledIn(text, words.personal),
    inQuotes: IN_QUOTES.exec(text),
    hazards: some(words.hazards.kinds, true),
    commercial: some(words.commercial, false),
    tutoring: some(words.tutoring, false),
    wishful: some(words.wishful, false),
  };
  return Object.values(found).some((part) => part && part.length) ? found : null;
}

// Texts of which something can be said, as [steps, text, facts, schema].
function withFacts(texts, context) {
  return texts
    .map(([steps, text, schema]) => [steps, text, factsOf(text, context), schema])
    .filter(([, , facts]) => facts);
}

// Private numbers, which are asked of a file whatever else is wrong; what is told as a misfit is not told again.
export function numberFindings(model, data, misfits, context) {
  const misspelt = misfits.filter(({ code }) => code === "wrong-format" || code === "not-in-list");
  const told = new Set(misspelt.map(({ path }) => JSON.stringify(path)));
  const found = [];
  const say = sayer(model, found);
  for (const [steps, text, { numbers }] of withFacts(textsOf(model, data, true), context)) {
    if (told.has(JSON.stringify(steps))) continue;
    for (const { kind, start, end } of numbers) {
      const words = { found: text.slice(start, end), expected: "没有个人号码" };
      if (kind === "identity") {
        say("identity-number", "error", steps, "这里有一个身份证号，课程文件是公开的", {
          ...words,
          mend: `删去；${SENT}`,
        });
      } else {
        const mend = `改写办公电话（如 0574-00000000）、单位邮箱，或“经市科协转”；${SENT}`;
        say("mobile-number", "error", steps, "这里有一个个人手机号，课程文件是公开的", { ...words, mend });
      }
    }
  }
  return found;
}

function sayer(model, found) {
  return (code, severity, path, message, words) =>
    found.push({ code, severity, path, field: readable(model, path), message, ...words });
}

// All other findings on texts; `data` may have places that are UNSOUND.
export function textFindings(kind, model, data, context) {
  const found = [];
  const say = sayer(model, found);
  const all = withFacts(textsOf(model, data), context);
  marks(all, say);
  unprintable(all, say, data.status === "draft" ? "soft" : "error");
  const own = all.filter(([steps]) => steps[0] !== "waivers");
  asking(kind, data, own, say, context.words);
  quotes(own, say);
  persons(all, say);
  return found;
}

function marks(texts, say) {
  for (const [steps, text, { tag, faults }, schema] of texts) {
    if (tag) {
      const expected = "普通文字；可以用 **重点**、H~2~O、cm^2^、[文字](https://…) 这样的标记";
      say("html-in-text", "error", steps, "文字里有 HTML", {
        found: tag[0],
        expected,
        mend: "删去 HTML 标签，只留文字",
      });
    } else if (schema["x-text"] === "rich") {
      for (const fault of faults) markFault(steps, text, fault, say);
    }
  }
}

function markFault(steps, text, { kind, start, length }, say) {
  const found = text.slice(start, start + length);
  if (kind in FAULTS) {
    const [code, message, expected, mend] = FAULTS[kind];
    say(code, kind === "unclosed" ? "warning" : "error", steps, message, { found, expected, mend });
  } else {
    const words = { found, expected: `普通文字；可以用 ${MARKS}`, mend: "改用上面的标记，或删去符号只留文字" };
    say("markup-not-used", "error", steps, `这里不用这种标记：${kind}`, words);
  }
}

const printable = new WeakMap();

// Finds every character that cannot be printed.
function printableOf({ printable: ranges }) {
  if (!printable.has(ranges)) {
    const parts = ranges.map((range) =>
      range
        .split("-")
        .map((code) => `\\u{${code}}`)
        .join("-"),
    );
    printable.set(ranges, new RegExp(`[^${parts.join("")}]`, "gu"));
  }
  return printable.get(ranges);
}

function unprintable(texts, say, severity) {
  const seen = new Map();
  for (const [steps, , facts] of texts)
    for (const sign of facts.unprintable) if (!seen.has(sign)) seen.set(sign, steps);
  for (const [sign, steps] of seen) {
    const code = sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    const expected = "常用汉字和标点；表情符号、生僻字印不出来";
    say("unprintable-character", severity, steps, "打印字体里没有这个字", {
      found: `${sign}（U+${code}）`,
      expected,
      mend: inPrint(sign),
    });
  }
}

function inPrint(sign) {
  const plain = sign.normalize("NFKD");
  if (/[\u2070-\u207f\xb2\xb3\xb9]/.test(sign)) return `上标前后写 ^，例如 10${sign} 写成 10^${plain}^`;
  if (/[\u2080-\u209c]/.test(sign)) return `下标前后写 ~，例如 C${sign} 写成 C~${plain}~`;
  return "换成文字，例如 🌱 写成“发芽”；生僻字写出读音或换一个说法";
}

// ---- words that only ask ----

const wordPatterns = new WeakMap();

function asked(text, list, words, ofHazard) {
  if (!wordPatterns.has(list)) {
    const longest = [...list.words].sort((a, b) => b.length - a.length).map(escaped);
    wordPatterns.set(list, new RegExp(longest.join("|"), "g"));
  }
  return Array.from(text.matchAll(wordPatterns.get(list)))
    .filter((match) => !isSilenced(text, match.index, match.index + match[0].length, list, words, ofHazard))
    .map((match) => match[0]);
}

function isSilenced(text, start, end, list, words, ofHazard) {
  const sentenceEnd = next(text, end, SENTENCE_ENDS);
  const sentence = text.slice(last(text, start, SENTENCE_ENDS), sentenceEnd);
  const left = text.slice(last(text, start, CLAUSE_ENDS), start);
  const right = text.slice(end, next(text, end, CLAUSE_ENDS));
  const holds = (place) => (word) => place.includes(word);
  return (
    "？?".includes(text[sentenceEnd] || "none") ||
    (left !== "" && "不勿禁别非无".includes(left[left.length - 1])) ||
    words.before.some(holds(left)) ||
    words.after.some(holds(right)) ||
    list.unless.some(holds(sentence)) ||
    (ofHazard && words.telling.some((word) => left.includes(word) || right.includes(word)))
  );
}

function last(text, end, signs) {
  let place = end;
  while (place > 0 && !signs.includes(text[place - 1])) place -= 1;
  return place;
}

function next(text, start, signs) {
  let place = start;
  while (place < text.length && !signs.includes(text[place])) place += 1;
  return place;
}

function asking(kind, data, texts, say, words) {
  if (HAZARDOUS.includes(kind)) undeclaredHazards(data, texts, say, words.hazards.fields);
  ask(texts, "commercial", (steps, found) =>
    say("commercial-words", "warning", steps, "这像是招生或推销的话", {
      found,
      expected: "只写课程本身；价格写在价格（price）一栏里",
      mend: "删去或改写；公益减免请写明对象（如“残疾学生免费”）",
    }),
  );
  ask(texts, "tutoring", (steps, found) =>
    say("tutoring-words", "warning", steps, "这像是学科类培训的话", {
      found,
      expected: "科学实践活动，不刷题、不抢跑、不以升学为目的",
      mend: "改写成学生做什么、学到什么",
    }),
  );
  ask(texts, "wishful", (steps, found) =>
    say("open-figure", "warning", steps, "这里该有确定的数字或办法", {
      found,
      expected: "写明多少、什么时候、怎么办",
      mend: "写出金额、日期或标准；有几种情况的分别写",
    }),
  );
}

// The first hit in each text: one question answers the rest of it.
function ask(texts, sort, tell) {
  for (const [steps, , facts] of texts) {
    const hit = facts[sort].find(([list]) => !list.fields.length || list.fields.some((field) => steps.includes(field)));
    if (hit) tell(steps, hit[1][0]);
  }
}

// For each session (or course of a base) and kind of hazard that it does not declare, the first word that asks for it.
function undeclaredHazards(data, texts, say, fields) {
  const groups = new Map();
  for (const [steps, , { hazards }] of texts) {
    if (!hazards.length || !fields.some((field) => steps.includes(field))) continue;
    const scope = steps[0] === "sessions" ? steps[1] : -1;
    if (!groups.has(scope)) groups.set(scope, []);
    groups.get(scope).push(...hazards.map(([list, hits]) => ({ steps, list, hits })));
  }
  for (const [scope, group] of groups) {
    asFarAsSound(() => {
      const declared = declaredIn(data, scope);
      const settled = declared.map((hazard) => look(hazard.kind));
      const notes = declared.map((hazard) => look(hazard.note) || "").join("");
      for (const { steps, list, hits } of group) {
        const word = settled.includes(list.kind) ? undefined : hits.find((one) => !notes.includes(one));
        if (word === undefined) continue;
        settled.push(list.kind);
        say("undeclared-hazard", "warning", steps, `是否漏报了危险源“${list.kind}”？`, {
          found: word,
          expected: `${scope >= 0 ? "本课时" : "课程"}的危险源（hazards）里有“${list.kind}”，并写明怎样防`,
          mend: "确有这种危险就补上；没有就换个说法，或在已说明的提醒（waivers）里写明提醒代码（code）和理由（reason）",
        });
      }
    });
  }
}

// What a session declares; for the texts of a series as a whole, what any of its sessions does.
function declaredIn(data, scope) {
  const hazardsOf = (group) => look(look(group).hazards) || [];
  const sessions = look(data.sessions) || [];
  const declared = scope >= 0 ? hazardsOf(sessions[scope]) : [data, ...sessions].flatMap(hazardsOf);
  return declared.map(look);
}

// ---- names ----

function quotes(texts, say) {
  for (const [steps, found, { inQuotes }] of texts) {
    if (!inQuotes || !NAMES.includes(steps[steps.length - 1])) continue;
    say("name-in-quotes", "warning", steps, "整个名称用引号括起来了，引号会一起印出来", {
      found,
      expected: inQuotes[1],
      mend: "去掉两边的引号；名称里的一个词要用引号，只括那个词。有意这样的，在已说明的提醒（waivers）里写明提醒代码（code）和理由（reason）",
      fix: { path: steps, value: inQuotes[1] },
    });
  }
}

function persons(texts, say) {
  const name = (steps, found) =>
    say("person-named", "warning", steps, "这像是一个人的姓名", {
      found,
      expected: "岗位和资格，不写姓名",
      mend: "改写岗位（如“主讲教师”“安全负责人”）；人员由机构自己核查、声明一次",
    });
  for (const [steps, , { accounts, named, titled }] of texts) {
    for (const found of accounts) {
      say("personal-account", "warning", steps, "这像是个人的邮箱、微信或 QQ", {
        found,
        expected: "单位的邮箱、办公电话或网页",
        mend: "换成单位的联系方式，或写“经市科协转”；确是单位公用的可以不改",
      });
    }
    for (const found of named) name(steps, found);
    if (NAMELESS.includes(steps[0])) for (const found of titled) name(steps, found);
  }
}
