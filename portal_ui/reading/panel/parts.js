/**
 * Parts of the panel that have a module of their own, which is fetched before a reader needs it, or when it is asked for.
 *
 * @typedef {object} Part What `load` gives for the name in a button's `data-part`.
 * @property {(button: HTMLElement, undo: import("./undo.js").Undo) => void} open The button was pressed.
 */

/**
 * @param {HTMLElement} panel
 * @param {import("../start.js").Reading} reading
 * @param {import("./undo.js").Undo} undo
 */
export function serveParts(panel, reading, undo) {
  panel.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element && /** @type {HTMLElement | null} */ (target.closest("[data-part]"));
    if (!button || button.ariaBusy == "true") return;
    const unreachable = /** @type {HTMLElement} */ (button.closest("section")?.querySelector("[data-unreachable]"));
    button.ariaBusy = "true";
    try {
      const part = /** @type {Part} */ (await reading.load(button.dataset.part ?? ""));
      unreachable.hidden = true;
      part.open(button, undo);
    } catch {
      unreachable.hidden = false;
      reading.announce(unreachable.textContent ?? "");
    }
    button.ariaBusy = null;
  });
}
