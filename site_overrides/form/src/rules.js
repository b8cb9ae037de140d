// What `build.py check` would say of a file, in the same words.
//
//   check(kind, data, context) -> [{code, severity: "error" | "soft" | "warning", path: [steps], field, message, found, expected,
//                                   mend, waiver?, fix?: {path, value}, missing?}], in the order of the form
//   missing(kind, data, step) -> [{words, path}]: what is due at "submitted" or "approved" and absent
//
// `data` is plain: texts that are empty and lists without items count as they would in a file, so leave out what is not
// filled in. `context` is form.context; with `key` (courses/<provider>/<course> …) it also says which record this is.
// "soft" is what only warns in a draft and is an error once that is submitted. A warning with `waiver` is kept by its author with that reason. `fix` is a value to put in; what may be meant, not
// what is sure, where the code is not-in-list. codes.json says which codes are judged here.
//
// What is due comes as one finding with its list in `missing`; while there are errors, only `missing()` counts it.
//
// Here is what a form needs from the first keystroke on: the schema, the rows of rules.yml, what is due, and the rules
// between fields. What only reads texts, diagrams and waivers is more_rules.js, which may be loaded when the form stands.

import "./clean.js";
import { COURSE_RULES } from "./course_rules.js";
import { dueFindings, missingAt } from "./due.js";
import { form } from "./form.js";
import { errorsOf, misfitFindings } from "./misfits.js";
import { nearest } from "./nearest.js";
import { inOrder, readable, valueAt } from "./places.js";
import { rowFindings } from "./rows.js";
import { UNSOUND, asFarAsSound, guarded, marked } from "./unsound.js";
import { treeOf } from "./unsound_places.js";

const MOST_MISFITS = 100;

form.check = function (kind, data, context) {
  const model = form.models[kind];
  const errors = errorsOf(form.engines[kind], data);
  const misfits = misfitFindings(model, data, errors);
  const anyway = form.judges.flatMap((judge) => judge.anyway(model, data, misfits, context));
  if (!misfits.some((finding) => finding.severity === "error")) {
    const found = [
      ...misfits,
      ...anyway,
      ...judged(kind, model, data, context, true),
      ...dueFindings(model, data, false),
    ];
    return finished(model, data, found, context, true);
  }
  const sound = soundParts(kind, model, data, misfits, errors);
  const later = sound ? [...judged(kind, model, sound, context, false), ...dueFindings(model, sound, true)] : [];
  const told = new Set(misfits.map(({ path }) => JSON.stringify(path)));
  const elsewhere = later.filter(({ path }) => !told.has(JSON.stringify(path))); // what is wrong beside shows when that is mended
  return finished(model, sound || data, [...misfits, ...anyway, ...elsewhere], context, false);
};

form.missing = (kind, data, step) => missingAt(form.models[kind], data, step);

// Everything that can be said of a file whose shape is right, or of what is sound of it.
function judged(kind, model, data, context, isSound) {
  const found = rowFindings(model, data, form.rows[kind] || [], context.thresholds);
  const readers = isSound ? data : guarded(data);
  const rules = form.judges.reduce((all, judge) => [...all, ...judge.rules], COURSE_RULES);
  for (const [code, severity, kinds, rule] of rules) {
    const say = teller(model, code, data.status === "draft" && severity === "error" ? "soft" : severity, found);
    if (kinds.includes(kind)) asFarAsSound(() => rule(readers, say, context));
  }
  return [...found, ...form.judges.flatMap((judge) => judge.texts(kind, model, data, context))];
}

// Collects what a rule says; `known` are the words of which one may have been meant.
function teller(model, code, severity, found) {
  return (path, message, { known = [], mend, ...words }) => {
    const suggestions = nearest(words.found, known);
    const hint = suggestions.length ? `是不是 ${suggestions.join("、")}？` : "";
    const finding = { code, severity, path, field: readable(model, path), message, ...words, mend: hint + mend };
    found.push(suggestions.length === 1 ? { ...finding, fix: { path, value: suggestions[0] } } : finding);
  };
}

// The data with UNSOUND for what is wrong; null where too much is wrong to know all that is.
function soundParts(kind, model, given, misfits, found) {
  const { data, errors } = withFixes(kind, given, misfits, found);
  if (errors.length >= MOST_MISFITS) return null;
  const tree = treeOf(model, data, errors);
  const isStatusWrong = tree.get("status") === UNSOUND;
  if (isStatusWrong) tree.delete("status");
  const sound = marked(data, tree);
  return isStatusWrong ? { ...sound, status: "draft" } : sound; // rules only warn then, which is true of any status
}

// The data with what is surely meant in place of misfits, where that leaves fewer of them.
function withFixes(kind, data, misfits, errors) {
  const sure = misfits.filter((finding) => finding.fix && finding.code !== "not-in-list");
  if (sure.length) {
    const better = JSON.parse(JSON.stringify(data));
    for (const { fix } of sure.reverse()) {
      const group = valueAt(better, fix.path.slice(0, -1));
      if (group) group[fix.path[fix.path.length - 1]] = fix.value;
    }
    const left = errorsOf(form.engines[kind], better);
    if (left.length < errors.length) return { data: better, errors: left };
  }
  return { data, errors };
}

function finished(model, data, findings, context, isSound) {
  const shown = form.judges.reduce((all, judge) => judge.finished(model, data, all, context, isSound), findings);
  return shown.sort((one, other) => inOrder(model, one.path, other.path));
}
