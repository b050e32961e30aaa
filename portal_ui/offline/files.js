/** The files that a page of ours needs to be as it is without a network: read from its text, and fetched. */

const TAG = /<(?:link|img)\b[^>]*>/g;
const LINKED = /^<img|\brel="(?:stylesheet|icon)"/;
const ADDRESS = /\s(?:href|src)="([^"]+)"/;
/** The panel's markup is fetched from there. */
const PANEL = /\bdata-panel-address="([^"]+)"/g;
/** Scripts, and stylesheets that scripts bring. Names hold a hash. */
const NAMED = /["'`](\/assets\/[\w.-]+\.(?:js|css))["'`]/g;
const BESIDE = /["'`]\.\/([\w.-]+\.js)["'`]/g;
const TEXT = /^text\/(?:html|javascript|css)/;

/** @param {string} text Of a page, a script or a stylesheet. @returns {string[]} Paths of this site with their queries. */
function namesIn(text) {
  const tags = [...text.matchAll(TAG)].flatMap(([tag]) => (LINKED.test(tag) ? (ADDRESS.exec(tag)?.[1] ?? []) : []));
  const panels = [...text.matchAll(PANEL)].map(([, path]) => path);
  const written = [...tags, ...panels].map((name) => name.replaceAll("&amp;", "&"));
  const named = [...text.matchAll(NAMED)].map(([, path]) => path);
  const beside = [...text.matchAll(BESIDE)].map(([, name]) => `/assets/${name}`);
  return [...written, ...named, ...beside].flatMap((name) => {
    const url = URL.parse?.(name, location.origin) ?? new URL(name, location.origin);
    return url.origin == location.origin ? url.pathname + url.search : [];
  });
}

/**
 * @param {string} html
 * @param {string[]} more Paths that the page's text does not tell.
 * @returns {Promise<Map<string, Response>>} What was found, by path. Rejected where the network fails.
 */
export async function filesOf(html, more = []) {
  /** @type {Map<string, Response>} */
  const files = new Map();
  /** @type {Set<string>} */
  const asked = new Set();
  let names = new Set([...namesIn(html), ...more]);
  while (names.size) {
    const found = await Promise.all([...names].map(async (name) => {
      asked.add(name);
      const answer = await fetch(name, { credentials: "omit" });
      if (!answer.ok) return [];
      files.set(name, answer);
      return TEXT.test(answer.headers.get("content-type") ?? "") ? namesIn(await answer.clone().text()) : [];
    }));
    names = new Set(found.flat().filter((name) => !asked.has(name)));
  }
  return files;
}

/** A response as it is stored: its body is no longer compressed. @param {BodyInit} body @param {Response} from @param {Record<string, string>} own */
export function stored(body, from, own = {}) {
  const headers = new Headers(from.headers);
  for (const name of ["content-encoding", "content-length", "etag"]) headers.delete(name);
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  return new Response(body, { headers });
}
