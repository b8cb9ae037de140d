// Builds what the form judges and writes with: node build.mjs SCHEMA_FOLDER TARGET_FOLDER
// Classic scripts for Chromium 86 and Safari 14; nothing is evaluated at run time. See course_catalogue/form_building.py.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import esbuild from "esbuild";

import { validatorOf } from "./validators.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const KINDS = ["series", "premium", "extension", "base", "provider"];
const SHARED = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  logLevel: "error",
  target: ["chrome86", "safari14"],
  // esbuild does not trust Safari's destructuring in one corner (names of functions); none is used here
  supported: { destructuring: true },
  // all formats of ajv-formats would be most of the script; the build says so where a schema asks for another
  alias: { "ajv-formats/dist/formats": "./src/formats.js" },
};

const [schemas, target] = process.argv.slice(2);
const read = (name) => JSON.parse(fs.readFileSync(path.join(schemas, `${name}.schema.json`), "utf8"));
const common = read("common").$defs;
fs.mkdirSync(target, { recursive: true });
for (const kind of KINDS) {
  const contents =
    'import { form } from "./src/form.js";\n' +
    `form.engines[${JSON.stringify(kind)}] = validate;\n${validatorOf(read(kind), common)}`;
  await esbuild.build({
    ...SHARED,
    stdin: { contents, resolveDir: HERE },
    outfile: path.join(target, `engine-${kind}.js`),
  });
}
await esbuild.build({
  ...SHARED,
  entryPoints: ["src/rules.js", "src/more_rules.js", "src/emitter.js"],
  outdir: target,
});
// es2020: js-yaml has class fields, which Safari 14.0 does not know
await esbuild.build({
  ...SHARED,
  target: [...SHARED.target, "es2020"],
  entryPoints: [
    "page",
    "output-page",
    "lists",
    "zip",
    "unzip",
    "pictures",
    "target-picker",
    "start-page",
    "yaml",
    "pinyin",
  ].map((name) => `page/${name}.js`),
  outdir: target,
});
