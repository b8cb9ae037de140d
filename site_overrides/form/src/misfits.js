// How a file does not fit its schema, in words for its author: course_catalogue/misfits.py and schema_check.py.

import { lookUp, snake } from "./nearest.js";
import { exampleOf, isGroup, readable, schemaAt, shown, size, spaced, stepsOf, valueAt } from "./places.js";
import { foreignUnit, ofFormat, ofItems, ofNumbered, ofOption, ofType } from "./value_mends.js";

const MOST_OPTIONS = 16;
const SOFT = ["minItems", "minProperties"];
const NOTHING = ["无", "没有", "暂无", "不需要", "不用", "—", "/", "none", "None", "N/A"];
const AGE_OR_STAGE = /岁|低年|中年|高年|小学|初中/;
const GRADES =
  "写年级的数字 1～9，不写年龄和学段：6～7 岁上一年级，往后每大一岁加一；" +
  "低年级写 [1, 2]，中年级写 [3, 4]，高年级写 [5, 6]，初中写 [7, 8, 9]";
const TYPES = {
  string: "文字",
  integer: "整数",
  number: "数字",
  boolean: "true 或 false",
  array: "列表",
  object: "一组字段",
};

// What the validator finds, as {steps, keyword, name}.
export function errorsOf(validate, data) {
  return validate(data)
    .filter(([, keyword]) => keyword !== "if")
    .map(([pointer, keyword, name]) => ({ steps: stepsOf(pointer, data), keyword, name }));
}

// Half a pair of numbers is not a list to go on with.
export function isSoft(data, keyword, { minItems, maxItems }) {
  return SOFT.includes(keyword) && data.status === "draft" && (!minItems || minItems !== maxItems);
}

// The findings on those errors, each fault once.
export function misfitFindings(model, data, errors) {
  const keys = (keyword) =>
    new Set(errors.filter((error) => error.keyword === keyword).map((error) => key(error.steps)));
  const [mistyped, misspelt] = [keys("type"), keys("pattern")];
  const misnamed = new Set();
  for (const { steps, keyword, name } of errors) {
    const meant =
      keyword === "additionalProperties"
        ? meantBy(schemaAt(model, steps), name, valueAt(data, [...steps, name]))
        : null;
    if (meant && meant.words.length) misnamed.add(key([...steps, meant.words[0]]));
  }
  const told = [];
  const lists = new Set();
  for (const { steps, keyword, name } of errors) {
    const here = key(steps);
    if ((keyword === "enum" || keyword === "const") && mistyped.has(here)) continue;
    if (keyword === "required" && misnamed.has(key([...steps, name]))) continue;
    if (["format", "minLength", "maxLength"].includes(keyword) && misspelt.has(here)) continue;
    if (keyword === "type" && typeof valueAt(data, steps) === "string" && isItem(steps)) {
      const around = key(steps.slice(0, -1));
      if (lists.has(around)) continue; // the first of such items speaks for all
      lists.add(around);
    }
    told.push(worded(model, data, steps, keyword, name));
  }
  return told;
}

function key(steps) {
  return JSON.stringify(steps);
}

function isItem(steps) {
  return typeof steps[steps.length - 1] === "number";
}

function worded(model, data, steps, keyword, name) {
  const place = { model, data, steps, keyword, schema: schemaAt(model, steps), value: valueAt(data, steps) };
  if (keyword === "required") return missing(place, name);
  if (keyword === "additionalProperties") return unknown(place, name);
  if (keyword === "type") return wrongType(place);
  if (keyword === "enum" || keyword === "const") return notInList(place);
  if (keyword === "format") {
    return say(place, "no-such-date", "没有这一天", {
      expected: '真实存在的日期，写作 "2026-09-01"',
      mend: "核对月份和日子",
    });
  }
  if (keyword === "pattern") return wrongFormat(place);
  if (["minItems", "maxItems", "minProperties"].includes(keyword)) return wrongCount(place);
  if (keyword === "uniqueItems") return repeated(place);
  if (keyword === "minLength" || keyword === "maxLength") return wrongLength(place);
  return outOfRange(place);
}

function say(place, code, message, words) {
  const { model, steps } = place;
  const path = words.steps || steps;
  const finding = {
    code,
    severity: words.severity || "error",
    path,
    field: readable(model, path),
    message,
    found: words.found !== undefined ? words.found : code === "missing-field" ? "" : shown(place.value),
    expected: words.expected || "",
    mend: words.mend || "",
  };
  if (words.value !== undefined) finding.fix = { path, value: words.value };
  if (words.fix) finding.fix = words.fix;
  return finding;
}

function missing(place, name) {
  const steps = [...place.steps, name];
  const field = schemaAt(place.model, steps);
  const example = exampleOf(field);
  return say(place, "missing-field", `缺少“${field.title || name}”`, {
    steps,
    expected: `${name}: ${example}`,
    mend: `加一行 ${name}: ${example}。${field.description || ""}`,
    value: place.steps.length ? undefined : field.const,
  });
}

// The fields of a group that a name may stand for: by title, by way of writing, by spelling.
function meantBy(schema, name, value) {
  const properties = schema.properties || {};
  const names = Object.keys(properties);
  const titled = names.find(
    (one) =>
      [properties[one].title, (properties[one].title || "").split("（")[0]].includes(name) || snake(name) === one,
  );
  if (titled) return { words: [titled], sure: titled };
  const near = lookUp(snake(name), names);
  return near.sure && !mayHold(properties[near.sure], value) ? { words: near.words } : near;
}

function mayHold(schema, value) {
  if (schema.type === "array") return Array.isArray(value);
  if (schema.type === "object") return isGroup(value);
  return schema.type === "integer" ? typeof value === "number" : typeof value === schema.type;
}

function unknown(place, name) {
  const value = place.value[name];
  const near = meantBy(place.schema, name, value);
  const free = Object.keys(place.schema.properties || {}).filter((one) => !(one in place.value));
  const listed =
    free.slice(0, MOST_OPTIONS).join("、") +
    (free.length > MOST_OPTIONS ? `……（共 ${free.length} 个，见投稿指南）` : "");
  return say(place, "unknown-field", `没有“${shown(name)}”这个字段`, {
    steps: [...place.steps, name],
    found: shown(name),
    expected: near.words.join("、") || listed,
    mend: near.words.length ? `是不是 ${near.words.join("、")}？` : "改成上面列出的字段名，或删去这一行",
  });
}

// The list that an item stands in; undefined for what is no item.
function listAround({ model, data, steps }) {
  if (!isItem(steps)) return undefined;
  const above = steps.slice(0, -1);
  return { model, data, steps: above, schema: schemaAt(model, above), value: valueAt(data, above) };
}

function saysNothing(value) {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof only === "string" && NOTHING.includes(only.replace(/^[ 。]+|[ 。]+$/g, ""));
}

function nothing(place) {
  const name = place.steps[place.steps.length - 1];
  const empty = !place.schema.minItems;
  return say(place, "wrong-type", "列表里没有内容时，不写“无”", {
    found: "无",
    expected: empty ? `${name}: []` : "不写这一行",
    mend: empty ? "改成一对空的方括号" : "删去这一行；以后有了内容再写",
    value: empty ? [] : undefined,
  });
}

// The items that one item holds, as a fix of their list.
function several(place) {
  const around = listAround(place);
  const items = around && ofItems(place.schema, place.value);
  if (!items) return undefined;
  const index = place.steps[place.steps.length - 1];
  return {
    path: around.steps,
    value: [...around.value.slice(0, index), ...items, ...around.value.slice(index + 1)],
    items,
  };
}

function wrongType(place) {
  const around = listAround(place);
  if (around && saysNothing(around.value)) return nothing(around);
  const { schema, value } = place;
  if (schema.type === "array" && saysNothing(value)) return nothing(place);
  const single = typeof value !== "object";
  if (schema.type === "string" && single && !new RegExp(schema.pattern || "", "u").test(String(value)))
    return wrongFormat(place);
  const parts = several(place);
  const numbered = schema.type === "array" ? ofNumbered(schema.items || {}, value) : undefined;
  const mended = parts ? undefined : numbered || ofType(schema, schema.items || {}, value);
  return say(place, "wrong-type", "内容的类型不对", {
    expected: TYPES[schema.type] || schema.type,
    mend: howToWrite(place, around, mended, parts),
    value: mended,
    fix: parts && { path: parts.path, value: parts.value },
  });
}

function written(value) {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  return String(value);
}

function howToWrite(place, around, mended, parts) {
  const { schema, value } = place;
  const known = mended !== undefined || parts;
  const title = around && around.schema.title;
  const mend = mended !== undefined ? `写成 ${written(mended)}` : howShown(place, around);
  if (!known && [schema.title, title].includes("年级") && AGE_OR_STAGE.test(String(value))) return GRADES;
  const scalar = typeof value !== "object";
  if (schema.type === "string" && scalar) return "给它加上英文双引号";
  if (schema.type === "array" && scalar) {
    const options = (schema.items && schema.items.enum) || [];
    const some = options.length && !known ? `；可以写的有：${options.join("、")}` : "";
    const example = mended === undefined ? exampleOf(schema) : written(mended);
    return `列表写在方括号里，或每项一行、前面加短横，例如 ${example}${some}`;
  }
  const isNumber = schema.type === "integer" || schema.type === "number";
  const unit = isNumber && foreignUnit(schema, value);
  if (unit) return `这一项不按“${unit}”算，换算好，只写一个数，${mend}`;
  return isNumber && /[0-9]/.test(String(value)) && !known ? `只写一个数，不写单位和别的字，${mend}` : mend;
}

// An example; of an item without one, the list that it stands in.
function howShown(place, around) {
  if (around && typeof place.value === "string" && /[，、；]/.test(place.value)) {
    return `每项之间用半角逗号加空格，例如 ${exampleOf(around.schema)}`;
  }
  const schema = (place.schema.examples || []).length ? place.schema : schemaAt(place.model, place.steps.slice(0, -1));
  return `例如 ${exampleOf(schema)}`;
}

function notInList(place) {
  const around = listAround(place);
  if (around && saysNothing(around.value)) return nothing(around);
  const { schema, value } = place;
  const options = (schema.enum || [schema.const]).map(String);
  const text = String(value);
  const sure = typeof value === "string" ? ofOption(options, text) : undefined;
  const guess = size(text) <= 100 ? text.replace(/^[ "'“”‘’]+|[ "'“”‘’]+$/g, "") : "";
  const near = sure === undefined ? lookUp(guess, options) : { words: [sure], sure };
  const hint = text.includes("approved") ? schema.description || "" : "";
  const parts = several(place);
  const all = options.length <= MOST_OPTIONS || !near.words.length;
  const mend = near.words.length ? `是不是 ${near.words.join("、")}？` : "从上面的选项里选一个";
  return say(place, "not-in-list", "不是可选的内容", {
    expected: all
      ? options.join("、")
      : `${near.words.join("、")}……（共 ${options.length} 种，运行 python build.py explain not-in-list 看怎样查）`,
    mend: hint || (/[，、；]/.test(text) ? howShown(place, around) : mend),
    value: hint || parts || typeof value !== "string" ? undefined : near.sure,
    fix: hint ? undefined : parts && { path: parts.path, value: parts.value },
  });
}

function wrongFormat(place) {
  const { schema, steps } = place;
  const parts = several(place);
  const isFile = steps[steps.length - 1] === "file";
  const mended = parts ? undefined : ofFormat(schema, String(place.value));
  const form = formOf(place);
  return say(place, "wrong-format", "写法不对", {
    expected: form ? `像 ${form} 这样` : "",
    mend: isFile
      ? `给图片文件改名，像 ${mended === undefined ? form : `"${mended}"`} 这样，再在这里写新的名字`
      : (form ? `写成像 ${form} 这样。` : "") + (schema.description || ""),
    value: isFile ? undefined : mended,
    fix: parts && { path: parts.path, value: parts.value },
  });
}

// An example of the value; of an item without one, the first of its list's example.
function formOf(place) {
  if ((place.schema.examples || []).length) return exampleOf(place.schema);
  const [list] = schemaAt(place.model, place.steps.slice(0, -1)).examples || [];
  return Array.isArray(list) && list.length ? spaced(list[0]) : "";
}

function wrongCount(place) {
  const { schema, value, keyword, data } = place;
  const title = schema.title || "这里";
  const found = `${Array.isArray(value) ? value.length : Object.keys(value).length} 项`;
  if (keyword === "maxItems") {
    return say(place, "too-many-items", `${title}太多`, {
      found,
      expected: `不超过 ${schema.maxItems} 项`,
      mend: "删去或合并多出的",
    });
  }
  return say(place, "too-few-items", `${title}太少`, {
    found,
    expected: `至少 ${schema[keyword]} 项`,
    mend: schema.description,
    severity: isSoft(data, keyword, schema) ? "soft" : "error",
  });
}

function repeated(place) {
  const { value } = place;
  const texts = value.map((item) => sorted(item));
  const index = texts.findIndex((text, number) => texts.indexOf(text) < number);
  if (index < 0) return say(place, "repeated-item", "有重复的项", { expected: "每项只写一次", mend: "删去重复的" });
  return say(place, "repeated-item", "这一项前面已经有了", {
    steps: [...place.steps, index],
    found: typeof value[index] === "object" ? spaced(value[index]) : String(value[index]),
    expected: "每项只写一次",
    mend: "删去重复的",
    fix: { path: place.steps, value: value.filter((_, number) => number !== index) },
  });
}

// A value as text that is the same for equal values.
function sorted(value) {
  if (!isGroup(value)) return JSON.stringify(value);
  return JSON.stringify(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

function wrongLength(place) {
  const { schema, value, keyword } = place;
  const length = size(value);
  const title = schema.title || "文字";
  const found = `${length} 个字`;
  if (keyword === "maxLength") {
    return say(place, "text-too-long", `${title}太长`, {
      found,
      expected: `不超过 ${schema.maxLength} 个字`,
      mend: `删去 ${length - schema.maxLength} 个字`,
    });
  }
  if (length) {
    return say(place, "text-too-short", `${title}太短`, {
      found,
      expected: `至少 ${schema.minLength} 个字`,
      mend: `再写 ${schema.minLength - length} 个字以上，把事情说清楚`,
    });
  }
  return say(place, "empty-text", "内容是空的", {
    found: '""',
    expected: "文字",
    mend: "写上内容；还没有内容就删去这一行",
  });
}

function outOfRange(place) {
  const { minimum, maximum, multipleOf, title, description } = place.schema;
  const span =
    minimum !== undefined && maximum !== undefined
      ? `${minimum}～${maximum}`
      : minimum !== undefined
        ? `不小于 ${minimum}`
        : `不大于 ${maximum}`;
  return say(place, "out-of-range", `${title || "数字"}超出范围`, {
    expected: span + (multipleOf === undefined ? "" : `，是 ${multipleOf} 的倍数`),
    mend: description,
  });
}
