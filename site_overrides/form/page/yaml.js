// Reads a course file as plain data, or says in words why not; loaded only when one is opened. Dates and times stay text.
import { JSON_SCHEMA, Schema, intJsonTag, load } from "js-yaml";

import "./record.js";

const MOST_YAML = 1024 * 1024;
const MOST_NODES = 20000;
const MOST_DEPTH = 24;
const WIDE_COLON = /^[a-z_]+\s*：/m;
const form = (window.courseForm = window.courseForm || {});

// A number of more digits than JavaScript can hold (a code without quotes) stays the text that it is.
const whole = {
  ...intJsonTag,
  resolve: (source, isExplicit) => {
    const number = intJsonTag.resolve(source, isExplicit);
    return typeof number === "number" && !Number.isSafeInteger(number) ? source : number;
  },
};
const SCHEMA = new Schema(JSON_SCHEMA.tags.map((tag) => (tag === intJsonTag ? whole : tag)));

/** A copy of plain data only; an Error in words where it is too deep or too much. */
function plain(value, depth, counter) {
  counter.nodes += 1;
  if (depth > MOST_DEPTH || counter.nodes > MOST_NODES)
    throw new Error("这个文件层次太深或内容太多，不像课程文件，没有打开。");
  if (Array.isArray(value))
    return value.map((item) => plain(item, depth + 1, counter)).filter((item) => item !== undefined);
  if (typeof value === "object" && value !== null) {
    const found = {};
    Object.keys(value).forEach((name) => {
      const part = plain(value[name], depth + 1, counter);
      if (part !== undefined && name !== "__proto__") found[name] = part;
    });
    return found;
  }
  return value === null ? undefined : value;
}

/** {data, note}: the note says what of the file is not in the data. */
form.readYaml = (text) => {
  if (text.length > MOST_YAML) throw new Error("这个文件超过 1 MB，不像课程文件，没有打开。");
  let data;
  try {
    data = load(text.replace(/^\ufeff/, ""), { schema: SCHEMA });
  } catch (fault) {
    const line = fault && fault.mark ? `第 ${fault.mark.line + 1} 行附近` : "";
    throw new Error(
      `这个文件读不懂${line ? `，${line}写法不对` : ""}。常见的原因：冒号用了全角“：”、缩进不齐、少了引号。原文件没有动。`,
    );
  }
  if (!form.isGroup(data))
    throw new Error(
      WIDE_COLON.test(text)
        ? "这个文件的冒号用了全角“：”，没有打开：请在英文输入法下把栏目后面的冒号改成 : 再空一格，存好再打开。"
        : "这不是课程文件：里面没有课程的内容。",
    );
  const hasNotes = /(^|\s)#(?! yaml-language-server)/m.test(text.replace(/^#.*\n/, ""));
  return { data: plain(data, 0, { nodes: 0 }), note: hasNotes ? "文件里 # 开头的注释没有带过来。" : "" };
};
