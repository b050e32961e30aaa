/**
 * What an abbreviation stands for or a word means, in a bubble beside it: on hover, on focus and on touch. It stays until
 * the pointer or the focus leaves both, can be pointed at itself, and Escape sends it away (WCAG 2.2, 1.4.13, 3.1.3 and
 * 3.1.4). The list at the article's end says the same, and needs no script.
 */

import { wear } from "../worn.js";
import styles from "./abbreviations.css";
import { reachable } from "./reachable.js";

const ARTICLE = "article.article";
const ABBREVIATION = `${ARTICLE} .body abbr[title]`;
/** What leads to the list: a word (content/pipeline/terms.py), and the first of each abbreviation (abbreviations.py). */
const TERM = `${ARTICLE} .body a.term`;
const LINK = `a.abbreviation, ${TERM}`;
/** For how long the pointer rests before the bubble comes, and may stray before it goes, in milliseconds. */
const RESTS = 150;
const STRAYS = 250;

/** The bubble, unseen. */
function createBubble() {
  const bubble = document.createElement("div");
  bubble.id = "abbreviation-bubble";
  bubble.setAttribute("role", "tooltip");
  bubble.hidden = true;
  return bubble;
}

/** The element that says what a word means. @param {HTMLElement} word @returns {HTMLElement | null} */
const meaningOf = (word) => (word.matches(TERM) ? document.getElementById(decodeURIComponent(/** @type {HTMLAnchorElement} */ (word).hash.slice(1))) : null);

/**
 * Put the bubble above a word, or below where there is more room.
 * @param {HTMLElement} bubble @param {HTMLElement} word @param {ReturnType<import("../start.js").Reading["screen"]>} screen
 */
function place(bubble, word, screen) {
  const [{ left, top, bottom }] = word.getClientRects();
  const bar = document.getElementById("portal-controls");
  const edge = bar && getComputedStyle(bar).position == "sticky" ? bar.getBoundingClientRect().bottom : 0;
  const above = top - Math.max(edge, screen.top);
  const below = Math.min(screen.bottom, document.documentElement.clientHeight) - bottom;
  bubble.style.maxHeight = "";
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const up = height <= above || above >= below;
  const room = Math.max(up ? above : below, 44);
  bubble.style.maxHeight = `${room}px`;
  const most = document.documentElement.clientWidth - width;
  bubble.style.left = `${scrollX + Math.max(0, Math.min(left, most))}px`;
  bubble.style.top = `${scrollY + (up ? top - Math.min(height, room) : bottom)}px`;
}

/** @param {import("../start.js").Reading} reading */
export function start(reading) {
  const article = document.querySelector(ARTICLE);
  if (!article?.querySelector(`${ABBREVIATION}, ${TERM}`)) return;
  wear(styles);
  reachable(article);
  const bubble = createBubble();
  /** @type {HTMLElement | undefined} */
  let shown;
  /** The one that was shown when a finger came down. @type {HTMLElement | undefined} */
  let touched;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pending;

  const hide = () => {
    clearTimeout(pending);
    // Taken away so that the browser did not show it as well, in its own small letters.
    if (shown?.localName == "abbr") {
      shown.setAttribute("title", bubble.textContent ?? "");
      shown.removeAttribute("aria-describedby");
    }
    shown = undefined;
    bubble.hidden = true;
  };

  /** @param {HTMLElement} word */
  const show = (word) => {
    clearTimeout(pending);
    if (word == shown) return;
    hide();
    if (!bubble.isConnected) document.querySelector("main")?.append(bubble);
    const meaning = meaningOf(word);
    bubble.textContent = meaning?.textContent ?? word.title;
    bubble.lang = (meaning ?? word).closest("[lang]")?.getAttribute("lang") ?? "";
    // A term is described by its entry already.
    if (!meaning) {
      word.removeAttribute("title");
      word.setAttribute("aria-describedby", bubble.id);
    }
    shown = word;
    bubble.hidden = false;
    place(bubble, word, reading.screen());
  };

  /** The abbreviation or term that something belongs to. @param {EventTarget | null} target @returns {HTMLElement | undefined} */
  const wordOf = (target) => {
    if (!(target instanceof Element)) return undefined;
    if (shown?.contains(target) || (shown && target.closest(LINK)?.contains(shown))) return shown;
    const link = target.closest(LINK);
    return target.closest(ABBREVIATION) ?? link?.querySelector("abbr[title]") ?? link?.closest(TERM) ?? undefined;
  };

  /** @param {() => void} act @param {number} wait */
  const later = (act, wait) => {
    clearTimeout(pending);
    pending = setTimeout(act, wait);
  };
  const focused = () => shown && wordOf(document.activeElement) == shown;

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType == "touch") return;
    const word = wordOf(target);
    if (word) later(() => show(word), RESTS);
    else if (bubble.contains(/** @type {Node} */ (target))) clearTimeout(pending);
    else if (shown && !focused()) later(hide, STRAYS);
    else if (!shown) clearTimeout(pending);
  });
  document.addEventListener("focusin", ({ target }) => {
    const word = wordOf(target);
    if (word) show(word);
    else hide();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    touched = shown;
    if (!bubble.contains(/** @type {Node} */ (target)) && !wordOf(target)) hide();
  });
  // A finger cannot hover: its first touch explains, and its second follows the link to the list.
  document.addEventListener("click", (event) => {
    const word = /** @type {PointerEvent} */ (event).pointerType == "touch" && wordOf(event.target);
    if (!word || touched == word) return;
    if (word.closest(LINK)) event.preventDefault();
    show(word);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key != "Escape" || !shown) return;
    event.preventDefault();
    hide();
  }, true);
  const follow = () => shown && place(bubble, shown, reading.screen());
  addEventListener("resize", follow);
  reading.subscribe(() => requestAnimationFrame(follow));
}
