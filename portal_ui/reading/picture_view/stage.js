/** Where the picture stands: seen whole at first, then larger by steps and scrolled as any overflow is. */

import { element } from "./parts.js";

/** Times the size at which the whole picture is seen. */
const ZOOMS = [1, 1.5, 2, 3, 4, 6, 8];
/** How far an arrow key moves the picture, as a share of the stage. */
const STRIDE = 0.2;

const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/** @param {string} name */
export function createStage(name) {
  const stage = element("div", "picture-stage", { tabindex: "0", role: "group", "aria-label": name });
  let at = 0;
  /** How many pictures were shown: what comes late for an earlier one is not shown. */
  let turn = 0;

  const set = () => {
    stage.style.setProperty("--zoom", `${ZOOMS[at]}`);
    stage.classList.toggle("zoomed", at > 0);
  };

  /** @param {HTMLElement} shown @param {number} width @param {number} height */
  const put = (shown, width, height) => {
    stage.style.setProperty("--ratio", `${(width || 3) / (height || 2)}`);
    stage.replaceChildren(shown);
  };

  /** @param {HTMLCanvasElement} still */
  const copy = (still) => {
    const canvas = /** @type {HTMLCanvasElement} */ (still.cloneNode());
    canvas.getContext("2d")?.drawImage(still, 0, 0);
    return canvas;
  };

  return {
    element: stage,
    zoom: () => ZOOMS[at],
    isLeast: () => at == 0,
    isMost: () => at == ZOOMS.length - 1,

    /** @param {import("./picture.js").Picture} picture @param {() => void} failed */
    show({ inPage, still, alt, large }, failed) {
      const own = ++turn;
      at = 0;
      set();
      if (still) return put(copy(still), still.width, still.height);
      // What the page has fetched already is there at once, until the large one has come.
      const small = new Image();
      small.alt = alt;
      small.src = inPage.currentSrc || inPage.src;
      put(small, inPage.naturalWidth || inPage.width, inPage.naturalHeight || inPage.height);
      if (small.src == large) return undefined;
      const image = new Image();
      image.alt = alt;
      image.addEventListener("load", () => own == turn && put(image, image.naturalWidth, image.naturalHeight));
      image.addEventListener("error", () => own == turn && failed());
      image.src = large;
      return undefined;
    },

    clear() {
      turn++;
      stage.replaceChildren();
    },

    /** Zoom by steps around the middle of what is seen. @param {number} steps @returns {boolean} Whether there was one. */
    step(steps) {
      if (!(at + steps in ZOOMS)) return false;
      const { scrollLeft, scrollTop, clientWidth, clientHeight, scrollWidth, scrollHeight } = stage;
      const x = (scrollLeft + clientWidth / 2) / scrollWidth;
      const y = (scrollTop + clientHeight / 2) / scrollHeight;
      at += steps;
      set();
      stage.scrollTo(x * stage.scrollWidth - stage.clientWidth / 2, y * stage.scrollHeight - stage.clientHeight / 2);
      return true;
    },

    /** Move a zoomed picture, wherever the focus is. @param {KeyboardEvent} event @returns {boolean} Whether it was for it. */
    pan({ key }) {
      const [x, y] = ARROWS[key] ?? [0, 0];
      if (at == 0 || !(x || y)) return false;
      stage.scrollBy(x * STRIDE * stage.clientWidth, y * STRIDE * stage.clientHeight);
      return true;
    },
  };
}
