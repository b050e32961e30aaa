/** The line being read stays where it is, or else the button that was pressed. */

import { measure, textAt } from "../../reading/later/place.js";

/** Where text is looked for: shares of the screen's height, and at each of the text's width. */
const HEIGHTS = [0.3, 0.34, 0.26, 0.4, 0.2, 0.5, 0.6, 0.7];
const WIDTHS = [0.5, 0.2, 0.8];

/** @param {Element} text @param {Element} controls @returns {() => number | undefined} Where it now is, in CSS pixels. */
function hold(text, controls) {
  // Controls after the text move with its end: the button must not leave the finger.
  if (text.compareDocumentPosition(controls) & Node.DOCUMENT_POSITION_FOLLOWING) return () => controls.getBoundingClientRect().top;
  const { left, top, width } = text.getBoundingClientRect();
  // At its beginning the text grows downwards, and nothing above it moves.
  if (top >= 0) return () => undefined;
  for (const height of HEIGHTS) {
    for (const share of WIDTHS) {
      const found = textAt(text, left + width * share, innerHeight * height);
      if (found) return () => measure(found.range, 0);
    }
  }
  return () => undefined;
}

/** @param {Element} text @param {Element} controls @param {() => void} apply What changes the text. */
export function keepPlace(text, controls, apply) {
  const where = hold(text, controls);
  const before = where();
  const restore = () => {
    const now = where();
    if (before !== undefined && now !== undefined && Math.abs(now - before) >= 0.5) {
      scrollBy({ top: now - before, behavior: "instant" });
    }
  };
  apply();
  restore();
  requestAnimationFrame(restore);
}
