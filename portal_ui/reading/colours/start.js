/**
 * The themes, the reader's own colours, and brightness: what of them holds is put on `<html>`, and kept for the next page.
 * Fetched when the page is idle, or at once where such a setting is chosen.
 */

import { keepPalette, recallPalette, showPalette } from "../palette.js";
import themes from "../themes.json";
import { brighten } from "./brightness.js";
import { lock, PICKS, ratiosOf } from "./lock.js";
import { luminance } from "./oklch.js";

const SETS = /** @type {Record<string, Record<string, import("./settle.js").Tokens>>} */ (themes);

/** @param {import("../store.js").Store} store @returns {import("../palette.js").Palette | undefined} */
function paletteOf(store) {
  const [theme, level, text, paper] = ["theme", "contrast", "text-brightness", "paper-brightness"].map(store.get);
  if (theme == "own") {
    const { scheme, tokens } = lock(picksOf(store), level);
    return { scope: scheme, tokens };
  }
  if (theme == "auto" && text == 100 && paper == 0) return undefined;
  const base = SETS[theme == "auto" ? "dark" : theme][level];
  const dark = luminance(base.text) > luminance(base.paper);
  return {
    scope: theme == "auto" ? "device" : dark ? "dark" : "light",
    tokens: dark ? brighten(base, text, paper) : base,
  };
}

/** @param {import("../store.js").Store} store */
const picksOf = (store) => Object.fromEntries(Object.keys(PICKS).map((pick) => [pick, store.get(`own-${pick}`)]));

/**
 * @param {import("../start.js").Reading} reading
 * @returns What the panel needs: `lock` locks any picks, `locked` is the reader's own colours as they hold, `ratiosOf` the contrast of each in any
 *   set, `picks` what can be picked.
 */
export function start(reading) {
  /** @type {string | undefined} */
  let shown = JSON.stringify(recallPalette());
  const update = () => {
    const palette = paletteOf(reading);
    const text = JSON.stringify(palette);
    if (text === shown) return;
    shown = text;
    showPalette(palette);
    keepPalette(palette);
  };
  reading.subscribe(update);
  update();
  return {
    lock,
    locked: () => lock(picksOf(reading), reading.get("contrast")),
    ratiosOf,
    picks: PICKS,
  };
}
