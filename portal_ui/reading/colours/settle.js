/**
 * Whole sets of colours made of a few: what is given is moved to the nearest shade that keeps every pair of `PAIRS`
 * (themes.py), and the rest is worked out beside it as in one of our own sets.
 *
 * @typedef {Record<string, string>} Tokens The fields of `Tokens` (themes.py), each `#rrggbb`.
 */

import { contrast, GREYS, nearest, shade, toOklch } from "./oklch.js";

/** Text on what lies behind it, of any size (WCAG 2.2, 1.4.6). */
export const TEXT = 7;
/** Lines, focus and marks beside what touches them (WCAG 2.2, 1.4.11 and 2.4.13). */
export const LINE = 3;

/** The contrast with the paper at each level, as far as the paper lets it: the text's least and most, a link's least. */
const LEVELS = /** @type {Record<number, [number, number, number]>} */ ({
  [-2]: [TEXT, 8.6, TEXT],
  [-1]: [TEXT, 10, TEXT],
  0: [TEXT, 21, TEXT],
  1: [11, 21, 8.5],
  2: [15, 21, 10],
});

/** The most that any text can have on a ground. @param {string} ground */
const reach = (ground) => Math.max(contrast(ground, "#000000"), contrast(ground, "#ffffff"));
/** @param {string} colour */
const lightness = (colour) => toOklch(colour)[0];

/** Where a colour lies between two others by lightness: 0 is the first. @param {string} at @param {string} from @param {string} to */
const part = (at, from, to) => (lightness(at) - lightness(from)) / (lightness(to) - lightness(from));
/** @param {string} from @param {string} to @param {number} part */
const between = (from, to, part) => shade(from, lightness(from) + (lightness(to) - lightness(from)) * part);

/**
 * A whole set of colours.
 * @param {Tokens} given paper, text, link, visited, selection, highlight and focus.
 * @param {Tokens} base One of our own sets, of the same scheme: gives the others.
 * @param {number} level Of contrast, -2 to 2.
 * @returns {Tokens}
 */
export function settle(given, base, level = 0) {
  const paper = nearest(given.paper, (colour) => reach(colour) >= TEXT);
  const [wanted, most, linked] = LEVELS[level];
  const least = Math.min(wanted, reach(paper));
  const text = nearest(given.text, (colour) => {
    const ratio = contrast(colour, paper);
    return ratio >= least && (ratio <= most || ratio <= least + 0.8);
  });

  const side = Math.sign(lightness(text) - lightness(paper));
  /** A ground that differs from the paper as in our own set, towards the text or, lest that loses contrast, away. @param {string} token */
  const ground = (token) => {
    const ratio = contrast(base[token], base.paper);
    const found = [side, -side].map((way) => apart(paper, ratio, way));
    return found.find((colour) => colour && contrast(text, colour) >= Math.min(TEXT * 1.05, contrast(text, paper))) ?? paper;
  };
  const [surface, control, tint] = ["surface", "control", "tint"].map(ground);
  const grounds = [paper, surface, control, tint];
  const enough = Math.min(linked, ...grounds.map((ground) => contrast(text, ground)));

  /** @param {string} colour @param {number} ratio */
  const onGrounds = (colour, ratio) => nearest(colour, (tried) => grounds.every((ground) => contrast(tried, ground) >= ratio));
  /** @param {string} token */
  const toned = (token) => between(text, paper, part(base[token], base.text, base.paper));

  const selection = nearest(given.selection, (colour) => reach(colour) >= TEXT && contrast(colour, paper) >= LINE);
  /** @param {string} highlight */
  const isWord = (highlight) => (/** @type {string} */ colour) =>
    reach(colour) >= TEXT && contrast(colour, paper) >= LINE && contrast(colour, highlight) >= LINE;
  const highlight = nearest(
    given.highlight,
    (colour) => reach(colour) >= TEXT && differs(colour, paper) && GREYS.some(isWord(colour)),
  );
  const word = nearest(base.word, isWord(highlight));
  /** The ink on a ground of its own. @param {string} ground */
  const on = (ground) => [text, paper, "#000000", "#ffffff"].find((ink) => contrast(ink, ground) >= TEXT) ?? text;

  return {
    paper,
    surface,
    text,
    muted: onGrounds(toned("muted"), TEXT),
    link: onGrounds(given.link, enough),
    visited: onGrounds(given.visited, enough),
    selection,
    selection_text: on(selection),
    focus: onGrounds(given.focus, LINE),
    rule: onGrounds(toned("rule"), LINE),
    control,
    control_text: text,
    highlight,
    highlight_text: on(highlight),
    word,
    word_text: on(word),
    tint,
  };
}

/** The shade nearest to a colour that has a contrast with it, lighter (1) or darker (-1). @param {string} colour @param {number} ratio @param {number} way */
function apart(colour, ratio, way) {
  const start = lightness(colour);
  for (let at = start; at >= 0 && at <= 1; at += way / 256) {
    const found = shade(colour, at);
    if (contrast(found, colour) >= ratio) return found;
  }
  return undefined;
}

/** Whether two grounds can be told apart, by lightness or by hue. @param {string} one @param {string} other */
function differs(one, other) {
  const [[l, c, h], [m, d, i]] = [toOklch(one), toOklch(other)];
  return Math.hypot(l - m, c * Math.cos(h) - d * Math.cos(i), c * Math.sin(h) - d * Math.sin(i)) >= 0.04;
}
