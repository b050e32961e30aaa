/**
 * The script at the end of `<head>`: it runs before the first paint, so that a saved setting is never seen to come on.
 * The build bundles it into one classic script that calls `start`.
 */

import { announce } from "./announce.js";
import { takeCarried } from "./carried.js";
import { serveControls } from "./controls.js";
import { createLoad } from "./modules.js";
import { recallPalette, showPalette } from "./palette.js";
import { servePanelButton } from "./panel_button.js";
import { onPress } from "./press.js";
import { standIn } from "./storage.js";
import { createStore } from "./store.js";

/**
 * @typedef {import("./store.js").Store & {
 *   load: import("./modules.js").Load,
 *   announce: typeof announce,
 *   keepPlace: typeof import("./later/place.js").keepPlace,
 *   bring: typeof import("./later/place.js").bring,
 *   screen: () => { top: number, bottom: number },
 * }} Reading `window.portalReading`, and what each lazy module is started with. `screen` says where the reader's screen
 *   lies, in CSS pixels from the top of the viewport: a frame may be taller (embedding/frame.js).
 */

/**
 * @param {import("./store.js").Setting[]} settings What `settings_data` of settings/declaration.py gives.
 * @param {Record<string, string>} modules The files of the lazy modules, by name.
 */
export function start(settings, modules) {
  standIn();
  /** @type {ReturnType<typeof import("./later/start.js").start> | undefined} */
  let later;
  /** @param {() => void} apply */
  const keepPlace = (apply) => (later ? later.keepPlace(apply) : apply());
  const store = createStore(settings, (apply) =>
    keepPlace(() => {
      later?.putOff();
      apply();
    }),
  );
  const showCarried = takeCarried(store);
  const load = createLoad(modules, () => reading);
  /** @type {Reading} */
  const reading = {
    ...store,
    load,
    announce,
    keepPlace,
    bring: (range, top) => later?.bring(range, top),
    screen: () => ({ top: 0, bottom: innerHeight }),
  };
  /** @type {Window & { portalReading?: Reading }} */ (window).portalReading = reading;
  const root = document.documentElement;
  root.dataset.js = "";
  serveControls(store);
  servePanelButton(reading);
  serveModules(settings, reading);
  const showColours = serveColours(settings, reading);
  serveListening(reading);
  // A printed address is whole (print.css).
  addEventListener("beforeprint", () => root.style.setProperty("--origin", JSON.stringify(location.origin)));
  // Where something has changed the page before React came, React draws it anew, and `<html>` loses what it was given.
  new MutationObserver(() => {
    if (root.dataset.js === "") return;
    root.dataset.js = "";
    store.show();
    showColours();
    showCarried();
    later?.startClock();
  }).observe(root, { attributeFilter: ["data-js"] });
  document.addEventListener("DOMContentLoaded", async () => {
    // Without the network there is the page, and all that needs nothing more.
    later = await load("later").catch(() => {});
    later?.loadWhenIdle(Object.keys(modules), load);
  });
}

/** @param {Reading} reading */
function serveListening({ load, announce }) {
  onPress("#portal-listen", (button) => {
    load("aloud").then((aloud) => aloud?.listen(), () => announce(button.getAttribute("data-say-unreachable") ?? ""));
  });
}

/** Load what a chosen setting needs for its effect. @param {import("./store.js").Setting[]} settings @param {Reading} reading */
function serveModules(settings, reading) {
  const serve = () => {
    for (const { name, module } of settings) {
      if (module && name in reading.chosen()) reading.load(module).catch(() => {});
    }
  };
  reading.subscribe(serve);
  serve();
}

/**
 * Show the colours that were kept, as long as one of the settings they come from is chosen.
 * @param {import("./store.js").Setting[]} settings
 * @param {Reading} reading
 * @returns Does it once more.
 */
function serveColours(settings, reading) {
  const names = settings.flatMap(({ name, module }) => (module == "colours" ? [name] : []));
  const show = () => showPalette(names.some((name) => name in reading.chosen()) ? recallPalette() : undefined);
  show();
  return show;
}
