// Bundles one of our own scripts: node front_end.mjs WEB_DIRECTORY TARGET_FILE ARGUMENT
// The target's name says which; the argument (JSON, or nothing) is given to the `start` of its module.

import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const MODULES = { "reading.js": "reading/start.js", "frame.js": "embedding/frame.js", "embed.js": "embedding/embed.js" };

const [web, target, argument] = process.argv.slice(2);
const vite = createRequire(join(web, "package.json")).resolve("vite");
const { build } = await import(pathToFileURL(createRequire(vite).resolve("rolldown")).href);
const name = /** @type {keyof typeof MODULES} */ (basename(target));
const start = join(dirname(fileURLToPath(import.meta.url)), MODULES[name]);
const entry = `import { start } from ${JSON.stringify(start)}; start(${argument});`;

await build({
  input: "portal:entry",
  plugins: [{
    name: "entry",
    resolveId: (/** @type {string} */ id) => (id === "portal:entry" ? id : null),
    load: (/** @type {string} */ id) => (id === "portal:entry" ? entry : null),
  }],
  output: { file: target, format: "iife", minify: true },
});
