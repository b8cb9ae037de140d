// Bundles each form generator with its page: node build.mjs TARGET_FOLDER
import path from "node:path";
import { fileURLToPath } from "node:url";

import esbuild from "esbuild";

await esbuild.build({
  absWorkingDir: path.dirname(fileURLToPath(import.meta.url)),
  entryPoints: ["json-editor.js", "rjsf.js", "jsonforms.js"],
  outdir: path.resolve(process.argv[2]),
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  logLevel: "error",
  target: ["es2020"],
  define: { "process.env.NODE_ENV": '"production"' },
});
