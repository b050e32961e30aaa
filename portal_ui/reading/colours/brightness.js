/** How bright text and paper are in a dark theme, apart from each other, and never below the contrast that text needs. */

import { contrast, nearest, shade, toOklch } from "./oklch.js";
import { settle, TEXT } from "./settle.js";

/** White has 8:1 on this grey: room enough for a coloured ink to keep 7:1. */
const BRIGHTEST_PAPER = "#505050";

/** @param {string} colour */
const lightness = (colour) => toOklch(colour)[0];
/** @param {string} colour @param {number} from @param {number} to @param {number} percent */
const towards = (colour, from, to, percent) => shade(colour, from + ((to - from) * percent) / 100);

/**
 * @param {import("./settle.js").Tokens} base A dark set.
 * @param {number} text 100: as bright as in the set; 0: as dim as 7:1 lets it be.
 * @param {number} paper 0: as dark as in the set; 100: as bright as 7:1 lets it be.
 * @returns {import("./settle.js").Tokens}
 */
export function brighten(base, text, paper) {
  if (text == 100 && paper == 0) return base;
  const ground = towards(base.paper, lightness(base.paper), lightness(BRIGHTEST_PAPER), paper);
  const full = paper == 0 ? base : settle({ ...base, paper: ground }, base);
  /** @param {string} ink @param {string[]} grounds */
  const dim = (ink, grounds) => {
    /** @param {string} colour */
    const fits = (colour) => grounds.every((ground) => contrast(colour, ground) >= TEXT);
    const floor = nearest(shade(ink, lightness(full.paper)), fits);
    return nearest(towards(ink, lightness(floor), lightness(ink), text), fits);
  };
  const grounds = [full.paper, full.surface, full.control, full.tint];
  return {
    ...full,
    text: dim(full.text, grounds),
    muted: dim(full.muted, grounds),
    link: dim(full.link, grounds),
    visited: dim(full.visited, grounds),
    control_text: dim(full.control_text, grounds),
    highlight_text: dim(full.highlight_text, [full.highlight]),
  };
}
