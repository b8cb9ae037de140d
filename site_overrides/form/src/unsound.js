// What is wrong itself, in the way of rules: who reads it ends there (course_catalogue/unsound.py).

import { form } from "./form.js";
import { isGroup } from "./places.js";

// One for all scripts of the form.
export const UNSOUND = form.unsound || (form.unsound = {});

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
