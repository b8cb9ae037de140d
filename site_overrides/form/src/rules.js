// What `build.py check` would say of a file, in the same words.
//
//   check(kind, data, context) -> [{code, severity: "error" | "warning", path: [steps], field, message, found, expected,
//                                   mend, waiver?, fix?: {path, value}}], in the order of the form
//
// `data` is plain: texts that are empty and lists without items count as they would in a file, so leave out what is not
// filled in. `context` is form.context; with `key` (courses/<provider>/<course> …) it also says which record this is.
// A warning with `waiver` is kept by its author with that reason. `fix` is a value to put in; what may be meant, not
// what is sure, where the code is not-in-list. codes.json says which codes are judged here.

import codes from "../codes.json";
import { COURSE_RULES } from "./course_rules.js";
import { DIAGRAM_RULES } from "./diagram_rules.js";
import { dueFindings } from "./due.js";
import { form } from "./form.js";
import { errorsOf, misfitFindings } from "./misfits.js";
import { masked } from "./persons.js";
import { inOrder, readable, valueAt } from "./places.js";
import { rowFindings } from "./rows.js";
import { numberFindings, textFindings, textsOf } from "./text_rules.js";
import { UNSOUND, asFarAsSound, guarded, marked, treeOf } from "./unsound.js";
import { WAIVER_RULES, withWaivers } from "./waivers.js";

const RULES = [...COURSE_RULES, ...DIAGRAM_RULES, ...WAIVER_RULES];
const MOST_MISFITS = 100;

form.check = function (kind, data, context) {
  const model = form.models[kind];
  const errors = errorsOf(form.engines[kind], data);
  const misfits = misfitFindings(model, data, errors);
  const told = new Set(misfits.filter(({ code }) => code === "wrong-format" || code === "not-in-list").map(({ path }) => JSON.stringify(path)));
  const later = teller(model, data.status === "draft");
  numberFindings(textsOf(model, data), later.sayText, told);
  const numbers = later.found.splice(0);
  const hasErrors = misfits.some((finding) => finding.severity === "error");
  if (!hasErrors) {
    judge(kind, model, data, context, later);
    const all = [...misfits, ...numbers, ...later.found, ...dueFindings(model, data, false)];
    return finished(model, withWaivers(model, data, all, context, codes.judged, true));
  }
  const sure = withFixes(kind, data, misfits, errors);
  if (sure.errors.length < MOST_MISFITS) {
    const tree = treeOf(model, sure.data, sure.errors);
    const status = tree.get("status") === UNSOUND;
    if (status) tree.delete("status");
    const sound = marked(sure.data, tree);
    if (status) sound.status = "draft"; // rules only warn then, which is true of any status
    const partly = teller(model, sound.status === "draft");
    judge(kind, model, sound, context, partly);
    const due = dueFindings(model, sound, true);
    later.found.push(...onOtherLines(misfits, withWaivers(model, sound, [...partly.found, ...due], context, codes.judged, false)));
  }
  return finished(model, [...misfits, ...numbers, ...later.found]);
};

// Collects findings; what a rule calls an error is a warning in a draft.
function teller(model, draft) {
  const found = [];
  const sayText = (code, severity, path, message, { fix, ...words }) => {
    const always = { "always an error": "error", "always a warning": "warning" }[severity];
    const known = code === "unprintable-character" && draft ? "warning" : severity;
    found.push({ code, severity: always || known, path, field: readable(model, path), message, ...words, ...(fix && { fix }) });
  };
  const sayRule = (code, severity) => (path, message, { suggestions = [], mend, ...words }) => {
    const hint = suggestions.length ? `是不是 ${suggestions.join("、")}？` : "";
    found.push({
      code,
      severity: draft ? "warning" : severity,
      path,
      field: readable(model, path),
      message,
      ...words,
      mend: hint + mend,
      ...(suggestions.length === 1 && { fix: { path, value: suggestions[0] } }),
    });
  };
  return { found, sayText, sayRule };
}

// Everything that can be said of a file whose shape is right, or of what is sound of it.
function judge(kind, model, data, context, { found, sayText, sayRule }) {
  found.push(...rowFindings(model, data, form.rows[kind] || [], context.thresholds));
  textFindings(kind, model, data, textsOf(model, data), sayText, context);
  const readable = guarded(data);
  for (const [code, severity, kinds, rule] of RULES) {
    if (kinds.includes(kind)) asFarAsSound(() => rule(readable, sayRule(code, severity), context));
  }
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

// Findings at places of which nothing is told yet: what is wrong beside shows when that is mended.
function onOtherLines(told, later) {
  const lines = new Set(told.map(({ path }) => JSON.stringify(path)));
  return later.filter(({ path }) => !lines.has(JSON.stringify(path)));
}

function finished(model, findings) {
  const shown = findings.map((finding) => ({ ...finding, found: masked(finding.found || ""), expected: masked(finding.expected || ""), mend: masked(finding.mend || "") }));
  return shown.sort((one, other) => inOrder(model, one.path, other.path));
}
