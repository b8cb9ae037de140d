// The validator of a kind of file as source text: Ajv's standalone code, without what a form has no use for.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Ajv = require("ajv/dist/2020").default;
const standaloneCode = require("ajv/dist/standalone").default;
const addFormats = require("ajv-formats").default;

// What schemas say to people and to other programs. A keyword that is neither here nor known to Ajv ends the build.
const NOTES = new Set(["$schema", "$id", "title", "description", "examples", "x-due", "x-text"]);
const FORMATS = ["date"];

// The text of an ES module's body that defines `validate(data)`: a list of [JSON pointer, keyword, name of a property].
export function validatorOf(schema, common) {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    strict: true,
    strictTypes: false, // the branches of an if say no types
    strictRequired: false, // nor all the properties
    code: { source: true, esm: false, optimize: 2 },
  });
  addFormats(ajv, FORMATS);
  const check = ajv.compile(withShared(bare(schema, common)));
  return lean(standaloneCode(ajv, check));
}

// A schema with its references put in and its notes left out.
function bare(schema, common) {
  const { $ref, ...beside } = schema;
  const whole = $ref ? { ...common[$ref.split("/").pop()], ...beside } : schema;
  const kept = {};
  for (const key of Object.keys(whole).sort()) {
    if (NOTES.has(key)) continue;
    const part = whole[key];
    if (key === "properties") kept[key] = mapped(part, (one) => bare(one, common));
    else if (key === "allOf") kept[key] = part.map((one) => bare(one, common));
    else kept[key] = ["items", "if", "then"].includes(key) ? bare(part, common) : part;
  }
  return kept;
}

function mapped(group, change) {
  return Object.fromEntries(Object.entries(group).map(([name, part]) => [name, change(part)]));
}

// The same schema with a function of its own for each group, list of options, and whatever stands there twice.
function withShared(root) {
  const counts = new Map();
  const count = (schema) => {
    const text = JSON.stringify(schema);
    counts.set(text, (counts.get(text) || 0) + 1);
    if (counts.get(text) === 1)
      [...Object.values(schema.properties || {}), ...(schema.items ? [schema.items] : [])].forEach(count);
  };
  count(root);
  const names = new Map();
  const $defs = {};
  const within = (schema) => ({
    ...schema,
    ...(schema.properties && { properties: mapped(schema.properties, referred) }),
    ...(schema.items && { items: referred(schema.items) }),
  });
  const referred = (schema) => {
    const text = JSON.stringify(schema);
    if (text === "{}" || !(counts.get(text) > 1 || schema.properties || schema.enum)) return within(schema);
    if (!names.has(text)) {
      names.set(text, `part${names.size}`);
      $defs[names.get(text)] = within(schema);
    }
    return { $ref: `#/$defs/${names.get(text)}` };
  };
  return { ...within(root), $defs };
}

const PUSHED =
  /const err(\d+) = \{instancePath(:[^,]*)?,schemaPath:(?:"[^"]*"|[^,]*),keyword:"(\w+)",params:\{((?:[^{}"]|"(?:\\.|[^"\\])*")*)\}\};if\(vErrors === null\)\{vErrors = \[err\1\];\}else \{vErrors\.push\(err\1\);\}errors\+\+;/g;

const CALLED =
  /if\(!\((validate\d+)\(([^,{}]*), ?\{instancePath:([^{}]*?),parentData:[^{}]*?dynamicAnchors\}\)\)\)\{vErrors = vErrors === null \? \1\.errors : vErrors\.concat\(\1\.errors\);errors = vErrors\.length;\}/g;
const SIGNATURE = /, \{instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors=\{\}\}=\{\}\)/g;
const EVALUATED =
  /const evaluated\d+ = validate\d+\.evaluated;if\(evaluated\d+\.dynamicProps\)\{evaluated\d+\.props = undefined;\}if\(evaluated\d+\.dynamicItems\)\{evaluated\d+\.items = undefined;\}|validate\d+\.evaluated = \{[^}]*\};/g;
const HELPERS = `
function add(list, place, keyword, name) { const found = list || []; found.push([place, keyword, name]); return found; }
function within(list, check, data, place) { const found = check(data, place); return found ? (list || []).concat(found) : list; }
`;

// Ajv's errors carry the way through the schema, limits and the data around: all that is known from the model. Its
// functions are shortened to lists of [place, keyword, name]; what is not as expected ends the build.
function lean(code) {
  const short = code
    .replace('"use strict";', "")
    .replace(PUSHED, (_, number, place, keyword, params) => {
      const named = /(?:missingProperty|additionalProperty): ?(.*)$/.exec(params);
      const more = named ? `,${named[1]}` : "";
      return `vErrors=add(vErrors,${place ? place.slice(1) : "instancePath"},"${keyword}"${more});errors++;`;
    })
    .replace(CALLED, "vErrors=within(vErrors,$1,$2,$3);errors=vErrors?vErrors.length:0;")
    .replace(SIGNATURE, ',instancePath="")')
    .replace(EVALUATED, "")
    .replace(/validate\d+\.errors = vErrors;return errors === 0;/g, "return vErrors;")
    .replace(/const (schema\d+) = (\{.*?\});(?=const |function )/g, (_, name, json) => {
      const properties = mapped(JSON.parse(json).properties || {}, () => 0); // only asked for its names
      return `const ${name} = ${JSON.stringify({ properties })};`;
    })
    .split(/(?=function validate)/)
    .map((part) => (/_errs|valid\d/.test(part.replace(/validate\d+/g, "")) ? part : withoutCount(part)))
    .join("");
  const entry = /module\.exports = (\w+);module\.exports\.default = \w+;/;
  const [opening, name] = entry.exec(short) || [];
  const left = /schemaPath|rootData|evaluated|\.errors|schema\d+\.(?!properties\b)/.exec(short);
  if (!name || left) throw new Error(`Ajv writes other code than expected: ${left ? left[0] : "no entry"}`);
  return `${HELPERS}function validate(data) { return ${name}(data) || []; }\n${short.replace(opening, "")}`;
}

// Only branches of an if count their errors.
function withoutCount(part) {
  return part.replace("let errors = 0;", "").replace(/errors\+\+;|errors=vErrors\?vErrors\.length:0;/g, "");
}
