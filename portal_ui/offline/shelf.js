/**
 * The articles that the reader keeps on this device, in one cache of the browser's: each page under its path, and beside
 * it the files that it needs. Nothing here is deleted unless the reader says so.
 */

import { filesOf, stored } from "./files.js";

/**
 * @typedef {object} About What is said of a kept article. `date` is when it was kept (RFC 3339).
 * @property {string} title
 * @property {string} lang
 * @property {string} date
 */
/** @typedef {About & { path: string }} Kept */

const CACHE = "portal-kept";
/** On pages: what is said of them and the files they need, as JSON; on files: their bytes. */
const ABOUT = "x-portal-kept";
const BYTES = "x-portal-bytes";
const NOTICE = /(<div[^>]*\bid="portal-kept"[^>]*>)/;
const IMAGE = /<(?:img|source)\b[^>]*>/g;

/** Whether this browser keeps anything here: outside of https, or where storage is blocked, it does not. */
export const canKeep = async () =>
  ["serviceWorker", "locks"].every((name) => name in navigator) &&
  "caches" in window &&
  caches.has(CACHE).then(() => true, () => false);

/** One change at a time, in all of the reader's tabs. @template T @param {(cache: Cache) => Promise<T>} change @returns {Promise<T>} */
const changing = (change) => navigator.locks.request(CACHE, async () => change(await caches.open(CACHE)));

/** @param {Response | undefined} response @returns {(About & { files: string[] }) | undefined} */
function aboutOf(response) {
  const written = response?.headers.get(ABOUT);
  return written ? JSON.parse(decodeURIComponent(written)) : undefined;
}

/** @param {string} path */
export const isKept = async (path) => aboutOf(await caches.match(path, { cacheName: CACHE, ignoreVary: true })) !== undefined;

/** @param {Cache} cache @returns {Promise<[Request, Response][]>} */
async function entries(cache) {
  const keys = await cache.keys();
  const all = await Promise.all(keys.map((key) => cache.match(key, { ignoreVary: true })));
  return keys.flatMap((key, at) => (all[at] ? [/** @type {[Request, Response]} */ ([key, all[at]])] : []));
}

/** @returns {Promise<{ articles: Kept[], bytes: number }>} The articles, the newest first, and the room that all takes. */
export async function shelf() {
  const all = await entries(await caches.open(CACHE));
  const articles = all.flatMap(([{ url }, response]) => {
    const about = aboutOf(response);
    return about ? [{ ...about, path: new URL(url).pathname }] : [];
  });
  const bytes = all.reduce((sum, [, { headers }]) => sum + Number(headers.get(BYTES)), 0);
  return { articles: articles.sort((a, b) => b.date.localeCompare(a.date)), bytes };
}

/** The typefaces in use: no page's text tells which of them a reader's settings ask for. */
const fonts = () =>
  performance.getEntriesByType("resource").flatMap(({ name }) => (/\.woff2$/.test(name) ? new URL(name).pathname : []));

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Keep an article's page as the server has it now.
 *
 * @param {string} path
 * @param {About} about
 * @param {string} notice Stands above the text of the copy.
 * @param {HTMLAnchorElement} list The link behind it.
 * @returns {Promise<void>} Rejected where the network fails or, with a `QuotaExceededError`, where there is no room.
 */
export function keep(path, about, notice, list) {
  return changing(async (cache) => {
    // The first thing kept is a reason for the browser to throw nothing away when the device is short of room.
    if (!(await cache.keys()).length) navigator.storage?.persist?.().catch(() => {});
    const answer = await fetch(path, { cache: "no-cache", credentials: "omit" });
    if (!answer.ok || answer.headers.has(ABOUT)) throw new Error(`${path} cannot be had`);
    const label = `<div class="message reading"><p class="notice">${escaped(notice)} ${list.outerHTML}</p></div>`;
    // One size of each picture is kept, and no other is to be asked for.
    const html = (await answer.text())
      .replace(IMAGE, (tag) => tag.replace(/\ssrcset="[^"]*"/, ""))
      .replace(NOTICE, (place) => place + label);
    const files = await filesOf(html, fonts());
    try {
      for (const [name, file] of files) {
        const body = await file.blob();
        await cache.put(name, stored(body, file, { [BYTES]: `${body.size}` }));
      }
      const written = encodeURIComponent(JSON.stringify({ ...about, files: [...files.keys()] }));
      // Last: a page that is here is whole.
      await cache.put(path, stored(html, answer, { [ABOUT]: written, [BYTES]: `${new Blob([html]).size}` }));
    } catch (error) {
      await sweep(cache);
      throw error;
    }
  });
}

/** Delete the files that no page needs. @param {Cache} cache @returns {Promise<[Request, Response][]>} What was deleted. */
async function sweep(cache) {
  const all = await entries(cache);
  const needed = new Set(all.flatMap(([, response]) => aboutOf(response)?.files ?? []));
  const gone = all.filter(([{ url }, response]) => !aboutOf(response) && !needed.has(url.slice(location.origin.length)));
  await Promise.all(gone.map(([key]) => cache.delete(key)));
  return gone;
}

/** @param {string[]} paths @returns {Promise<() => Promise<void>>} Puts the articles back, as long as the page is open. */
export function remove(paths) {
  return changing(async (cache) => {
    const pages = (await entries(cache)).filter(([{ url }]) => paths.includes(new URL(url).pathname));
    for (const [key] of pages) await cache.delete(key);
    const gone = [...(await sweep(cache)), ...pages];
    return () => changing(async (again) => {
      for (const [key, response] of gone) await again.put(key, response.clone());
    });
  });
}
