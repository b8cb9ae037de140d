// Prints what Chromium 86 or Safari of iOS 14 would not understand of the scripts and style sheets named on the command
// line, as one JSON list of {file, line, what}. Scripts are parsed as ECMAScript 2020 (acorn); what they call and what
// style sheets use is looked up in MDN's browser-compat-data. A declaration is fine if one before it in its rule says the
// same in old words. Of *.min.js (the theme's) only the syntax is looked at: its short names are its own.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "acorn";
import postcss from "postcss";

const { css, api, javascript } = createRequire(import.meta.url)("@mdn/browser-compat-data");
const BROWSERS = { chrome: 86, safari_ios: 14 };
/** The older words for a property that may stand before it in the same rule. */
const OLDER = {
  inset: ["top"],
  "margin-block": ["margin-top"],
  "margin-inline": ["margin-left"],
  "padding-block": ["padding-top"],
  "padding-inline": ["padding-left"],
  "mask-image": ["-webkit-mask-image"],
  "print-color-adjust": ["-webkit-print-color-adjust"],
  appearance: ["-webkit-appearance"],
};
const SKIPPED = new Set(["not", "before", "after"]);

const callables = new Map(); // by name: the browsers that lack it on every interface that has it
for (const branch of [javascript.builtins, api]) {
  for (const [name, feature] of Object.entries(branch)) {
    learn(name, feature);
    for (const [member, below] of Object.entries(feature))
      if (member !== "__compat") learn(member.replace("_static", ""), below);
  }
}

function learn(name, feature) {
  const browsers = lacking(feature);
  if (!callables.has(name) || browsers.length < callables.get(name).length) callables.set(name, browsers);
}

const findings = process.argv.slice(2).flatMap((file) => {
  const text = readFileSync(file, "utf8");
  return (file.endsWith(".css") ? ofStyles(text) : ofScript(text, file.endsWith(".min.js"))).map((found) => ({
    file,
    ...found,
  }));
});
console.log(JSON.stringify(findings));

function ofScript(text, isSyntaxOnly) {
  try {
    const tree = parse(text, { ecmaVersion: 2020, sourceType: "script", locations: true });
    if (isSyntaxOnly) return [];
    const own = new Set(
      [...nodesOf(tree)]
        .flatMap((node) => [
          node.id,
          node.key,
          ...(node.params || []),
          ...(node.type === "ObjectPattern" ? node.properties.map((part) => part.value) : []),
        ])
        .map((name) => name && name.name),
    );
    return [...nodesOf(tree)].flatMap((node) => ofCall(node, own));
  } catch (fault) {
    return [{ line: fault.loc ? fault.loc.line : 0, what: fault.message }];
  }
}

/** What is called or made by a name that the browsers lack, unless the script itself gives something that name. */
function ofCall(node, own) {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return [];
  const { callee } = node;
  const name = callee.type === "MemberExpression" && !callee.computed ? callee.property.name : callee.name;
  const browsers = own.has(name) ? [] : callables.get(name) || [];
  return browsers.length ? [{ line: callee.loc.start.line, what: `${name}() (${browsers.join(", ")})` }] : [];
}

function* nodesOf(node) {
  if (!node || typeof node !== "object") return;
  if (typeof node.type === "string") yield node;
  for (const part of Object.values(node))
    yield* Array.isArray(part) ? part.flatMap((one) => [...nodesOf(one)]) : nodesOf(part);
}

/** Which of the browsers do not know a feature; a feature without data is taken as known. */
function lacking(feature) {
  const support = feature && feature.__compat && feature.__compat.support;
  if (!support) return [];
  return Object.entries(BROWSERS)
    .filter(([name, version]) => {
      const entries = [support[name]]
        .flat()
        .filter((entry) => entry && !entry.flags && !entry.prefix && !entry.alternative_name);
      return !entries.some(
        ({ version_added: added }) => typeof added === "string" && parseFloat(added.replace("≤", "")) <= version,
      );
    })
    .map(([name, version]) => `${name} ${version}`);
}

function ofStyles(text) {
  const found = [];
  const tell = (node, what, browsers) => {
    if (browsers.length) found.push({ line: node.source.start.line, what: `${what} (${browsers.join(", ")})` });
  };
  postcss.parse(text).walk((node) => {
    if (node.type === "atrule") ofAtRule(node, tell);
    if (node.type === "rule") ofRule(node, tell);
    if (node.type === "decl" && node.parent.name !== "page" && !node.prop.startsWith("-") && !isSaidBefore(node)) {
      for (const [what, browsers] of ofDeclaration(node)) tell(node, what, browsers);
    }
  });
  return found;
}

function ofAtRule(node, tell) {
  tell(node, `@${node.name}`, lacking(css["at-rules"][node.name]));
  if (node.name !== "media") return;
  if (/[<>]/.test(node.params)) tell(node, "@media ranges", lacking(css["at-rules"].media.range_syntax));
  for (const [, name] of node.params.matchAll(/\(\s*([a-z-]+)/g))
    tell(node, `@media (${name})`, lacking(css["at-rules"].media[name]));
}

function ofRule(node, tell) {
  if (node.parent.type === "rule") tell(node, "nested rules", lacking(css.selectors.nesting));
  for (const [, name] of node.selector.matchAll(/::?([a-z-]+)/g)) {
    if (!SKIPPED.has(name)) tell(node, `:${name}`, lacking(css.selectors[name]));
  }
  if (/:not\([^)]*,/.test(node.selector)) tell(node, ":not() with a list", lacking(css.selectors.not.selector_list));
}

function* ofDeclaration({ prop, value }) {
  const property = css.properties[prop];
  yield [prop, lacking(property)];
  const plain = value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, "");
  for (const [word] of plain.matchAll(/(?<![\w.#-])[a-z][a-z-]*(?!\w|-|\()/g))
    yield [`${prop}: ${word}`, lacking(property && property[word])];
  for (const [, name] of plain.matchAll(/([a-z][a-z-]*)\(/g)) yield [`${name}()`, lacking(typeNamed(css.types, name))];
  for (const [, unit] of plain.matchAll(/\d([a-z]+)\b/g))
    yield [
      unit,
      lacking(/^[dsl]v/.test(unit) ? css.types.length.viewport_percentage_units_dynamic : css.types.length[unit]),
    ];
}

function typeNamed(tree, name) {
  for (const [key, branch] of Object.entries(tree)) {
    if (key === "__compat") continue;
    if (key === name) return branch;
    const below = typeNamed(branch, name);
    if (below) return below;
  }
  return null;
}

function isSaidBefore(node) {
  for (let before = node.prev(); before; before = before.prev()) {
    if (before.type !== "decl") continue;
    if ((OLDER[node.prop] || []).includes(before.prop)) return true;
    if (before.prop === node.prop && ![...ofDeclaration(before)].some(([, browsers]) => browsers.length)) return true;
  }
  return false;
}
