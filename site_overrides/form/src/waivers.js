// Warnings that an author keeps with a reason: course_catalogue/rules/waivers.py.

import { readable } from "./places.js";

// Rules on the waivers themselves: (data, say, context), as in course_rules.js.
function waiversNameACode(data, say, context) {
  const known = Object.keys(context.codes).filter((code) => context.codes[code].waivable);
  (data.waivers || []).forEach((waiver, index) => {
    if (waiver.code in context.codes) return;
    say(["waivers", index, "code"], "没有这个提醒代码", {
      found: waiver.code,
      expected: "检查报告里“提醒”后面的代码",
      mend: "照抄报告里的代码",
      known,
    });
  });
}

function waiversAreOfWarningsThatMayBeKept(data, say, context) {
  (data.waivers || []).forEach((waiver, index) => {
    const text = context.codes[waiver.code];
    if (!text || text.waivable) return;
    say(["waivers", index, "code"], "这个代码不能用说明免去", {
      found: `${waiver.code}（${text.title}）`,
      expected: "可以保留的提醒；错误要改",
      mend: "删去这条说明，按报告里的“怎样改”修改",
    });
  });
}

// Codes that may be waived and that only the command line judges (codes.json).
const ELSEWHERE = ["look-alike-id", "near-duplicate", "repeated-session"];
const ALL = ["series", "premium", "extension", "base", "provider"];

export const WAIVER_RULES = [
  ["unknown-waiver-code", "error", ALL, waiversNameACode],
  ["refused-waiver", "error", ALL, waiversAreOfWarningsThatMayBeKept],
];

// The findings, each kept warning with its reason; and, where the file is sound, one for every waiver that keeps nothing.
export function withWaivers(model, data, findings, context, isSound) {
  const waivers = Array.isArray(data.waivers) ? data.waivers : [];
  const used = new Set();
  const told = findings.map((finding) => {
    const fitting = waivers.filter((waiver) => fits(waiver, finding, context));
    fitting.forEach((waiver) => used.add(waiver));
    return fitting.length && fitting[0].reason ? { ...finding, waiver: fitting[0].reason } : finding;
  });
  if (!isSound) return told;
  waivers.forEach((waiver, index) => {
    const text = context.codes[waiver.code];
    if (used.has(waiver) || !text || !text.waivable || ELSEWHERE.includes(waiver.code)) return;
    told.push({
      code: "unused-waiver",
      severity: "warning",
      path: ["waivers", index],
      field: readable(model, ["waivers", index]),
      message: "这条说明没有用处了：文件里没有这样的提醒",
      found: waiver.code + (waiver.at ? `，在 ${waiver.at}` : ""),
      expected: "报告里还有的提醒",
      mend: "删去这条说明；还有这种提醒时，核对“在哪里”（at）是否照抄了报告里的位置",
    });
  });
  return told;
}

// Whether a waiver is of this warning: its code, and its field or one below the place that the waiver names.
function fits(waiver, finding, context) {
  const text = context.codes[finding.code];
  if (finding.severity === "error" || waiver.code !== finding.code || !text || !text.waivable) return false;
  const [place, field] = [words(waiver.at || ""), words(finding.field)];
  return place.every((word, index) => field[index] === word);
}

function words(path) {
  return String(path)
    .replace(/>/g, "›")
    .split("›")
    .map((word) => word.trim())
    .filter(Boolean);
}
