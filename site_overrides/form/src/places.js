// Places in a file: the steps to a value (["sessions", 2, "title"]), its schema, and how to speak of it.

export function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// In characters, as limits and messages count them; not in halves of them.
export function size(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// "/sessions/2/title" as ["sessions", 2, "title"].
export function stepsOf(pointer, data) {
  const steps = [];
  let here = data;
  for (const part of pointer.split("/").slice(1)) {
    const step = Array.isArray(here) ? Number(part) : part.replace(/~1/g, "/").replace(/~0/g, "~");
    steps.push(step);
    here = here[step];
  }
  return steps;
}

export function valueAt(data, steps) {
  return steps.reduce((here, step) => (here === null || here === undefined ? undefined : here[step]), data);
}

// The schema of the value at some steps; an empty one where there is none.
export function schemaAt(model, steps) {
  let schema = model;
  for (const step of steps) {
    schema = typeof step === "number" ? schema.items : (schema.properties || {})[step];
    if (!schema) return {};
  }
  return schema;
}

// ["sessions", 2, "steps", 1, "minutes"] as 课时 3 › 环节 2 › 分钟.
export function readable(model, steps) {
  const words = [];
  let schema = model;
  for (const step of steps) {
    if (typeof step === "number") {
      schema = schema.items || {};
      const list = words.pop();
      words.push(`${schema.title || list} ${step + 1}`);
    } else {
      schema = (schema.properties || {})[step] || {};
      words.push(schema.title || step);
    }
  }
  return words.join(" › ");
}

// A value as its author would recognise it, shortened.
export function shown(value) {
  if (Array.isArray(value)) return "列表";
  if (isGroup(value)) return "一组字段";
  const characters = Array.from(String(value));
  return characters.length <= 40 ? characters.join("") : `${characters.slice(0, 39).join("")}…`;
}

// JSON with a space behind each comma and colon, as in YAML.
export function spaced(value) {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (!isGroup(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .map((name) => `${JSON.stringify(name)}: ${spaced(value[name])}`)
    .join(", ")}}`;
}

export function exampleOf(schema) {
  const [example = ""] = schema.examples || [];
  return typeof example === "string" && !("type" in schema) ? example : spaced(example);
}

// Which of two places comes first in a file that is written in the order of the schema.
export function inOrder(model, one, other) {
  let schema = model;
  for (let depth = 0; depth < Math.min(one.length, other.length); depth += 1) {
    const [a, b] = [one[depth], other[depth]];
    if (a !== b) {
      if (typeof a === "number") return a - b;
      const names = Object.keys(schema.properties || {});
      const [left, right] = [names.indexOf(a), names.indexOf(b)];
      return (left < 0 ? names.length : left) - (right < 0 ? names.length : right);
    }
    schema = (typeof a === "number" ? schema.items : (schema.properties || {})[a]) || {};
  }
  return one.length - other.length;
}
