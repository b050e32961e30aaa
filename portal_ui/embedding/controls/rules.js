/**
 * The stylesheet that gives a text of somebody else's what the reader has chosen. It is all that is done to the text:
 * none of its elements is touched but the named one, which gets an attribute, so a reset leaves nothing behind.
 *
 * All stands in a cascade layer and is important: such a rule wins over the host's, however specific these are (CSS
 * Cascading and Inheritance 5, 6.4.4).
 *
 * @typedef {"light" | "dark"} Scheme
 * @typedef {Readonly<Record<string, string>>} Tokens The colours of one level, by name, each `#rrggbb`.
 * @typedef {Readonly<Record<Scheme, Readonly<Record<string, Tokens>>>>} Colours By scheme and level of contrast.
 */

export const MARK = "data-portal-reading";

/** @param {number} size How many times the host's own. */
const sizeRules = (size) => `
  [${MARK}] { zoom: ${size} !important; max-inline-size: 100% !important; overflow-wrap: break-word !important }
  [${MARK}] :is(img, video, svg, canvas, iframe) { max-inline-size: 100% !important; object-fit: contain !important }
  [${MARK}] :is(h1, h2, h3, h4, h5, h6) { zoom: ${headingZoom(size)} !important }`;

/** Headings grow less than the text (text.css): 1.6 times as large at 100 %, 1.1 times from 300 % on. @param {number} size */
const headingZoom = (size) => Math.min(Math.max(1.85 - 0.25 * size, 1.1), 1.6) / 1.6;

/** @param {Scheme} scheme @param {Tokens} colours */
function colourRules(scheme, colours) {
  const text = `[${MARK}="${scheme}"]`;
  return `
  ${text} { background: ${colours.paper} !important }
  ${text} *, ${text} *::before, ${text} *::after {
    background-color: transparent !important; background-image: none !important; border-color: ${colours.rule} !important;
    color: inherit !important; -webkit-text-fill-color: currentcolor !important; text-shadow: none !important }
  ${text} { color: ${colours.text} !important; -webkit-text-fill-color: currentcolor !important }
  ${text} :any-link, ${text} :any-link * { color: ${colours.link} !important; text-decoration: underline !important }
  ${text} :visited, ${text} :visited * { color: ${colours.visited} !important }
  ${text} :is(button, input, select, textarea) {
    background-color: ${colours.control} !important; color: ${colours.control_text} !important }
  ${text} ::selection { background: ${colours.selection} !important; color: ${colours.selection_text} !important }
  ${text} :focus-visible { outline: 3px solid ${colours.focus} !important; outline-offset: 2px !important }`;
}

/** @param {string} name @param {number} value @param {import("../../reading/store.js").Setting | undefined} setting */
function spacingRules(name, value, setting) {
  if (name == "paragraph-spacing") {
    return `[${MARK}] p { margin-block-end: ${value}em !important } [${MARK}] p + p { margin-block-start: 0 !important }`;
  }
  const languages = setting?.void?.flatMap(({ lang = [] }) => lang) ?? [];
  // Joined letters, for one, would come apart.
  const spaced = languages.length ? `:not(${languages.map((lang) => `:lang(${lang})`).join()})` : "";
  const unit = name == "line-height" ? "" : "em";
  return `:is([${MARK}], [${MARK}] *)${spaced} { ${name}: ${value}${unit} !important }`;
}

/**
 * @param {import("./choices.js").Chosen} chosen @param {Colours} colours
 * @param {import("../../reading/store.js").Setting[]} settings
 * @returns {string} The stylesheet, empty where nothing is chosen.
 */
export function rules(chosen, colours, settings) {
  const { size, contrast, ...spacing } = chosen;
  const parts = [
    size === undefined ? "" : sizeRules(size / 100),
    ...(contrast === undefined
      ? []
      : /** @type {const} */ (["light", "dark"]).map((scheme) => colourRules(scheme, colours[scheme][contrast]))),
    ...Object.entries(spacing).map(([name, value]) => spacingRules(name, value, settings.find((one) => one.name == name))),
  ].filter(Boolean);
  return parts.length ? `@layer portal-reading {${parts.join("\n")}}` : "";
}

/** Whether a text is dark on light or light on dark, as its host has it. @param {Element} text @returns {Scheme} */
export function schemeOf(text) {
  const [red, green, blue] = (getComputedStyle(text).color.match(/^rgba?\((\d+), (\d+), (\d+)/) ?? []).slice(1).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140 ? "dark" : "light";
}

/** What of a spacing the host has, in the setting's own unit. @param {Element} text @param {string} name */
export function measured(text, name) {
  const styles = getComputedStyle(text.querySelector("p") ?? text);
  /** @type {Record<string, [string, number]>} */
  const own = {
    "line-height": [styles.lineHeight, 1.2],
    "letter-spacing": [styles.letterSpacing, 0],
    "word-spacing": [styles.wordSpacing, 0],
    "paragraph-spacing": [styles.marginBlockEnd, 1],
  };
  const [length, normal] = own[name] ?? ["", NaN];
  const value = parseFloat(length) / parseFloat(styles.fontSize);
  return isNaN(value) ? normal : Math.round(value * 1000) / 1000;
}
