// The places of a file that are wrong, in the way of rules.

import { isSoft } from "./misfits.js";
import { schemaAt } from "./places.js";
import { UNSOUND } from "./unsound.js";

// Places that are wrong, as a tree of steps down to UNSOUND.
export function treeOf(model, data, errors) {
  const tree = new Map();
  const places = [];
  for (const { steps, keyword, name } of errors) {
    if (keyword === "required") places.push([...steps, name]);
    else if (keyword === "additionalProperties") places.push(...misplaced(model, data, steps, name));
    else if (!isSoft(data, keyword, schemaAt(model, steps))) places.push(steps);
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
