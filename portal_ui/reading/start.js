/**
 * The script at the end of `<head>`: it runs before the first paint, so that a saved setting is never seen to come on.
 * The build bundles it into one classic script that calls `start`.
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
  const root = document.documentElement;
  root.dataset.js = "";
  serveControls(store);
  holdPlace();
  // Where something has changed the page before React came, React draws it anew, and `<html>` loses what it was given.
  new MutationObserver(() => {
    if (root.dataset.js === "") return;
    root.dataset.js = "";
    store.show();
    startClock();
  }).observe(root, { attributeFilter: ["data-js"] });
  if (document.readyState != "loading") startClock();
  else document.addEventListener("DOMContentLoaded", startClock);
}
