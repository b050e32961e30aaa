/** Links to the portal's own pages take the reader's settings along, in their fragment: storage may be another there. */

import { encode } from "../reading/code.js";

/** However a reader follows, opens elsewhere or copies a link: it is ready by then. */
const BEFORE_USE = ["pointerdown", "focusin", "click", "auxclick", "contextmenu"];

/** @param {import("../reading/store.js").Store} store */
export function takeSettingsAlong(store) {
  /** @param {Event} event */
  const prepare = ({ target }) => {
    const link = target instanceof Element && target.closest("a");
    if (!link || link.origin != location.origin || link.pathname.startsWith("/media/")) return;
    // One that leads to a place in a page leads there still.
    if (link.hash && !link.hash.startsWith("#reading=")) return;
    const chosen = store.chosen();
    const wanted = Object.keys(chosen).length ? `#reading=${encode(chosen)}` : "";
    if (link.hash != wanted) link.hash = wanted;
  };
  for (const name of BEFORE_USE) document.addEventListener(name, prepare);
}
