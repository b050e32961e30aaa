/**
 * Line focus: a window of 1, 3 or 5 lines stays clear and the rest of the text is dimmed. The window has a place on the
 * screen, and the line at that place is the one being read: scrolling brings others there, the arrow keys the next one,
 * a click or a tap takes the window to a line, and so does the focus of the keyboard.
 */

import styles from "./line_focus.css";
import { lineAt, lineOf, nextLine } from "./lines.js";

/** The window's place at first, as a share of the screen's height. */
const PLACE = 0.4;
/** What uses the arrow keys itself. */
const OWN_KEYS = "input, select, textarea, summary, audio, video, [contenteditable], [role=slider], [role=listbox]";

/** @param {import("../start.js").Reading} reading */
export function start(reading) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
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
    const line = here();
    const [first, last] = [reach(line, -1), reach(line, 1)];
    shade(above, Math.max(top, 0), first.middle - first.height / 2);
    shade(below, last.middle + last.height / 2, Math.min(bottom, innerHeight));
  };

  /** The window's line furthest above (-1) or below (1). @param {import("./lines.js").Line} line @param {number} direction */
  const reach = (line, direction) => {
    for (let beside = (lines() - 1) / 2; beside; beside--) {
      const { middle, height } = line;
      // Across the gap between paragraphs, but not across a picture.
      line = nextLine(main, line, direction, 4 * height) ?? { middle: middle + direction * height, height };
    }
    return line;
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

  /** The window's place, on the screen and below the bar. */
  const within = () => {
    const bar = document.getElementById("portal-controls")?.getBoundingClientRect();
    const least = bar && bar.top <= 0 ? Math.max(bar.bottom, 0) : 0;
    return Math.min(Math.max(place, least + 1), innerHeight - 1);
  };

  /** @param {number} direction 1: the line below @returns {boolean} whether there is one */
  const move = (direction) => {
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

  /** @param {import("./lines.js").Line | undefined} line */
  const goTo = (line) => {
    if (!line || !lines()) return;
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
  soon();

  return {
    /** Take the window to where a range begins, such as a sentence being read aloud. @param {Range} range */
    follow: (range) => goTo(lineOf(range)),
  };
}

/** @param {HTMLElement} shade @param {number} top @param {number} bottom */
function shade(shade, top, bottom) {
  shade.style.top = `${top}px`;
  shade.style.height = `${Math.max(bottom - top, 0)}px`;
}
