/**
 * What an abbreviation stands for, in a bubble beside it: on hover, on focus and on touch. It stays until the pointer or
 * the focus leaves both, can be pointed at itself, and Escape sends it away (WCAG 2.2, 1.4.13 and 3.1.4). The list at the
 * article's end says the same, and needs no script.
 */

import styles from "./abbreviations.css";
import { reachable } from "./reachable.js";

const ARTICLE = "article.article";
const ABBREVIATION = `${ARTICLE} .body abbr[title]`;
/** The first of each, which leads to the list (content/pipeline/abbreviations.py). */
const LINK = "a.abbreviation";
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

/** Put the bubble above an abbreviation, or below where there is more room. @param {HTMLElement} bubble @param {HTMLElement} abbr */
function place(bubble, abbr) {
  const [{ left, top, bottom }] = abbr.getClientRects();
  const bar = document.getElementById("portal-controls");
  const edge = bar && getComputedStyle(bar).position == "sticky" ? bar.getBoundingClientRect().bottom : 0;
  const above = top - Math.max(edge, 0);
  const below = document.documentElement.clientHeight - bottom;
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
  if (!article?.querySelector(".body abbr[title]")) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
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
    shown?.setAttribute("title", bubble.textContent ?? "");
    shown?.removeAttribute("aria-describedby");
    shown = undefined;
    bubble.hidden = true;
  };

  /** @param {HTMLElement} abbr */
  const show = (abbr) => {
    clearTimeout(pending);
    if (abbr == shown) return;
    hide();
    if (!bubble.isConnected) document.querySelector("main")?.append(bubble);
    bubble.textContent = abbr.title;
    bubble.lang = abbr.closest("[lang]")?.getAttribute("lang") ?? "";
    abbr.removeAttribute("title");
    abbr.setAttribute("aria-describedby", bubble.id);
    shown = abbr;
    bubble.hidden = false;
    place(bubble, abbr);
  };

  /** The abbreviation that something belongs to. @param {EventTarget | null} target @returns {HTMLElement | undefined} */
  const abbreviationOf = (target) => {
    if (!(target instanceof Element)) return undefined;
    if (shown?.contains(target) || (shown && target.closest(LINK)?.contains(shown))) return shown;
    return target.closest(ABBREVIATION) ?? target.closest(LINK)?.querySelector("abbr[title]") ?? undefined;
  };

  /** @param {() => void} act @param {number} wait */
  const later = (act, wait) => {
    clearTimeout(pending);
    pending = setTimeout(act, wait);
  };
  const focused = () => shown && abbreviationOf(document.activeElement) == shown;

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType == "touch") return;
    const abbr = abbreviationOf(target);
    if (abbr) later(() => show(abbr), RESTS);
    else if (bubble.contains(/** @type {Node} */ (target))) clearTimeout(pending);
    else if (shown && !focused()) later(hide, STRAYS);
    else if (!shown) clearTimeout(pending);
  });
  document.addEventListener("focusin", ({ target }) => {
    const abbr = abbreviationOf(target);
    if (abbr) show(abbr);
    else hide();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    touched = shown;
    if (!bubble.contains(/** @type {Node} */ (target)) && !abbreviationOf(target)) hide();
  });
  // A finger cannot hover: its first touch explains, and its second follows the link to the list.
  document.addEventListener("click", (event) => {
    const abbr = /** @type {PointerEvent} */ (event).pointerType == "touch" && abbreviationOf(event.target);
    if (!abbr || touched == abbr) return;
    if (abbr.closest(LINK)) event.preventDefault();
    show(abbr);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key != "Escape" || !shown) return;
    event.preventDefault();
    hide();
  }, true);
  const follow = () => shown && place(bubble, shown);
  addEventListener("resize", follow);
  reading.subscribe(() => requestAnimationFrame(follow));
}
