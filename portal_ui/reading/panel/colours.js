/**
 * The fields of the reader's own colours: each shows the colour that holds, its contrast, and in words what was changed
 * of the reader's pick. The picker itself says what is picked; what became of it is said when it is closed.
 */

import { follow } from "./follow.js";
import { fill, formatted } from "./words.js";

/**
 * @typedef {import("../colours/lock.js").Change} Change
 *
 * @typedef {object} Colours What `load("colours")` gives.
 * @property {() => import("../colours/lock.js").Locked} locked
 * @property {typeof import("../colours/lock.js").ratiosOf} ratiosOf
 * @property {Readonly<Record<string, string>>} picks
 */

/** Down, so that no ratio is said to be more than it is. @param {number} ratio */
const ratioText = (ratio) => formatted(Math.floor(ratio * 10) / 10);

/** A token as the page shows it now, `#rrggbb`. @param {string} token @param {HTMLElement} probe */
function shown(token, probe) {
  probe.style.color = `var(--${token.replace("_", "-")})`;
  const parts = getComputedStyle(probe).color.match(/\d+/g) ?? [];
  return `#${parts.slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}

/**
 * @param {HTMLElement} panel
 * @param {import("../start.js").Reading} reading
 */
export async function serveColours(panel, reading) {
  const { dataset: texts } = panel;
  const fields = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll('[data-setting^="own-"]')]);
  /** @param {HTMLElement} field */
  const pickOf = (field) => (field.dataset.setting ?? "").slice("own-".length);
  const probe = /** @type {HTMLElement} */ (panel.querySelector("h2"));
  /** @type {Colours} */
  const { locked, ratiosOf, picks } = await reading.load("colours");

  /** @param {Change} change */
  const changeText = ({ token, from, to, least }) => {
    const kind = least === undefined ? "Level" : ["selection", "highlight"].includes(token) ? "Ground" : "";
    return fill(texts[`colourMoved${kind}`] ?? "", { from, to, least: formatted(least ?? 0) });
  };

  /** What there is to say of a field. @param {HTMLElement} field */
  const sayingOf = (field) => {
    const parts = [...field.querySelectorAll("[data-colour-now] > :not([hidden])")].map((part) => part.textContent);
    return fill(texts.sayValue ?? "", { setting: field.querySelector("legend")?.textContent ?? "", value: parts.join(" ") });
  };
  /** What became of each pick. */
  const moves = () => fields.map((field) => field.querySelector("[data-colour-now] > :last-child")?.textContent);
  /** Before the picker was opened. @type {ReturnType<typeof moves> | undefined} */
  let before;

  let seen = "";
  const show = () => {
    const dependent = ["theme", "contrast", "text-brightness", "paper-brightness", ...fields.map((field) => field.dataset.setting ?? "")];
    const key = JSON.stringify([...dependent.map(reading.get), matchMedia("(prefers-color-scheme: dark)").matches]);
    if (key === seen) return;
    seen = key;
    const own = locked();
    const tokens = [...Object.values(picks), "selection_text", "highlight_text"];
    probe.style.setProperty("forced-color-adjust", "none");
    const page = Object.fromEntries(tokens.map((token) => [token, shown(token, probe)]));
    for (const property of ["forced-color-adjust", "color"]) probe.style.removeProperty(property);
    for (const field of fields) {
      const name = field.dataset.setting ?? "";
      const pick = pickOf(field);
      const picked = Boolean(reading.get(name));
      const holds = picked || reading.get("theme") == "own" ? own : { tokens: page, ratios: ratiosOf(page) };
      const colour = holds.tokens[picks[pick]];
      const control = /** @type {HTMLInputElement} */ (field.querySelector("input"));
      // A picker that is open is the reader's.
      if (!control.dataset.changed) control.value = colour;
      const [now, moved] = /** @type {NodeListOf<HTMLElement>} */ (field.querySelectorAll("[data-colour-now] > *"));
      const ratio = ratioText(holds.ratios[pick]);
      now.textContent = fill((picked ? texts.colourPicked : texts.colourUnset) ?? "", { colour, ratio });
      const change = picked ? own.changed.find(({ token }) => token == pick) : undefined;
      moved.hidden = !change;
      moved.textContent = change ? changeText(change) : "";
    }
    panel.style.setProperty("--own-paper", own.tokens.paper);
    panel.style.setProperty("--own-ink", own.tokens.text);
    panel.style.setProperty("--own-link", own.tokens.link);
    before ??= moves();
  };

  panel.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type != "color") return;
    const field = /** @type {HTMLElement} */ (target.closest("[data-setting]"));
    delete target.dataset.changed;
    seen = "";
    show();
    const now = moves();
    const others = fields.filter((other, at) => other != field && now[at] && now[at] !== before?.[at]);
    before = now;
    reading.announce([field, ...others].map(sayingOf).join(" "));
  });
  follow(panel, reading, show);
}
