/**
 * The reader's own colours, locked to contrast: what is picked is moved to the nearest shade that keeps it.
 *
 * @typedef {{ token: string, from: string, to: string, ratio: number, least: number | undefined }} Change A pick that was
 *   moved; `ratio` as in `Locked`, `least` what it must be by WCAG; undefined where the level of contrast asks for another.
 *
 * @typedef {object} Locked
 * @property {"light" | "dark"} scheme Which the colours are.
 * @property {import("./settle.js").Tokens} tokens The whole set.
 * @property {Change[]} changed
 * @property {Record<string, number>} ratios The contrast of each pick as it is now: of ink, link, visited and focus with
 *   the paper, of paper with the ink, of selection and highlight with what is written on them.
 */

import themes from "../themes.json";
import { contrast, luminance } from "./oklch.js";
import { LINE, settle, TEXT } from "./settle.js";

/** What can be picked, and the token it is. */
export const PICKS = /** @type {Record<string, string>} */ ({
  paper: "paper",
  ink: "text",
  link: "link",
  visited: "visited",
  selection: "selection",
  highlight: "highlight",
  focus: "focus",
});

/** The luminance that has the same contrast with black as with white. */
const MIDDLE = Math.sqrt(1.05 * 0.05) - 0.05;

/**
 * @param {Readonly<Record<string, unknown>>} chosen By the names of `PICKS`; what is no `#rrggbb` counts as not picked.
 * @param {number} level Of contrast, -2 to 2.
 * @returns {Locked}
 */
export function lock(chosen, level = 0) {
  const picks = Object.entries(PICKS).flatMap(([pick, token]) => {
    const colour = `${chosen[pick] ?? ""}`.toLowerCase();
    return /^#[\da-f]{6}$/.test(colour) ? [{ pick, token, colour }] : [];
  });
  /** @param {string} pick */
  const bright = (pick) => {
    const found = picks.find((other) => other.pick == pick);
    return found && luminance(found.colour) > MIDDLE;
  };
  const scheme = (bright("paper") ?? !(bright("ink") ?? false)) ? "light" : "dark";
  const base = /** @type {Record<string, Record<string, import("./settle.js").Tokens>>} */ (themes)[scheme][level];
  const given = { ...base, ...Object.fromEntries(picks.map(({ token, colour }) => [token, colour])) };
  const tokens = settle(given, base, level);
  const ratios = ratiosOf(tokens);
  const changed = picks.flatMap(({ pick, token, colour }) =>
    tokens[token] == colour ? [] : [{ token: pick, from: colour, to: tokens[token], ratio: ratios[pick], least: leastOf(pick, level) }],
  );
  return { scheme: luminance(tokens.paper) > luminance(tokens.text) ? "light" : "dark", tokens, changed, ratios };
}

/** The contrast of each that can be picked, as in `Locked`. @param {import("./settle.js").Tokens} tokens */
export const ratiosOf = (tokens) => Object.fromEntries(Object.keys(PICKS).map((pick) => [pick, ratioOf(pick, tokens)]));

/** @param {string} pick @param {number} level @returns {number | undefined} */
function leastOf(pick, level) {
  if (pick == "focus") return LINE;
  const byLevel = level > 0 ? ["ink", "link", "visited"] : level < 0 ? ["ink"] : [];
  return byLevel.includes(pick) ? undefined : TEXT;
}

/** @param {string} pick @param {import("./settle.js").Tokens} tokens */
function ratioOf(pick, tokens) {
  if (pick == "paper") return contrast(tokens.paper, tokens.text);
  if (pick == "selection" || pick == "highlight") return contrast(tokens[pick], tokens[`${pick}_text`]);
  return contrast(tokens[PICKS[pick]], tokens.paper);
}
