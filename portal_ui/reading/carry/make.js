/** The settings in use as a code, a link, and a picture of the link (a QR code, ISO/IEC 18004). */

import encodeQR from "qr";
import { encode } from "../code.js";

/** Modules of white around the picture, without which readers do not find it (ISO/IEC 18004, 9.1). */
const QUIET = 4;

/** @param {string} text @returns {{ side: number, path: string }} Its side in modules, and the dark ones as an SVG path. */
function picture(text) {
  const modules = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { side: modules.length, path };
}

/** @param {string} code A link that has a browser take the code, and leads to no page that tells of the reader. */
function linkOf(code) {
  const button = /** @type {HTMLElement | null} */ (document.querySelector("[data-panel-page]"));
  const link = new URL(button?.dataset.panelPage ?? location.pathname, location.href);
  link.hash = `reading=${code}`;
  return link.href;
}

/**
 * @param {HTMLElement} part
 * @param {import("../start.js").Reading} reading
 * @returns Makes code, link and picture, or removes them where the part is hidden.
 */
export function start(part, reading) {
  /** @param {string} selector @returns {HTMLElement} */
  const find = (selector) => /** @type {HTMLElement} */ (part.querySelector(selector));
  const texts = /** @type {HTMLElement} */ (part.closest("section")).dataset;
  const link = /** @type {HTMLAnchorElement} */ (find("[data-link]"));
  const status = find("[role=status]");
  let code = "";

  const show = () => {
    const chosen = reading.chosen();
    const some = !part.hidden && Object.keys(chosen).length > 0;
    find("[data-empty]").hidden = some;
    find("[data-whole]").hidden = !some;
    status.textContent = "";
    code = some ? encode(chosen) : "";
    find("[data-code]").replaceChildren(
      ...code.split(/(?<=\.)/).map((text) => Object.assign(document.createElement("span"), { textContent: text })),
    );
    link.textContent = code && linkOf(code);
    link.href = link.textContent;
    const { side, path } = code ? picture(link.href) : { side: 0, path: "" };
    find("svg").setAttribute("viewBox", `0 0 ${side} ${side}`);
    find("path").setAttribute("d", path);
  };

  part.addEventListener("click", async ({ target }) => {
    const what = target instanceof Element && target.closest("[data-copy]")?.getAttribute("data-copy");
    if (!what) return;
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(what == "code" ? code : link.href);
      status.textContent = texts.sayCopied ?? "";
    } catch {
      // Refused, or a page without https: the reader can do it by hand.
      getSelection()?.selectAllChildren(find(`[data-${what}]`));
      status.textContent = texts.saySelected ?? "";
    }
  });
  reading.subscribe(() => part.hidden || show());
  return show;
}
