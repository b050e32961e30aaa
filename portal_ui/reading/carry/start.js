/**
 * Settings on their way to another device or portal. Nothing is made before the reader asks for it, nothing goes to a
 * server, and what is made holds the settings alone: not the page, not the names of the reader's own sets.
 */

import { start as take } from "./take.js";
import { start as make } from "./make.js";

/** @typedef {import("../start.js").Reading} Reading */

/** What each button opens, by the id of it. */
const SERVED = { "carry-made": make, "carry-entered": take };

/** @param {Reading} reading @returns {import("../panel/parts.js").Part} */
export function start(reading) {
  /** @type {WeakMap<Element, () => void>} */
  const served = new WeakMap();
  return {
    open: (button, undo) => {
      const id = /** @type {keyof typeof SERVED} */ (button.getAttribute("aria-controls"));
      const part = /** @type {HTMLElement} */ (document.getElementById(id));
      part.hidden = !part.hidden;
      button.setAttribute("aria-expanded", `${!part.hidden}`);
      const show = served.get(part) ?? SERVED[id](part, reading, undo);
      served.set(part, show);
      show();
    },
  };
}
