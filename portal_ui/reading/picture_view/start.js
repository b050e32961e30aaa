/**
 * The larger view of a picture. The link below each picture leads to its file without a script; here it is a button
 * that shows it over the page, among the others of its gallery (content/pipeline/larger_views.py).
 */

import { adopted } from "../adopted.js";
import { wear } from "../worn.js";
import styles from "./picture_view.css";
import { createView } from "./view.js";

/**
 * @typedef {Record<"picture" | "position" | "previous" | "next" | "larger" | "smaller" | "zoom" | "close" | "stage" | "failed", string>} Texts `PictureViewTexts` of portal_ui/locales/picture_view.py.
 *
 * @param {import("../start.js").Reading} _reading
 * @param {Record<string, Texts>} texts By language.
 */
export function start(_reading, texts) {
  const { lang, dataset } = document.documentElement;
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("article.article a.enlarge")]);
  // A frame is as tall as its text: over the whole of it, a picture would lie where the reader does not look.
  if (!links.length || "embed" in dataset) return;
  wear(styles);
  adopted(() => serve(links, createView(texts[lang] ?? Object.values(texts)[0], lang)));
}

/** The pictures that one is shown among. @param {HTMLAnchorElement} link @param {HTMLAnchorElement[]} links */
function around(link, links) {
  const gallery = link.closest(".gallery");
  return gallery ? links.filter((other) => other.closest(".gallery") == gallery) : [link];
}

/** The link of the picture that was pressed, or that was pressed itself. @param {EventTarget | null} target */
function pressed(target) {
  if (!(target instanceof Element)) return null;
  const picture = target.matches("img, .still") && !target.closest("a") && target.closest("figure");
  return /** @type {HTMLAnchorElement | null} */ (picture ? picture.querySelector(":scope > a.enlarge") : target.closest("a.enlarge"));
}

/** @param {HTMLAnchorElement[]} links @param {import("./view.js").Show} show */
function serve(links, show) {
  for (const link of links) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
  }
  document.addEventListener("click", (event) => {
    const link = pressed(event.target);
    if (!link || !links.includes(link) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const shown = around(link, links);
    const { top } = link.getBoundingClientRect();
    show(shown, shown.indexOf(link), () => {
      link.focus({ preventScroll: true });
      // Where it was on the screen, whatever has happened to the page meanwhile.
      scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
    });
  });
  // A link is pressed by Enter alone, a button by the space bar too.
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key != " " || !(target instanceof HTMLElement) || !target.matches("a.enlarge[role=button]")) return;
    event.preventDefault();
    target.click();
  });
}
