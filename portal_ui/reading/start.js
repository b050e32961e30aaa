/**
 * The script at the end of `<head>`: it runs before the first paint, so that a saved setting is never seen to come on.
 * It is bundled into one classic script; `script.py` writes the module that calls `start`.
 */

import { startClock } from "./clock.js";
import { serveControls } from "./controls.js";
import { holdPlace, keepPlace } from "./place.js";
import { standIn } from "./storage.js";
import { createStore } from "./store.js";

/** @param {import("./store.js").Setting[]} settings What `settings_json` of settings.py gives. */
export function start(settings) {
  standIn();
  const store = createStore(settings, keepPlace);
  /** @type {Window & { portalReading?: import("./store.js").Store }} */ (window).portalReading = store;
  document.documentElement.dataset.js = "";
  serveControls(store);
  holdPlace();
  if (document.readyState != "loading") startClock();
  else document.addEventListener("DOMContentLoaded", startClock);
}
