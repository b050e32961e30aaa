// Bundles the reading script: node front_end.mjs WEB_DIRECTORY TARGET_FILE ENTRY_SOURCE

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [web, target, entry] = process.argv.slice(2);
const vite = createRequire(join(web, "package.json")).resolve("vite");
const { build } = await import(pathToFileURL(createRequire(vite).resolve("rolldown")).href);

await build({
  input: "portal:reading",
  plugins: [{
    name: "entry",
    resolveId: (id) => (id === "portal:reading" ? id : null),
    load: (id) => (id === "portal:reading" ? entry : null),
  }],
  output: { file: target, format: "iife", minify: true },
});
