/**
 * What the page has of a picture.
 *
 * @typedef {object} Picture
 * @property {string} alt
 * @property {HTMLElement | null} caption A copy of it.
 * @property {string} lang The language of both.
 * @property {string} large The address of the largest there is.
 * @property {HTMLImageElement} inPage
 * @property {HTMLCanvasElement | null} still What stands in the page for a picture that moves (images/start.js).
 */

/** @param {HTMLAnchorElement} link @returns {Picture} */
export function pictureAt(link) {
  const figure = /** @type {HTMLElement} */ (link.closest("figure"));
  const inPage = /** @type {HTMLImageElement} */ (figure.querySelector("img"));
  const still = /** @type {HTMLCanvasElement | null} */ (figure.querySelector("canvas.still"));
  return {
    alt: inPage.alt.trim(),
    caption: captionOf(figure),
    lang: figure.closest("[lang]")?.getAttribute("lang") ?? "",
    large: link.href,
    inPage,
    still: still && (still.checkVisibility?.() ?? true) ? still : null,
  };
}

/** A caption without what belongs to its place in the page. @param {HTMLElement} figure */
function captionOf(figure) {
  const caption = figure.querySelector(":scope > figcaption");
  if (!caption) return null;
  const copy = document.createElement("div");
  for (const node of caption.childNodes) copy.append(node.cloneNode(true));
  for (const note of copy.querySelectorAll("sup:has(.footnote-ref), .footnote-here")) note.remove();
  for (const link of copy.querySelectorAll('a[href^="#"]')) link.replaceWith(...link.childNodes);
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  return copy;
}
