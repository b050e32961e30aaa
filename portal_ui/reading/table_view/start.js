/**
 * A button at each table that can be cards, for the other view of this one. What it offers is chosen by the stylesheet,
 * which knows the view that a table has at this width and size; what was chosen for all tables in the panel ends it.
 *
 * @typedef {{ to_cards: string, to_grid: string, cards: string, grid: string }} Texts
 */

import { wear } from "../worn.js";
import styles from "./table_view.css";

const REGION = ".body .table-region:has(> table[role])";

/** @param {string} name @param {string} words */
function part(name, words) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = words;
  return span;
}

/**
 * @param {import("../start.js").Reading} reading
 * @param {Record<string, Texts>} texts By language.
 */
export function start(reading, texts) {
  const { lang, dataset } = document.documentElement;
  const regions = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(REGION)]);
  // In other sites' frames no room is kept for it (tables.css).
  if (!regions.length || "embed" in dataset) return;
  const words = texts[lang] ?? Object.values(texts)[0];
  wear(styles);

  /** @param {HTMLElement} region @param {HTMLElement} button */
  const turn = (region, button) => {
    const view = getComputedStyle(/** @type {Element} */ (region.querySelector("table"))).display == "block" ? "grid" : "cards";
    const { top } = button.getBoundingClientRect();
    region.dataset.view = view;
    scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
    reading.announce(words[view]);
  };

  for (const region of regions) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "table-view";
    button.lang = lang;
    button.append(part("to-cards", words.to_cards), part("to-grid", words.to_grid));
    const caption = region.getAttribute("aria-labelledby");
    if (caption) button.setAttribute("aria-describedby", caption);
    button.addEventListener("click", () => turn(region, button));
    region.prepend(button);
  }

  let forAll = reading.get("tables");
  reading.subscribe(() => {
    if (reading.get("tables") == forAll) return;
    forAll = reading.get("tables");
    for (const region of regions) delete region.dataset.view;
  });
}
