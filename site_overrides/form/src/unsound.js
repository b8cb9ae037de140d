// What is wrong itself, in the way of rules: who reads it ends there (course_catalogue/unsound.py).

import { isGroup, schemaAt } from "./places.js";
import { isSoft } from "./misfits.js";

export const UNSOUND = { unsound: true };

export class UnsoundRead {}

// Runs a rule up to where it reads what is wrong.
export function asFarAsSound(run) {
  try {
    run();
  } catch (fault) {
    if (!(fault instanceof UnsoundRead)) throw fault;
  }
}

export function look(value) {
  if (value === UNSOUND) throw new UnsoundRead();
  return value;
}

// Places that are wrong, as a tree of steps down to UNSOUND.
export function treeOf(model, data, errors) {
  const tree = new Map();
  const places = [];
  for (const { steps, keyword, name } of errors) {
    if (keyword === "required") places.push([...steps, name]);
    else if (keyword === "additionalProperties") places.push(...misplaced(model, data, steps, name));
    else if (!isSoft(data, keyword)) places.push(steps);
  }
  places.sort((one, other) => one.length - other.length);
  for (const steps of places) put(tree, steps);
  return tree;
}

// A name that is not known here, and every field that was left out and may be the one meant.
function misplaced(model, data, steps, name) {
  const group = steps.reduce((here, step) => here[step], data);
  const absent = Object.keys(schemaAt(model, steps).properties || {}).filter((other) => !(other in group));
  return [name, ...absent].map((one) => [...steps, one]);
}

function put(tree, steps) {
  let here = tree;
  for (const step of steps.slice(0, -1)) {
    if (!here.has(step)) here.set(step, new Map());
    here = here.get(step);
    if (here === UNSOUND) return;
  }
  here.set(steps[steps.length - 1], UNSOUND);
}

// A copy of plain data with UNSOUND at those places, also where nothing stands.
export function marked(value, tree) {
  if (tree === UNSOUND) return UNSOUND;
  if (!tree || !tree.size) return value;
  if (Array.isArray(value)) return value.map((item, number) => marked(item, tree.get(number)));
  if (!isGroup(value)) return UNSOUND;
  const copy = {};
  for (const name of Object.keys(value)) copy[name] = marked(value[name], tree.get(name));
  for (const name of tree.keys()) if (!(name in value)) copy[name] = UNSOUND;
  return copy;
}

// The same for rules that are functions: to read such a place ends them.
export function guarded(value) {
  if (typeof value !== "object" || value === null) return value;
  const copy = Array.isArray(value) ? new Array(value.length) : {};
  for (const name of Object.keys(value)) {
    if (value[name] === UNSOUND) Object.defineProperty(copy, name, { enumerable: true, get: () => look(UNSOUND) });
    else copy[name] = guarded(value[name]);
  }
  return copy;
}
