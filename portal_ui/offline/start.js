/**
 * What a reader does with an article beside reading it, and what is kept on the device. A lazy module: it fills places
 * that the server left empty, and asks the browser for the service worker when the page has nothing else to do.
 */

import { serveActions } from "./actions.js";
import { serveList } from "./list.js";
import { make } from "./nodes.js";
import { wear } from "../reading/worn.js";
import styles from "./offline.css";
import { canKeep } from "./shelf.js";

/** @typedef {Record<string, string>} Texts `OfflineScriptTexts` (portal_ui/locales/offline.py). */

/**
 * @param {import("../reading/start.js").Reading} reading
 * @param {Record<string, Texts>} texts By language.
 */
export async function start(reading, texts) {
  const root = document.documentElement;
  // A frame is a guest in another site's page, and keeps nothing there.
  if (root.dataset.embed !== undefined) return;
  wear(styles);
  const words = texts[root.lang] ?? Object.values(texts)[0];
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-module=offline]"));
  const able = await canKeep();
  if (place?.dataset.list) serveActions(place, words, reading, able);
  else if (place && able) serveList(place, words);
  else place?.append(make("p", {}, words.unable));
  // Refused or unreachable, it is asked for again by the next page.
  if (able) navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
}
