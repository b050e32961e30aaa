/**
 * Pictures hidden or calm: the alternative text in the place of each, and a still of those that move. Stylesheets show
 * either; pictures are only marked, and get a neighbour.
 */

import { adopted } from "../adopted.js";
import { wear } from "../worn.js";
import styles from "./images.css";

/** @param {import("../start.js").Reading} reading */
export function start(reading) {
  wear(styles);
  const less = matchMedia("(prefers-reduced-motion: reduce)");
  const serve = () => {
    const choice = reading.get("images");
    if (choice == "hidden") reading.keepPlace(describeAll);
    else if (choice == "calm" || less.matches) stillAll();
  };
  const describeAll = () => pictures().forEach(describe);
  adopted(() => {
    reading.subscribe(serve);
    less.addEventListener("change", serve);
    serve();
  });
}

/** @returns {(HTMLImageElement | HTMLVideoElement)[]} */
const pictures = () => [...document.querySelectorAll(/** @type {"img"} */ (".reading :is(img, video)"))];

/** @param {HTMLImageElement | HTMLVideoElement} picture */
function describe(picture) {
  const text = picture.getAttribute("alt") ?? picture.getAttribute("aria-label") ?? picture.title;
  if (!text || picture.nextElementSibling?.className == "alternative") return;
  const words = document.createElement("span");
  words.className = "alternative";
  words.textContent = text;
  picture.after(words);
}

function stillAll() {
  for (const picture of pictures()) {
    if (picture instanceof HTMLVideoElement) {
      if (picture.autoplay) picture.pause();
    } else if (picture.complete) still(picture);
    else picture.addEventListener("load", () => still(picture), { once: true });
  }
}

/** Put a still beside a picture that moves. @param {HTMLImageElement} picture */
async function still(picture) {
  if (picture.dataset.moves !== undefined || !(await moves(picture).catch(() => false))) return;
  picture.dataset.moves = "";
  const canvas = document.createElement("canvas");
  canvas.className = "still";
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", picture.alt);
  // Of a picture that moves, this draws the first frame (HTML, canvas, "drawing images").
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  picture.after(canvas);
}

/** Whether a picture has more than one frame; where the browser cannot say, whether it may. @param {HTMLImageElement} picture */
async function moves({ currentSrc }) {
  if (!("ImageDecoder" in window)) return /\.gif(\?|$)/i.test(currentSrc);
  const { body, headers } = await fetch(currentSrc);
  const type = headers.get("content-type") ?? "";
  if (!body || !/gif|webp|png|avif/.test(type)) return false;
  const decoder = new ImageDecoder({ data: body, type });
  await decoder.tracks.ready;
  const { animated } = decoder.tracks.selectedTrack ?? { animated: false };
  decoder.close();
  return animated;
}
