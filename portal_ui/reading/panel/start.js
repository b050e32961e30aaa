/**
 * The reading panel. On the page `/reading` it stands in the page; on every other page its markup is taken from there,
 * kept in the page unseen, and shown when the reader asks for it. What has once been fetched works with the network gone.
 *
 * @typedef {object} Panel What `load("panel")` gives.
 * @property {(button: HTMLElement) => Promise<void>} toggle Open the panel that a button stands for, or close it.
 *   Rejected where its markup cannot be had.
 */

import { serveColours } from "./colours.js";
import { createDock } from "./dock.js";
import { serveFields } from "./fields.js";
import { serveParts } from "./parts.js";
import { servePresets } from "./presets.js";
import { serveTypeface } from "./typeface.js";
import { createUndo } from "./undo.js";

/** Let what the reader does come in between. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** @param {HTMLElement} panel @param {import("../start.js").Reading} reading */
async function serve(panel, reading) {
  const undo = createUndo(panel, reading);
  for (const part of [serveFields, servePresets, serveParts, serveTypeface]) {
    part(panel, reading, undo);
    await pause();
  }
}

/** Only in the page has a panel the page's colours. @param {HTMLElement} panel @param {import("../start.js").Reading} reading */
const serveOwnColours = (panel, reading) => void serveColours(panel, reading).catch(() => {});

/** @param {string} address @returns {Promise<HTMLElement>} The panel of the page at an address. */
async function fetchPanel(address) {
  // The address names the version, so what the browser has kept of it is never out of date.
  const answer = await fetch(address, { cache: "force-cache" });
  const text = await answer.text();
  await pause();
  const page = new DOMParser().parseFromString(text, "text/html");
  const panel = page.getElementById("reading-panel");
  if (!panel) throw new Error(`no panel at ${address}`);
  await pause();
  // Unseen it has nothing to show (follow.js).
  panel.hidden = true;
  return document.adoptNode(panel);
}

/** @param {import("../start.js").Reading} reading @returns {Promise<Panel>} */
export async function start(reading) {
  const standing = document.getElementById("reading-panel");
  if (standing) {
    await serve(standing, reading);
    serveOwnColours(standing, reading);
    return { toggle: async () => standing.querySelector("h2")?.focus() };
  }

  /** @type {Promise<import("./dock.js").Dock> | undefined} */
  let dock;

  const fetchDock = async () => {
    const button = /** @type {HTMLElement} */ (document.querySelector("[data-panel-address]"));
    const panel = await fetchPanel(button.dataset.panelAddress ?? "");
    await serve(panel, reading);
    /** @type {HTMLElement} */ (panel.querySelector("[data-print]")).hidden = false;
    const made = createDock(panel, reading);
    serveOwnColours(panel, reading);
    return made;
  };
  const ready = () =>
    (dock ??= fetchDock().catch((error) => {
      dock = undefined;
      throw error;
    }));

  // In other sites' frames no button asks for it, and a sandbox may not let it be fetched.
  if (!("embed" in document.documentElement.dataset)) ready().catch(() => {});
  return { toggle: async (button) => (await ready()).toggle(button) };
}
