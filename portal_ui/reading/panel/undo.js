/**
 * One step back, for what changes much at once: the words of what was done and a button that takes it back.
 *
 * @typedef {object} Undo
 * @property {(done: string, back: () => void) => void} offer Say what was done, and how it is taken back until the
 *   next such deed.
 */

/**
 * @param {HTMLElement} panel
 * @param {import("../start.js").Reading} reading
 * @returns {Undo}
 */
export function createUndo(panel, reading) {
  const row = /** @type {HTMLElement} */ (panel.querySelector(".panel-undo"));
  const words = /** @type {HTMLElement} */ (row.querySelector("span"));
  const button = /** @type {HTMLElement} */ (row.querySelector("button"));
  /** @type {() => void} */
  let back = () => {};
  /** @type {Element | null} */
  let origin;

  button.addEventListener("click", () => {
    row.hidden = true;
    back();
    const focused = origin?.isConnected && origin.checkVisibility() ? origin : panel.querySelector("h2");
    /** @type {HTMLElement} */ (focused).focus();
    reading.announce(row.dataset.undone);
  });

  return {
    offer: (done, undo) => {
      back = undo;
      origin = document.activeElement;
      words.textContent = done;
      row.hidden = false;
      reading.announce(done);
    },
  };
}
