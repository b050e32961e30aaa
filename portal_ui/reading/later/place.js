/**
 * The line being read stays where it was on the screen, whatever reflows the text.
 *
 * An anchor is a character of the text (or, where there is none, a share of an element's height) near 30 % of the
 * screen's height. It is held until the reader scrolls, so that going up and down the sizes ends where it began. The
 * browser's own scroll anchoring stays on: it keeps a block in place, not the line within it.
 *
 * @typedef {object} Anchor
 * @property {Range} range The character, or the whole element.
 * @property {number} share The part of the range's height, from its top, that is held.
 * @property {number} wanted Where it belongs, in device pixels from the top of the screen: page zoom changes the others.
 * @property {number} lowest The lowest place it may have, as a share of the screen's height: a text stays well in view.
 * @property {boolean} [rough] Whether it is a part of a block that has not got its text yet.
 * @property {number} found Where it was last put, in CSS pixels: elsewhere only where the page ends too early.
 */

import { waiting } from "./beyond.js";

/** Where text is looked for: shares of the screen's height, and at each of the column's width. */
const HEIGHTS = [0.3, 0.34, 0.26, 0.4, 0.2, 0.5, 0.6, 0.7];
const WIDTHS = [0.5, 0.2, 0.8];

/** @type {Anchor | undefined} */
let held;
/** Frames for which the place has still to stand before it is taken for settled. */
let settling = 0;
/** How far the page was scrolled when the place was last looked at. */
let scrolled = 0;
const STEADY = 5;
/** Frames for which text is waited for where there is none yet. */
const ATTEMPTS = 5;
let screenWidth = innerWidth;

/** @param {Range} range @param {number} share @returns {Anchor | undefined} */
const anchor = (range, share, lowest = 0.8) => {
  const found = measure(range, share);
  return found === undefined ? undefined : { range, share, lowest, found, wanted: found * devicePixelRatio };
};

/** @param {Range} range @param {number} share @returns {number | undefined} undefined where it is not shown */
export function measure(range, share) {
  const { top, height } = range.getBoundingClientRect();
  return height ? top + height * share : undefined;
}

/** The character at a point, if there is one. @param {Element} main @param {number} x @param {number} y */
export function textAt(main, x, y) {
  /** A caret position, or where the browser has none, a range. @type {Partial<CaretPosition & Range>} */
  const caret = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y) ?? {};
  const { offsetNode, offset = 0, startContainer: node = offsetNode, startOffset = offset } = caret;
  if (!(node instanceof Text) || !main.contains(node)) return undefined;
  let at = Math.min(startOffset, node.length - 1);
  // A space at the end of a line has no box of its own.
  while (at > 0 && /\s/.test(node.data[at])) at--;
  const range = document.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + 1);
  const { top, bottom } = range.getBoundingClientRect();
  return bottom > 0 && top < innerHeight ? anchor(range, 0) : undefined;
}

/** @param {Element} element */
function whole(element) {
  const range = document.createRange();
  range.selectNode(element);
  return range;
}

/** The element at a point, and how far down in it the point is. @param {Element} element @param {number} y */
function within(element, y) {
  const { top, height } = element.getBoundingClientRect();
  return anchor(whole(element), (y - top) / height);
}

/** The control of the panel that is being used, where the panel moves with the page: it stays under the finger. */
function used() {
  const control = document.activeElement;
  const panel = control?.closest("#reading-panel");
  return control && panel && getComputedStyle(panel).position != "fixed" ? anchor(whole(control), 0, 1) : undefined;
}

/** What to hold now: nothing at the top of the page, where the controls in their own place must not move either. */
function pick() {
  const main = document.querySelector("main");
  const bar = document.getElementById("portal-controls")?.getBoundingClientRect();
  if (!main || scrollY < 1 || (bar && bar.top > 1)) return undefined;
  const { left, width } = main.getBoundingClientRect();
  const middle = left + width / 2;
  const below = (/** @type {number} */ height) => Math.max(innerHeight * height, (bar?.bottom ?? 0) + 1);
  const element = document.elementFromPoint(middle, below(HEIGHTS[0]));
  const inside = element && element != main && main.contains(element) ? element : undefined;
  if (inside?.matches("img, video, iframe")) return within(inside, below(HEIGHTS[0]));
  for (const height of HEIGHTS) {
    for (const share of WIDTHS) {
      const found = textAt(main, left + width * share, below(height));
      if (found) return found;
    }
  }
  const rough = inside && within(inside, below(HEIGHTS[0]));
  return rough && { ...rough, rough: true };
}

/** Whether what is held still stands where it was put: a scroll, or a part unfolded above it, says no. */
function stands() {
  const now = held && measure(held.range, held.share);
  return held && Math.abs(Number(now) - held.found) <= 1;
}

/** Whether the page was scrolled, by a link or a script, and what is held has gone along: no reflow moves it just so. */
function departed() {
  const by = scrollY - scrolled;
  return held && Math.abs(by) > 1 && Math.abs(Number(measure(held.range, held.share)) - held.found + by) <= 1;
}

/** Hold another place: what is there now, and once the blocks that came into view have their text, what is there then. */
const release = () => {
  held = pick();
  settling = 0;
  let last = held;
  let left = ATTEMPTS;
  const again = () => {
    if (held !== last) return;
    // What loads meanwhile is settled first, by what is held until then.
    if (!settling) {
      last = held = pick();
      left--;
    }
    // A group of parts comes before its parts do, and each takes a frame.
    if (settling || (held?.rough && left)) requestAnimationFrame(again);
  };
  requestAnimationFrame(() => requestAnimationFrame(again));
};

/** @returns {boolean} whether anything had to be put right */
function restore() {
  const now = held && measure(held.range, held.share);
  // Under pinch zoom the reader moves a glass over a page that lies still.
  if (!held || now === undefined || Number(visualViewport?.scale) > 1.01) return false;
  const wanted = Math.min(held.wanted / devicePixelRatio, innerHeight * held.lowest);
  const moved = Math.abs(now - wanted) >= 0.5;
  if (moved) scrollBy({ top: now - wanted, behavior: "instant" });
  held.found = measure(held.range, held.share) ?? now;
  scrolled = scrollY;
  // At the page's end it cannot be put where it belongs.
  return moved && Math.abs(held.found - now) >= 0.5;
}

/** Restore now, and while blocks that come into view get their true height. */
function settle() {
  restore();
  settling = held ? STEADY : 0;
  const again = () => {
    if (!settling) return;
    if (departed()) return release();
    settling = restore() || waiting.size ? STEADY : settling - 1;
    if (settling) requestAnimationFrame(again);
  };
  requestAnimationFrame(again);
}

/** Hold what a change has to leave in its place. */
export function hold() {
  const control = used();
  if (control) held = control;
  else if (settling ? departed() : held?.rough || !stands()) held = pick();
}

/** @param {() => void} apply What changes the layout. */
export function keepPlace(apply) {
  hold();
  apply();
  settle();
}

/** Take a range to a height of the screen, and hold it there. @param {Range} range @param {number} top In CSS pixels. */
export function bring(range, top) {
  const found = anchor(range, 0);
  if (!found) return;
  held = { ...found, wanted: top * devicePixelRatio };
  settle();
}

/** Hold the place against what reflows the page by itself: rotation, late fonts, late images. */
export function holdPlace() {
  addEventListener("scroll", () => (settling ? departed() && release() : stands() || release()), { passive: true });
  for (const gesture of ["wheel", "touchmove"]) addEventListener(gesture, () => (settling = 0), { passive: true });
  // What the keyboard scrolls to, the focus above all, stays in view.
  addEventListener("keydown", ({ key }) => /^(Tab|Arrow|Page|Home|End)/.test(key) && (settling = 0), true);
  document.addEventListener("toggle", release, true);
  addEventListener("resize", () => {
    // The height alone changes with a phone's address bar, while the reader scrolls.
    if (screenWidth != innerWidth) settle();
    screenWidth = innerWidth;
  });
  document.addEventListener("load", settle, true);
  // A font is laid out before it is told of, and by then a scroll event of the browser's own may have passed.
  new ResizeObserver(() => document.fonts.status == "loading" && restore()).observe(document.documentElement);
  document.fonts.addEventListener("loadingdone", settle);
}
