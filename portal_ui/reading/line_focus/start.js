/**
 * Line focus: a window of 1, 3 or 5 lines stays clear and the rest of the text is dimmed. The window has a place on the
 * screen, and the line at that place is the one being read: scrolling brings others there, the arrow keys the next one,
 * a click or a tap takes the window to a line, and so does the focus of the keyboard.
 *
 * While the article is read aloud, the window is where the voice is, as long as that is on the screen: around the word,
 * or around the whole sentence where the voice tells of no words.
 */

import { EVENT } from "../aloud/reader.js";
import { wear } from "../worn.js";
import styles from "./line_focus.css";
import { lineAt, lineOf, nextLine } from "./lines.js";

/** The window's place at first, as a share of the screen's height. */
const PLACE = 0.4;
/** What uses the arrow keys itself. */
const OWN_KEYS = "input, select, textarea, summary, audio, video, [contenteditable], [role=slider], [role=listbox]";

/** @typedef {import("./lines.js").Line} Line */

/** @param {import("../start.js").Reading} reading */
export function start(reading) {
  // As tall as its text, a frame does not know where on it the reader's eyes are.
  if ("embed" in document.documentElement.dataset) return;
  wear(styles);
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const above = document.createElement("div");
  const below = document.createElement("div");
  for (const shade of [above, below]) {
    shade.className = "line-shade";
    shade.setAttribute("aria-hidden", "true");
  }
  /** Where the window's middle belongs, in CSS pixels from the top of the screen. */
  let place = innerHeight * PLACE;
  let drawn = 0;
  /** What is read aloud now. @type {Range | undefined} */
  let spoken;

  const lines = () => Number(reading.get("line-focus"));

  const draw = () => {
    drawn = 0;
    if (!lines()) {
      above.remove();
      below.remove();
      return;
    }
    if (!above.isConnected) document.body.append(above, below);
    const { top, bottom } = main.getBoundingClientRect();
    const [first, last] = windowAround(heard() ?? [here()]);
    shade(above, Math.max(top, 0), first.middle - first.height / 2);
    shade(below, last.middle + last.height / 2, Math.min(bottom, innerHeight));
  };

  /**
   * So many lines, and no fewer than there are from one to the other.
   * @param {Line[]} there One, or a first and a last. @returns {[Line, Line]} The window's first and last.
   */
  const windowAround = ([first, last = first]) => {
    const more = Math.max(lines() - 1 - Math.round((last.middle - first.middle) / first.height), 0);
    return [reach(first, -1, Math.floor(more / 2)), reach(last, 1, Math.ceil(more / 2))];
  };

  /** The line so many above (-1) or below (1). @param {Line} line @param {number} direction @param {number} count */
  const reach = (line, direction, count) => {
    for (; count; count--) {
      const { middle, height } = line;
      // Across the gap between paragraphs, but not across a picture.
      line = nextLine(main, line, direction, 4 * height) ?? { middle: middle + direction * height, height };
    }
    return line;
  };

  /** The first and the last line of what is read aloud, where it is on the screen. @returns {[Line, Line] | undefined} */
  const heard = () => {
    const [first, last] = spoken ? [lineOf(spoken), lineOf(spoken, -1)] : [];
    return first && last && last.middle > least() && first.middle < innerHeight ? [first, last] : undefined;
  };

  /** Leave the voice; the window stays where it is. */
  const leave = () => {
    place = heard()?.[0].middle ?? place;
    spoken = undefined;
  };

  /** Draw with the next frame, once. */
  const soon = () => {
    drawn ||= requestAnimationFrame(draw);
  };

  /** The line at a height, or the nearest below it; where there is no text, as much room. @param {number} middle */
  const nearest = (middle) => {
    const room = { middle, height: parseFloat(getComputedStyle(document.querySelector(".reading") ?? main).lineHeight) };
    return lineAt(main, middle) ?? nextLine(main, room, 1) ?? room;
  };
  const here = () => nearest(within());

  /** Where the text begins to be seen: below the bar. */
  const least = () => {
    const bar = document.getElementById("portal-controls")?.getBoundingClientRect();
    return bar && bar.top <= 0 ? Math.max(bar.bottom, 0) : 0;
  };

  /** The window's place, on the screen and below the bar. */
  const within = () => Math.min(Math.max(place, least() + 1), innerHeight - 1);

  /** @param {number} direction 1: the line below @returns {boolean} whether there is one */
  const move = (direction) => {
    leave();
    const line = here();
    const next = nextLine(main, line, direction);
    if (!next) return false;
    const before = scrollY;
    scrollBy({ top: next.middle - line.middle, behavior: "instant" });
    // At the ends of the page it is the window that moves.
    place = next.middle - (scrollY - before);
    soon();
    return true;
  };

  /** @param {Line | undefined} line */
  const goTo = (line) => {
    if (!line || !lines()) return;
    spoken = undefined;
    place = line.middle;
    soon();
  };

  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  document.addEventListener("load", soon, true);
  document.fonts.addEventListener("loadingdone", soon);
  new ResizeObserver(soon).observe(main);
  reading.subscribe(soon);
  document.addEventListener("click", ({ target, clientY }) => {
    if (target instanceof Element && main.contains(target) && !target.closest("a, button, input, label, summary")) {
      goTo(nearest(clientY));
    }
  });
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element) || target == main || !main.contains(target) || !target.matches(":focus-visible")) return;
    const range = document.createRange();
    range.selectNode(target);
    goTo(lineOf(range));
  });
  document.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, altKey, metaKey, shiftKey, defaultPrevented } = event;
    const direction = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!direction || !lines() || defaultPrevented || ctrlKey || altKey || metaKey || shiftKey) return;
    if (target instanceof Element && target.closest(OWN_KEYS)) return;
    if (move(direction)) event.preventDefault();
  });
  document.addEventListener(EVENT, (event) => {
    leave();
    spoken = /** @type {CustomEvent<Range | undefined>} */ (event).detail;
    soon();
  });
  soon();
}

/** @param {HTMLElement} shade @param {number} top @param {number} bottom */
function shade(shade, top, bottom) {
  shade.style.top = `${top}px`;
  shade.style.height = `${Math.max(bottom - top, 0)}px`;
}
