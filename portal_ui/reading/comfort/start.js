/**
 * The comfort check. A dialog over the whole screen shows one short sentence after another at sizes of the setting, and
 * offers what follows from the smallest that was comfortable. Nothing is changed before the reader takes an offer.
 */

import { fill, formatted } from "../panel/words.js";
import { next, starts } from "./search.js";

/** Characters to a line for a small field of view, in which a line is short to be found whole. */
const NARROW = 35;

/** @typedef {import("../start.js").Reading} Reading */

/** @param {Reading} reading @returns {import("../panel/parts.js").Part} */
export function start(reading) {
  /** @type {WeakMap<Element, () => void>} */
  const checks = new WeakMap();
  return {
    open: (button, undo) => {
      const dialog = /** @type {HTMLDialogElement} */ (button.parentElement?.querySelector("dialog"));
      const begin = checks.get(dialog) ?? serve(dialog, reading, undo);
      checks.set(dialog, begin);
      begin();
    },
  };
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {Reading} reading
 * @param {import("../panel/undo.js").Undo} undo
 * @returns Opens the dialog at its first question.
 */
function serve(dialog, reading, undo) {
  /** @param {string} selector @returns {HTMLElement} */
  const part = (selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
  const { dataset: texts } = dialog;
  const sentences = /** @type {string[]} */ (JSON.parse(texts.sentences ?? ""));
  const sizes = /** @type {number[]} */ (reading.settings.size.steps);
  const text = part(".reading");
  const place = part(".comfort-text");
  const status = part("[role=status]");
  const asking = part("[data-asking]");
  const answered = part("[data-answered]");
  let first = 0;
  /** @type {boolean[]} */
  let answers = [];
  /** @type {Record<string, Record<string, number>>} What each offer sets. */
  let offers = {};

  /** @param {number} size @param {number} sentence */
  const show = (size, sentence) => {
    text.style.setProperty("--reading-size", `${size / 100}`);
    text.textContent = sentences[sentence % sentences.length];
    place.scrollTop = 0;
  };

  /** @param {number} size @param {boolean} some Whether that size was comfortable. */
  const offer = (size, some) => {
    const most = Math.max(...sizes);
    offers = some
      ? { twice: { size: 2 * size }, thrice: { size: 3 * size }, most: { size: most }, narrow: { size, "line-length": NARROW } }
      : { most: { size: most } };
    // The largest stands in for what would be larger still.
    if (offers.thrice?.size <= most) delete offers.most;
    for (const name of ["twice", "thrice"]) if (offers[name]?.size > most) delete offers[name];
    const said = { size: formatted(size), twice: formatted(2 * size), most: formatted(most), length: `${NARROW}` };
    part("[data-found]").textContent = fill((!some ? texts.sayNone : offers.twice ? texts.sayFound : texts.sayFoundMost) ?? "", said);
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("[data-use]"))) {
      const name = button.dataset.use ?? "";
      button.hidden = !offers[name];
      button.textContent = fill(texts[name] ?? "", { size: formatted(offers[name]?.size ?? 0), length: `${NARROW}` });
    }
    part("[data-narrow-help]").hidden = !offers.narrow;
    show(Math.min(2 * size, most), answers.length);
  };

  /** Show what follows from the answers. */
  const go = () => {
    const step = next(sizes.length, first, answers);
    asking.hidden = "found" in step;
    answered.hidden = !asking.hidden;
    if ("ask" in step) {
      const said = { number: `${answers.length + 1}`, size: formatted(sizes[step.ask]) };
      status.textContent = fill(texts.sayStep ?? "", said);
      part("[data-back]").setAttribute("aria-disabled", `${!answers.length}`);
      show(sizes[step.ask], answers.length);
    } else {
      status.textContent = "";
      offer(sizes[step.found] ?? Math.max(...sizes), step.found < sizes.length);
      part("[data-found]").focus();
    }
  };

  const begin = () => {
    answers = [];
    if (!dialog.open) dialog.showModal();
    part("h3").focus();
    asking.hidden = false;
    answered.hidden = true;
    // The largest of the first sizes at which the whole sentence is seen.
    const fits = starts(sizes.length).find((index) => {
      show(sizes[index], 0);
      return place.scrollHeight <= place.clientHeight;
    });
    first = fits ?? 0;
    go();
  };

  /** @param {string} name */
  const use = (name) => {
    const before = reading.chosen();
    dialog.close();
    reading.replace({ ...before, ...offers[name] });
    undo.offer(fill(texts.sayUsed ?? "", { size: formatted(reading.get("size")) }), () => reading.replace(before));
  };

  dialog.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (!button || button.ariaDisabled == "true") return;
    const { answer, back, use: name, again, leave } = button.dataset;
    if (answer) answers.push(answer == "yes");
    if (back !== undefined) answers.pop();
    if (answer || back !== undefined) go();
    if (name) use(name);
    if (again !== undefined) begin();
    if (leave !== undefined) dialog.close();
  });
  // A key held down would answer for sizes that were not seen.
  dialog.addEventListener("keydown", (event) => {
    if (event.repeat && event.key == "Enter") event.preventDefault();
  });
  return begin;
}
