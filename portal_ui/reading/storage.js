/**
 * What the browser keeps for the reader. Where it refuses (a setting, a cross-site frame, a sandbox), stand-ins that
 * last as long as the page take its place: the framework reads these three names unguarded while it starts.
 */

const KEY = "portal-reading";

/** @returns {Storage} */
function memory() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(`${name}`) ?? null,
    setItem: (name, value) => void kept.set(`${name}`, `${value}`),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
  };
}

/** Put stand-ins where touching `localStorage`, `sessionStorage` or `document.cookie` throws. */
export function standIn() {
  for (const name of /** @type {const} */ (["localStorage", "sessionStorage"])) {
    try {
      window[name].getItem(KEY);
    } catch {
      Object.defineProperty(window, name, { value: memory(), configurable: true });
    }
  }
  // The framework writes unguarded too, and where it fails it takes the page with it: full storage keeps nothing more.
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (name, value) {
    try {
      setItem.call(this, name, value);
    } catch {}
  };
  try {
    document.cookie;
  } catch {
    const jar = memory();
    Object.defineProperty(document, "cookie", {
      configurable: true,
      get: () => Array.from({ length: jar.length }, (_, i) => `${jar.key(i)}=${jar.getItem(jar.key(i) ?? "")}`).join("; "),
      set: (/** @type {string} */ cookie) => {
        const [, name, value] = /^\s*([^=;]*)=?([^;]*)/.exec(cookie) ?? [];
        jar.setItem(name ?? "", value ?? "");
      },
    });
  }
}

/** A whole name and its value in a text that is cut off or damaged elsewhere. */
const PAIR = /"([\w-]+)":("[^"\\]*"|-?[\d.]+|true|false)(?=\s*[,}])/g;

/** @returns {Record<string, unknown>} What was kept, as it was found: not to be trusted. */
export function load() {
  let text = "";
  try {
    text = localStorage.getItem(KEY) ?? "";
    return Object(JSON.parse(text || "{}"));
  } catch {
    return Object.fromEntries([...text.matchAll(PAIR)].map(([, name, value]) => [name, value.replaceAll('"', "")]));
  }
}

/**
 * Keep the reader's choices, or nothing where there are none. Full or refused storage costs only the next visit.
 * @param {import("./store.js").Values} chosen
 */
export function save(chosen) {
  try {
    if (Object.keys(chosen).length) localStorage.setItem(KEY, JSON.stringify(chosen));
    else localStorage.removeItem(KEY);
  } catch {}
}

/** @param {() => void} changed Called when another tab has changed what is kept, or this page comes back from the back-forward cache. */
export function watch(changed) {
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) changed();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) changed();
  });
}
