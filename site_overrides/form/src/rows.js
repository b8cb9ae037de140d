// The rows of schema/rules.yml: course_catalogue/file_rules.py, operator for operator.

import { lookUp } from "./nearest.js";
import { isGroup, readable } from "./places.js";
import { UNSOUND, UnsoundRead, look } from "./unsound.js";

const COMMON_CAUSE = 3;

// The findings of all rows on a file whose shape is right; none where a row reads a value that is UNSOUND.
export function rowFindings(model, data, rows, thresholds) {
  const draft = data.status === "draft";
  return rows.flatMap((row) => {
    const judged = { byShared: 0 };
    const faults = [];
    for (const scope of find(data, [], compiled(row.for || ""))) {
      try {
        if (!applies(row, scope)) continue;
        const run = { data, row, scope, thresholds };
        if (sharedPlace(run, row.equals)) judged.byShared += 1;
        OPERATORS[row.op](run, (fault) => {
          faults.push({ ...fault, place: row.at ? [...scope.steps, ...row.at.split(".")] : fault.steps });
        });
      } catch (fault) {
        if (!(fault instanceof UnsoundRead)) throw fault;
      }
    }
    return withoutCascades(row, faults, judged).map((group) => finding(model, row, group, draft));
  });
}

function applies(row, scope) {
  return Object.entries(row.when || {}).every(([path, wanted]) => {
    const hits = find(scope.value, scope.steps, compiled(path)).map((hit) => hit.value);
    if (wanted === true) return hits.length > 0 && !(hits.length === 1 && isEmptyList(look(hits[0])));
    return hits.some((value) => wanted.includes(look(value)));
  });
}

function isEmptyList(value) {
  return Array.isArray(value) && value.length === 0;
}

// One finding for faults of one cause: an unknown word used again, or one value that many others contradict.
function withoutCascades(row, faults, judged) {
  const groups = new Map();
  faults.forEach((fault, number) => {
    const alike = row.op === "member" || fault.limit;
    const cause = alike ? JSON.stringify([fault.found, fault.wanted, fault.limit]) : number;
    groups.set(cause, [...(groups.get(cause) || []), fault]);
  });
  return Array.from(groups.values()).flatMap((group) => {
    const [fault] = group;
    const places = group.map((one) => one.place);
    if (fault.limit && group.length >= Math.min(COMMON_CAUSE, Math.max(2, judged.byShared))) {
      return [{ fault, steps: fault.limit, others: places, shared: true }];
    }
    if (row.op === "member") return [{ fault, steps: fault.place, others: places.slice(1) }];
    return group.map((one) => ({ fault: one, steps: one.place, others: [] }));
  });
}

function finding(model, row, { fault, steps, others, shared }, draft) {
  const blanks = { found: words(fault.found), wanted: words(fault.wanted) };
  const filled = (text) =>
    text.replace(/\{\{|\}\}|\{(found|wanted)\}/g, (blank, name) => (name ? blanks[name] : blank[0]));
  const known =
    row.op === "member" && typeof fault.found === "string"
      ? fault.wanted.filter((word) => typeof word === "string")
      : [];
  const near = known.length ? lookUp(fault.found, known) : { words: [] };
  const names = others.map((place) => readable(model, place).split(" › ")[0]);
  const more = shared
    ? `（${names.length} 处都是：${names.slice(0, 4).join("、")}${names.length > 4 ? "……" : ""}）`
    : "";
  const told = {
    code: row.code,
    severity: row.severity || (draft && !row.in_drafts ? "soft" : "error"), // rules.yml in the browser names warnings only
    path: steps,
    field: readable(model, steps),
    message: row.message,
    found: filled(row.found || "") + more,
    expected: filled(row.expected),
    mend: (near.words.length ? `是不是 ${near.words.join("、")}？` : "") + row.mend,
  };
  if (near.sure !== undefined) told.fix = { path: steps, value: near.sure };
  return told;
}

function words(value) {
  if (Array.isArray(value)) return value.map(words).join("、");
  return typeof value === "number" ? String(Number(value.toPrecision(6))) : String(value);
}

// All values at a path: relative to the scope, or from the top when it starts with /; of `a | b` the first that leads anywhere.
function hits(run, path) {
  for (const alternative of path.split(" | ")) {
    const from = alternative[0] === "/" ? { value: run.data, steps: [] } : run.scope;
    const found = find(from.value, from.steps, compiled(alternative));
    if (found.length) return found;
  }
  return [];
}

// Where a limit stands that is one value for the whole file, such as `/session_minutes`.
function sharedPlace(run, limit) {
  if (typeof limit !== "string" || !run.row.for) return null;
  for (const path of limit.split(" | ")) {
    const found = hits(run, path);
    if (found.length) return path[0] === "/" ? found[0].steps : null;
  }
  return null;
}

// A number as given, a threshold by name, or the value at a path; undefined where there is none.
function number(run, limit) {
  if (limit === undefined || typeof limit === "number") return limit;
  if (limit in run.thresholds) return run.thresholds[limit];
  const [hit] = hits(run, limit);
  return hit && look(hit.value);
}

function allowedBy(run, source) {
  return source in run.thresholds ? run.thresholds[source] : hits(run, source).map((hit) => hit.value);
}

const OPERATORS = {
  sum(run, tell) {
    const wanted = number(run, run.row.equals);
    const found = hits(run, run.row.of).reduce((total, hit) => total + look(hit.value), 0);
    if (wanted !== undefined && Math.abs(found - wanted) > 1e-9) {
      tell({ steps: run.scope.steps, found, wanted, limit: sharedPlace(run, run.row.equals) });
    }
  },

  compare(run, tell) {
    const { row } = run;
    const [most, least, equal] = [number(run, row.at_most), number(run, row.at_least), number(run, row.equals)];
    const ceiling = number(run, row.unless_above);
    for (const { steps, value } of hits(run, row.of)) {
      const found = look(value);
      if (ceiling !== undefined && found > ceiling) continue;
      if (most !== undefined && found > most) tell({ steps, found, wanted: most });
      else if (least !== undefined && found < least) tell({ steps, found, wanted: least });
      else if (equal !== undefined && found !== equal) tell({ steps, found, wanted: equal });
    }
  },

  count(run, tell) {
    const [least, most] = [number(run, run.row.min), number(run, run.row.max)];
    const values = hits(run, run.row.of);
    if (values.some((hit) => hit.value === UNSOUND)) return;
    const found = values.length;
    if (least !== undefined && found < least) tell({ steps: run.scope.steps, found, wanted: least });
    else if (most !== undefined && found > most) tell({ steps: run.scope.steps, found, wanted: most });
  },

  order(run, tell) {
    const found = run.row.of
      .map((path) => hits(run, path))
      .filter((one) => one.length)
      .map((one) => look(one[0].value));
    const falls = found.some(
      (value, index) => index && (found[index - 1] > value || (run.row.strictly && found[index - 1] === value)),
    );
    if (found.length === run.row.of.length && falls) tell({ steps: run.scope.steps, found, wanted: "" });
  },

  member(run, tell) {
    const { row } = run;
    const values = hits(run, row.of);
    if (!values.length || (row.unless && hits(run, row.unless).length)) return;
    const lists = row.in.filter((source) => !(source in run.thresholds)).map((source) => source.split("[]")[0]);
    if (lists.length && !lists.some((path) => hits(run, path).length)) return; // still to come: told as due, once
    for (const { steps, value } of values) {
      const wanted = [];
      const isKnown = row.in.some((source) => {
        const allowed = allowedBy(run, source);
        wanted.push(...allowed);
        return allowed.some((one) => look(one) === look(value));
      });
      if (!isKnown) tell({ steps, found: value, wanted });
    }
  },

  "required-if"(run, tell) {
    const given = hits(run, run.row.field).some((hit) => look(hit.value) !== "" && !isEmptyList(hit.value));
    if (!given) tell({ steps: run.scope.steps, found: "", wanted: "" });
  },
};

const paths = new Map();

// `sessions[].steps[].minutes` as ["sessions", "[]", "steps", "[]", "minutes"].
function compiled(path) {
  if (!paths.has(path)) paths.set(path, path.match(/\[\]|[a-z_]+/g) || []);
  return paths.get(path);
}

// Every value at a path below `value`, which stands at `steps`; what is UNSOUND stands for all below it.
function find(value, steps, path) {
  let found = [{ value, steps }];
  for (const step of path) {
    const below = [];
    for (const here of found) {
      if (here.value === UNSOUND) below.push(here);
      else if (step === "[]") {
        if (Array.isArray(here.value))
          here.value.forEach((item, index) => below.push({ value: item, steps: [...here.steps, index] }));
      } else if (isGroup(here.value) && step in here.value) {
        below.push({ value: here.value[step], steps: [...here.steps, step] });
      }
    }
    found = below;
  }
  return found;
}
