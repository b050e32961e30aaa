/** The button of the reading panel. The panel is a module of its own; where it cannot be had, there is its page. */

/** @param {import("./start.js").Reading} reading @param {HTMLElement} button */
async function press(reading, button) {
  // A second press while the first is being answered would close what has just been opened.
  if (button.ariaBusy == "true") return;
  button.ariaBusy = "true";
  try {
    await (await reading.load("panel")).toggle(button);
  } catch {
    location.assign(button.dataset.panelPage ?? "");
  }
  button.ariaBusy = null;
}

/** @param {import("./start.js").Reading} reading */
export function servePanelButton(reading) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("[data-panel-page]");
    if (button) press(reading, /** @type {HTMLElement} */ (button));
  });
  // On its own page the panel is wanted at once.
  const standing = () => document.getElementById("reading-panel") && reading.load("panel").catch(() => {});
  if (document.readyState != "loading") standing();
  else document.addEventListener("DOMContentLoaded", standing);
}
