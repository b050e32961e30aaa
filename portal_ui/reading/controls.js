/** The five buttons. Their texts are data attributes of the controls' group, written by the server (`controls.py`). */

import { announce } from "./announce.js";
import { onPress } from "./press.js";

/** @type {Record<string, number>} */
const DIRECTIONS = { smaller: -1, larger: 1, less: -1, more: 1 };

/** @param {Element} button @returns {[name: string, direction: number]} direction 0: back to the default */
function meaning(button) {
  const [name, action] = (button.getAttribute("data-reading") ?? "").split("-");
  return [name, DIRECTIONS[action] ?? 0];
}

/** @param {import("./store.js").Store} store */
function showLimits(store) {
  for (const button of document.querySelectorAll("[data-reading]")) {
    const [name, direction] = meaning(button);
    const idle = !store.isEffective(name) || (direction != 0 && store.next(name, direction) === undefined);
    if (idle) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

/** @param {import("./store.js").Store} store @param {Element} button */
function press(store, button) {
  const [name, direction] = meaning(button);
  const group = /** @type {HTMLElement | null} */ (button.closest("[role=group]"));
  /** @param {string} kind */
  const text = (kind) => group?.getAttribute(`data-say-${name}${kind}`) ?? undefined;
  if (!store.isEffective(name)) return announce(text("-void"));
  const next = store.next(name, direction);
  let kind = "";
  if (!direction) store.reset(name);
  else if (next !== undefined) store.set(name, next);
  else kind = direction > 0 ? "-max" : "-min";
  const value = store.get(name);
  const spoken = text("-names")?.split("|")[store.settings[name].steps?.indexOf(value) ?? -1] ?? `${Math.round(value)}`;
  announce(text(kind)?.replace("{value}", () => spoken));
}

/** @param {import("./store.js").Store} store */
export function serveControls(store) {
  onPress("[data-reading]", (button) => press(store, button));
  store.subscribe(() => showLimits(store));
  document.addEventListener("DOMContentLoaded", () => showLimits(store));
}
