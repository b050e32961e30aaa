// Renders pages of Reflex's server bundle: one JSON line in for each page, one JSON line out.
// In: {id, path, page}. Out: {id, html} or {id, error}. Ends when its input ends, so it never outlives the server.

import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

// Ctrl-C reaches the whole process group; the server ends this process when its own work is done.
process.on("SIGINT", () => {});

// Whatever the bundle prints must not be taken for an answer.
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const bundle = join(process.argv[2], "server", "index.js");
const router = createRequire(bundle).resolve("react-router");
const { createRequestHandler } = await import(pathToFileURL(router).href);
const build = await import(pathToFileURL(bundle).href);

// The page of the request being rendered: renders overlap, so a global would mix readers' pages.
const pages = new AsyncLocalStorage();
globalThis.__portalPage = () => pages.getStore() ?? {};

// Reflex builds for static files; the same bundle renders on request once told so.
const handle = createRequestHandler({ ...build, ssr: true, prerender: undefined }, "production");

// To a crawler the bundle gives the whole document at once, without the scripts that piece a streamed one together.
const headers = { "user-agent": "Googlebot" };

/** @param {{ id: number, path: string, page: Record<string, unknown> }} asked */
const render = async ({ id, path, page }) => {
  try {
    const response = await pages.run(page, () => handle(new Request(`http://portal.invalid${path}`, { headers })));
    const html = await pages.run(page, () => response.text());
    if (response.status !== 200) throw new Error(`the router answered ${response.status}`);
    return { id, html };
  } catch (error) {
    return { id, error: (error instanceof Error && error.stack) || String(error) };
  }
};

createInterface({ input: process.stdin }).on("line", async (line) => {
  answer(`${JSON.stringify(await render(JSON.parse(line)))}\n`);
}).on("close", () => process.exit(0));

answer('{"ready":true}\n');
