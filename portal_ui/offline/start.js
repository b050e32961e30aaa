/**
 * What a reader does with an article beside reading it, and what is kept on the device. A lazy module: it fills places
 * that the server left empty, and asks the browser for the service worker when the page has nothing else to do.
 */

import { serveActions } from "./actions.js";
import { serveList } from "./list.js";
import styles from "./offline.css";

/** @typedef {Record<string, string>} Texts `OfflineScriptTexts` (portal_ui/locales/offline.py). */

/**
 * @param {import("../reading/start.js").Reading} reading
 * @param {Record<string, Texts>} texts By language.
 */
export function start(reading, texts) {
  const root = document.documentElement;
  // A frame is a guest in another site's page, and keeps nothing there.
  if (root.dataset.embed !== undefined) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
  const words = texts[root.lang] ?? Object.values(texts)[0];
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-module=offline]"));
  if (place?.dataset.list) serveActions(place, words, reading);
  else if (place) serveList(place, words);
  // Browsers have none outside of https. Refused or unreachable, it is asked for again by the next page.
  navigator.serviceWorker?.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
}
