/**
 * The service worker: pages come from the network, and from the device only where that fails, or is silent while a copy
 * is at hand. It keeps nothing by itself but the pages that say what can be read offline. A new version waits until no
 * page of the old one is open, as workers do of themselves, so that nothing changes under a reader.
 */

import { filesOf, stored } from "../files.js";

/** Milliseconds without an answer after which a copy is shown. */
const PATIENCE = 5000;
const SHELF = "portal-pages-";

/**
 * @typedef {object} Given What the server writes before this script (portal_ui/server/offline/worker.py).
 * @property {string} version Changes with the build and with the owner's settings.
 * @property {string[]} pages What is kept for offline use.
 * @property {string} home The page in the place of `/`.
 * @property {Record<string, string>} offline The page in the place of any other, by what its address begins with.
 */

export function start() {
  const scope = /** @type {import("./scope.js").Scope} */ (/** @type {unknown} */ (globalThis));
  const { version, pages, home, offline } = scope.portalGiven;
  const own = SHELF + version;
  /** Clients whose page came from the device: their files are those that belong to it. @type {Set<string>} */
  const local = new Set();

  const fill = async () => {
    const cache = await caches.open(own);
    const answers = await Promise.all(pages.map(async (path) => {
      const answer = await fetch(path, { cache: "no-cache", credentials: "omit" });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return { path, answer, html: await answer.text() };
    }));
    const files = await filesOf(answers.map(({ html }) => html).join(""));
    for (const [path, file] of files) await cache.put(path, stored(await file.blob(), file));
    for (const { path, answer, html } of answers) await cache.put(path, stored(html, answer));
  };

  const takeOver = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(SHELF) && name != own);
    await Promise.all(old.map((name) => caches.delete(name)));
    // The page is asked for while the worker wakes up.
    await scope.registration.navigationPreload?.enable();
  };

  /** @param {RequestInfo} request */
  const copyOf = (request) => caches.match(request, { ignoreVary: true });

  /** What the network gives; nothing if it fails, or is silent while there is a copy. @param {Promise<Response | undefined>} network @param {Response | undefined} copy */
  const inTime = (network, copy) =>
    Promise.race([network, new Promise((resolve) => copy && setTimeout(resolve, PATIENCE))]);

  /** @param {string} path */
  const offlinePage = (path) => {
    const prefix = Object.keys(offline).find((start) => start && `${path}/`.startsWith(`${start}/`)) ?? "";
    return copyOf(path == "/" ? home : (offline[prefix] ?? home));
  };

  /** @param {import("./scope.js").FetchEvent} event @returns {Promise<Response>} */
  const page = async (event) => {
    const { request, preloadResponse, resultingClientId } = event;
    const path = new URL(request.url).pathname;
    const network = Promise.resolve(preloadResponse).then((answer) => answer ?? fetch(request)).catch(() => undefined);
    // What was sent by a form is answered by the server or not at all.
    const copy = request.method == "GET" ? await copyOf(path) : undefined;
    const answer = await inTime(network, copy);
    if (answer) return answer;
    local.add(resultingClientId);
    return copy ?? (await offlinePage(path)) ?? Response.error();
  };

  /** @param {import("./scope.js").FetchEvent} event @returns {Promise<Response>} */
  const file = async ({ request, clientId }) => {
    const copy = await copyOf(request);
    if (copy && local.has(clientId)) return copy;
    // Browsers stop a worker that has nothing to do, and with it goes what it knew of its pages.
    return (await inTime(fetch(request).catch(() => undefined), copy)) ?? copy ?? Response.error();
  };

  scope.addEventListener("install", (event) => event.waitUntil(fill()));
  scope.addEventListener("activate", (event) => event.waitUntil(takeOver()));
  scope.addEventListener("fetch", (event) => {
    const { request } = event;
    if (new URL(request.url).origin != location.origin) return;
    if (request.mode == "navigate") {
      // A frame of another site's page shows what its host says where it cannot be had.
      if (request.destination == "document") event.respondWith(page(event));
    } else if (request.method == "GET" && !request.headers.has("range")) event.respondWith(file(event));
  });
}
