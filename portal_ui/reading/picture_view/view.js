/**
 * The dialog that shows one picture at a time: as large as fits or larger, with its words as text in the reader's own
 * size and colours.
 *
 * @typedef {(links: HTMLAnchorElement[], index: number, closed: () => void) => void} Show Opens at the picture of a link.
 */

import { button, element } from "./parts.js";
import { pictureAt } from "./picture.js";
import { createStage } from "./stage.js";

const PREVIOUS = "M15 5l-7 7 7 7";
const NEXT = "M9 5l7 7-7 7";
const SMALLER = "M5 12h14";
const LARGER = "M12 5v14M5 12h14";
const CLOSE = "M6 6l12 12M18 6L6 18";

/** @param {import("./start.js").Texts} texts @param {string} lang @returns {Show} */
export function createView(texts, lang) {
  /** @type {HTMLAnchorElement[]} */
  let links = [];
  let index = 0;
  let closed = () => {};

  const position = element("h2", "picture-position", { id: "picture-position" });
  const words = element("div", "picture-words reading", { id: "picture-words" });
  const failed = element("p", "", { lang });
  const status = element("p", "picture-status", { role: "status" });
  const amount = element("span", "picture-amount");
  const stage = createStage(texts.stage);
  const previous = button(texts.previous, PREVIOUS, () => go(index - 1));
  const next = button(texts.next, NEXT, () => go(index + 1));
  const smaller = button(texts.smaller, SMALLER, () => zoom(-1));
  const larger = button(texts.larger, LARGER, () => zoom(1));
  const close = button(texts.close, CLOSE, () => dialog.close());
  const turning = element("div", "", {}, previous, next);
  const bar = element("div", "picture-bar", {}, position, turning, element("div", "", {}, smaller, amount, larger), close);
  const labels = { "aria-labelledby": position.id, "aria-describedby": words.id, lang };
  const dialog = /** @type {HTMLDialogElement} */ (
    element("dialog", "picture-view", labels, bar, stage.element, words, status)
  );

  /** Emptied first: the same words twice are otherwise no change, and are not said again. @param {string} message */
  const say = (message) => {
    status.textContent = "";
    setTimeout(() => (status.textContent = message), 100);
  };

  const showZoom = () => {
    amount.textContent = texts.zoom.replace("{zoom}", `${Math.round(stage.zoom() * 100)}`);
    smaller.setAttribute("aria-disabled", `${stage.isLeast()}`);
    larger.setAttribute("aria-disabled", `${stage.isMost()}`);
  };

  /** @param {number} steps */
  const zoom = (steps) => {
    if (!stage.step(steps)) return;
    showZoom();
    say(amount.textContent ?? "");
  };

  const show = () => {
    const picture = pictureAt(links[index]);
    position.textContent =
      links.length > 1
        ? texts.position.replace("{number}", `${index + 1}`).replace("{count}", `${links.length}`)
        : texts.picture;
    turning.hidden = links.length < 2;
    previous.setAttribute("aria-disabled", `${index == 0}`);
    next.setAttribute("aria-disabled", `${index == links.length - 1}`);
    words.lang = picture.lang;
    // The picture says it to screen readers.
    const alternative = element("p", "picture-alternative", { "aria-hidden": "true" });
    alternative.textContent = picture.alt;
    words.replaceChildren(...(picture.caption ? [picture.caption] : []), ...(picture.alt ? [alternative] : []));
    stage.show(picture, () => {
      failed.textContent = texts.failed;
      words.append(failed);
      say(texts.failed);
    });
    dialog.scrollTop = 0;
    showZoom();
  };

  /** @param {number} to */
  const go = (to) => {
    if (!(to in links)) return;
    index = to;
    show();
    say([`${position.textContent}.`, ...[...words.children].map(({ textContent }) => textContent)].join(" "));
  };

  dialog.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turns = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1 })[key];
    if (key == "+" || key == "=") zoom(1);
    else if (key == "-") zoom(-1);
    else if (turns && stage.isLeast()) go(index + turns);
    else if (!stage.pan(event)) return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => {
    stage.clear();
    closed();
  });

  return (of, at, then) => {
    [links, index, closed] = [of, at, then];
    if (!dialog.isConnected) document.body.append(dialog);
    status.textContent = "";
    dialog.showModal();
    show();
    stage.element.focus();
  };
}
