// Bundles our own scripts: node front_end.mjs WEB_DIRECTORY ARGUMENTS
// ARGUMENTS (JSON) holds, by the name of each script, what its `start` is given. Besides, each reading/NAME/start.js
// and offline/start.js becomes a module beside the pages' scripts, under a name that holds its hash; the reading script is told where. Its
// `start` is given what it is called with, then ARGUMENTS.

import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [web, given] = process.argv.slice(2);
const vite = createRequire(join(web, "package.json")).resolve("vite");
const { build } = await import(pathToFileURL(createRequire(vite).resolve("rolldown")).href);
const here = dirname(fileURLToPath(import.meta.url));

/** @param {string} file */
const compress = async (file) => {
  const code = await readFile(file);
  await writeFile(`${file}.gz`, gzipSync(code, { level: 9 }));
  await writeFile(`${file}.br`, brotliCompressSync(code));
};

const args = JSON.parse(given);

/** A module that only calls another's `start`. @param {string} name @param {string} code */
const entry = (name, code) => ({
  name: "entry",
  resolveId: (/** @type {string} */ id) => (id === name ? id : null),
  load: (/** @type {string} */ id) => (id === name ? code : null),
});

const assets = join(web, "build", "client", "assets");
/** @type {Record<string, string>} */
const modules = {};
for (const input of globSync(join(here, "{reading/*,offline}", "start.js")).sort()) {
  const name = basename(dirname(input));
  // One by one, so that each is a single file: what was fetched needs nothing more.
  const { output: [{ fileName }] } = await build({
    input: `portal:${name}`,
    plugins: [entry(`portal:${name}`, `import { start as begin } from ${JSON.stringify(input)};
      export const start = (reading) => begin(reading, ...${JSON.stringify(args[name] ?? [])});`)],
    moduleTypes: { ".css": "text" },
    resolve: { modules: [join(web, "node_modules")] },
    output: { dir: assets, format: "esm", minify: true, entryFileNames: `${name}-[hash].js`, codeSplitting: false },
  });
  modules[name] = `/assets/${fileName}`;
  await compress(join(assets, fileName));
}

const SCRIPTS = {
  reading: "reading/start.js",
  frame: "embedding/frame.js",
  excerpt: "embedding/excerpt.js",
  embed: "embedding/embed.js",
  "embed-controls": "embedding/controls/start.js",
  worker: "offline/worker/worker.js",
};
/** Those that are imported, for what their `start` returns; the others run as classic scripts. */
const IMPORTED = ["embed-controls"];
args.reading.push(modules);
for (const [name, path] of Object.entries(SCRIPTS)) {
  const text = args[name].map((/** @type {unknown} */ value) => JSON.stringify(value)).join();
  const imported = IMPORTED.includes(name);
  const begin = `${imported ? "export default " : ""}start(${text});`;
  const code = `import { start } from ${JSON.stringify(join(here, path))}; ${begin}`;
  const file = join(web, "build", "scripts", `${name}.js`);
  await build({
    input: "portal:entry",
    plugins: [entry("portal:entry", code)],
    output: { file, format: imported ? "esm" : "iife", minify: true },
  });
  await compress(file);
}
