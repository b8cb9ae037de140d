// What is due when: course_catalogue/rules/due.py, and `due` of schemas.py. One finding a file, with its list.

import { isGroup } from "./places.js";
import { asFarAsSound, look } from "./unsound.js";

const STEPS = ["draft", "submitted", "approved"];
const SHOWN = 12;

// Fields that are due at a step and absent, as {words, path}; items of a list are counted together, at the first of them.
export function missingAt(model, data, step) {
  const missing = new Map();
  collect(model, data, STEPS.indexOf(step), { words: [], path: [], numbers: [] }, missing);
  return Array.from(missing.values()).map(({ words, numbers, path }) => ({ words: inWords(words, numbers), path }));
}

const leading = new WeakMap();

function leadsToDue(schema) {
  if (!leading.has(schema)) {
    leading.set(
      schema,
      Object.values(schema.properties || {}).some((part) => "x-due" in part || leadsToDue(part.items || part)),
    );
  }
  return leading.get(schema);
}

function collect(schema, group, step, above, missing) {
  if (!isGroup(look(group))) return; // of another type: told as that
  for (const [name, field] of Object.entries(schema.properties || {})) {
    const below = field.items || field;
    const leads = leadsToDue(below);
    const value = group[name];
    const path = [...above.path, name];
    if (value === undefined) {
      const isDue = "x-due" in field && STEPS.indexOf(field["x-due"]) <= step;
      if (isDue) addMissing({ ...above, words: [...above.words, `${field.title}（${name}）`], path }, missing);
    } else if (leads && Array.isArray(value)) {
      const words = [...above.words, below.title || field.title];
      value.forEach((item, index) => {
        const numbers = above.numbers.length ? above.numbers : [index + 1];
        collect(below, item, step, { words, path: [...path, index], numbers }, missing);
      });
    } else if (leads) {
      collect(below, value, step, { ...above, words: [...above.words, field.title], path }, missing);
    }
  }
}

function addMissing(field, missing) {
  const key = field.words.join("\n");
  if (missing.has(key)) missing.get(key).numbers.push(...field.numbers);
  else missing.set(key, { ...field, numbers: [...field.numbers] });
}

function inWords(words, numbers) {
  if (!numbers.length) return words.join(" › ");
  const unique = Array.from(new Set(numbers)).sort((a, b) => a - b);
  const [first, last] = [unique[0], unique[unique.length - 1]];
  const span = unique.length > 2 && last - first === unique.length - 1 ? `${first}～${last}` : unique.join("、");
  return [`${words[0]} ${span}`, ...words.slice(1)].join(" › ");
}

// At most one finding; of a file with errors only what a submission lacks, and nothing while a whole group is wrong.
export function dueFindings(model, data, hasErrors) {
  const found = [];
  asFarAsSound(() => {
    const status = look(data.status);
    if (status === "withdrawn" || (hasErrors && status !== "submitted")) return;
    const submitted = missingAt(model, data, "submitted");
    if (status === "submitted" && submitted.length) found.push(incomplete(submitted));
    else if (hasErrors) return;
    else if (status === "draft" && submitted.length) found.push(nextStep(submitted, "送评"));
    else if (status === "submitted") {
      const approved = missingAt(model, data, "approved");
      if (approved.length) found.push(nextStep(approved, "通过评审"));
    }
  });
  return found;
}

function incomplete(missing) {
  return {
    code: "incomplete",
    severity: "error",
    path: ["status"],
    field: "状态",
    message: `送评（submitted）的内容还缺 ${missing.length} 项`,
    found: "",
    expected: "",
    mend: `补上：${listed(missing)}。还没准备好时先把状态（status）改为 draft`,
    missing,
  };
}

function nextStep(missing, goal) {
  return {
    code: "due-for-next-step",
    severity: "warning",
    path: ["status"],
    field: "状态",
    message: `还差 ${missing.length} 项即可${goal}`,
    found: "",
    expected: "",
    mend: `有空时补上：${listed(missing)}。现在不影响提交`,
    missing,
  };
}

function listed(missing) {
  const shown = missing
    .slice(0, SHOWN)
    .map(({ words }) => words)
    .join("；");
  return missing.length <= SHOWN ? shown : `${shown} 等 ${missing.length} 项`;
}
