/**
 * What lies beyond the screen follows a moment later: the part of a long article that is seen answers at once.
 *
 * `content-visibility: auto` (text.css) leaves out what is far away, not what lies within a few screens.
 */

/** What a page is made of. */
const LANDMARKS = "header, nav, main, footer";
/** What is looked through, as long as it is taller than half of the screen: what its children are can stand in for itself. */
const HOLDERS = "main, article, section, div, ul, ol, blockquote";
/** From how far on, in heights of the screen, an article's blocks are left out by the browser already. */
const FAR = 2;
/** Less than this many pixels in height would gain nothing; and what is there only for the ear is 1 pixel high. */
const LOW = 32;
/** How many follow in one frame. */
const AT_ONCE = 4;
/** How long what was found ahead may wait for its change, in milliseconds: a press is over sooner. */
const PRESS = 1000;

/** What has still to follow. @type {Set<HTMLElement>} */
export const waiting = new Set();

/** How far away something is, in pixels: from 0 on it is beyond the screen. @param {DOMRect} rect */
const distance = ({ top, bottom }) => Math.max(-bottom, top - innerHeight);

/** Whether the browser leaves out what is in a part, however near: to measure that would have it laid out. @param {Element} part */
const isLeftOut = (part) =>
  part.matches(".parts, .part") && !part.firstElementChild?.checkVisibility({ contentVisibilityAuto: true });

/** @param {Element} element @param {[HTMLElement, DOMRect][]} found */
function look(element, found) {
  const rect = element.getBoundingClientRect();
  if (rect.height < LOW) return;
  const away = distance(rect);
  if (away < 0) {
    const isHolder = rect.height > innerHeight / 2 && element.matches(HOLDERS) && !isLeftOut(element);
    if (isHolder) for (const child of element.children) look(child, found);
  } else if (away < FAR * innerHeight || !element.matches(".body > *, .part")) {
    found.push([/** @type {HTMLElement} */ (element), rect]);
  }
}

/** What is beyond the screen, the nearest first. */
function find() {
  /** @type {[HTMLElement, DOMRect][]} */
  const found = [];
  for (const element of document.querySelector("main")?.parentElement?.children ?? []) {
    if (element.matches(LANDMARKS)) look(element, found);
  }
  return found.sort(([, one], [, other]) => distance(one) - distance(other));
}

/** What the screen shows of the page, as far as it changes without a word from here. */
const view = () => `${scrollY} ${innerWidth} ${innerHeight}`;

/** What was found before it was asked for, and in which view. @type {{ found: [HTMLElement, DOMRect][], seen: string } | undefined} */
let ahead;

/** Look for what is beyond the screen in time for a change that is about to come. */
export function lookAhead() {
  ahead = waiting.size ? undefined : { found: find(), seen: view() };
  // A press may change nothing, and the page much, before the next change.
  setTimeout(() => (ahead = undefined), PRESS);
}

/** @param {HTMLElement} element */
function follow(element) {
  waiting.delete(element);
  element.style.contentVisibility = element.style.containIntrinsicBlockSize = "";
  // The server's elements are left as they came.
  if (!element.getAttribute("style")) element.removeAttribute("style");
}

/** Let follow what has come to the screen, and by what that moves, until there is no more. */
function followShown() {
  const shown = [...waiting].filter((element) => distance(element.getBoundingClientRect()) < 0);
  shown.forEach(follow);
  if (shown.length) followShown();
}

/** A frame at a time, the nearest first. */
function followOn() {
  followShown();
  [...waiting].slice(0, AT_ONCE).forEach(follow);
  if (waiting.size) requestAnimationFrame(followOn);
}

/** Let what is beyond the screen keep its size for now, whatever changes. To be called before the change. */
export function putOff() {
  const idle = !waiting.size;
  const found = idle && ahead?.seen == view() ? ahead.found : find();
  ahead = undefined;
  for (const [element, { height }] of found) {
    // What loses its box loses the focus.
    if (element.contains(document.activeElement)) continue;
    waiting.add(element);
    element.style.contentVisibility = "hidden";
    element.style.containIntrinsicBlockSize = `${height}px`;
  }
  // What the change brings to the screen is there in the same frame, all else from the next one on.
  if (idle && waiting.size) requestAnimationFrame(() => {
    followShown();
    requestAnimationFrame(followOn);
  });
}
