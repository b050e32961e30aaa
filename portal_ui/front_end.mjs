// Bundles the reading script: node front_end.mjs WEB_DIRECTORY TARGET_FILE SETTINGS_JSON

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [web, target, settings] = process.argv.slice(2);
const vite = createRequire(join(web, "package.json")).resolve("vite");
const { build } = await import(pathToFileURL(createRequire(vite).resolve("rolldown")).href);
const start = join(dirname(fileURLToPath(import.meta.url)), "reading", "start.js");
const entry = `import { start } from ${JSON.stringify(start)}; start(${settings});`;

await build({
  input: "portal:reading",
  plugins: [{
    name: "entry",
    resolveId: (/** @type {string} */ id) => (id === "portal:reading" ? id : null),
    load: (/** @type {string} */ id) => (id === "portal:reading" ? entry : null),
  }],
  output: { file: target, format: "iife", minify: true },
});
