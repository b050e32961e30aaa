/**
 * The page follows what is read, so long as the reader does not scroll: then it stays until it is called back, or what
 * is read comes into view by itself.
 *
 * @typedef {Pick<import("../start.js").Reading, "bring" | "screen">} Page
 *
 * @typedef {object} Follow
 * @property {(range: Range | undefined, resume?: boolean) => void} to
 * @property {() => boolean} following
 * @property {() => void} close
 */

const KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);
/** Where a sentence is put: a share of the free height from its top. */
const HEIGHT = 0.25;
const MARGIN = 8;
/** Told on `window` in a frame: its host's page was scrolled, by the reader and not by what the frame asked for. */
export const HOST_SCROLLED = "portal-host-scrolled";

/** What a sticky bar covers at an edge of the screen. @param {Element | null} bar @param {"top" | "bottom"} edge */
function covered(bar, edge) {
  if (!bar || getComputedStyle(bar).position != "sticky") return 0;
  const { top, bottom } = bar.getBoundingClientRect();
  if (edge == "top") return top <= 1 ? Math.max(0, bottom) : 0;
  return bottom >= innerHeight - 1 ? Math.max(0, innerHeight - top) : 0;
}

/**
 * @param {Element} dock The player.
 * @param {Page} page
 * @param {() => void} changed Called when following begins or ends.
 * @returns {Follow}
 */
export function createFollow(dock, page, changed) {
  let following = true;
  /** What the page is smoothly going to, and the height of the screen where that belongs. @type {[Range, number] | undefined} */
  let going;
  /** @param {boolean} now */
  const set = (now) => {
    if (!now) going = undefined;
    if (following == now) return;
    following = now;
    changed();
  };
  const leave = () => set(false);
  const listening = new AbortController();
  const { signal } = listening;
  for (const gesture of ["wheel", "touchmove", HOST_SCROLLED]) addEventListener(gesture, leave, { passive: true, signal });
  addEventListener("keydown", ({ key, target }) => {
    if (KEYS.has(key) && !(target instanceof Element && target.closest("button, select, input, textarea, summary"))) leave();
  }, { signal });
  addEventListener("pointerdown", ({ clientX }) => {
    // The scroll bar.
    if (clientX >= document.documentElement.clientWidth) leave();
  }, { signal });
  // Meanwhile blocks and pictures that came into view got their true height, or the place was held against them.
  addEventListener("scrollend", () => {
    if (going) page.bring(...going);
    going = undefined;
  }, { signal });

  return {
    following: () => following,
    close: () => listening.abort(),
    to: (range, resume = false) => {
      const box = range?.getBoundingClientRect();
      if (!range || !box || !(box.height || box.width)) return;
      const screen = page.screen();
      const top = screen.top + covered(document.getElementById("portal-controls"), "top") + MARGIN;
      const bottom = screen.bottom - covered(dock, "bottom") - MARGIN;
      const line = range.getClientRects()[0] ?? box;
      const seen = line.top >= top && (box.bottom <= bottom || (line.top < top + (bottom - top) / 2 && line.bottom <= bottom));
      if (resume || seen) set(true);
      if (!following || seen) return;
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const aim = top + (bottom - top) * HEIGHT;
      const far = Math.abs(line.top - aim) > innerHeight;
      const { embed } = document.documentElement.dataset;
      if (still || far || embed == "followed" || !("onscrollend" in window)) return page.bring(range, aim);
      going = [range, aim];
      scrollTo({ top: scrollY + line.top - aim, behavior: "smooth" });
    },
  };
}
