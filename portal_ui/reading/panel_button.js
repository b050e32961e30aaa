/** The button of the reading panel. The panel is a module of its own; where it cannot be had, there is its page. */

import { onPress } from "./press.js";

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
  onPress("[data-panel-page]", (button) => void press(reading, button));
  // On its own page the panel is wanted at once.
  document.addEventListener("DOMContentLoaded", () => {
    if (document.getElementById("reading-panel")) reading.load("panel").catch(() => {});
  });
}
