/**
 * The stylesheet that gives a text of somebody else's what the reader has chosen. It is all that is done to the text:
 * none of its elements is touched but the named one, which gets an attribute, so a reset leaves nothing behind.
 *
 * All stands in a cascade layer and is important: such a rule wins over the host's, however specific these are (CSS
 * Cascading and Inheritance 5, 6.4.4).
 *
 * @typedef {"light" | "dark"} Scheme
 * @typedef {Readonly<Record<string, string>>} Tokens The colours of one level, by name, each `#rrggbb`.
 * @typedef {Readonly<Record<string, Readonly<Record<string, Tokens>>>>} Colours By theme, of which two are the schemes,
 *   and level of contrast.
 */

export const MARK = "data-portal-reading";

/** How wide a character is in running text, in em: of a narrow typeface, so that no line has more than was asked for. */
const CHARACTER = 0.42;

/** @param {number} size How many times the host's own. */
const sizeRules = (size) => `
  [${MARK}] { zoom: ${size} !important; max-inline-size: 100% !important; overflow-wrap: break-word !important }
  [${MARK}] :is(img, video, svg, canvas, iframe) { max-inline-size: 100% !important; object-fit: contain !important }
  [${MARK}] :is(h1, h2, h3, h4, h5, h6) { zoom: ${headingZoom(size)} !important }`;

/** Headings grow less than the text (text.css): 1.6 times as large at 100 %, 1.1 times from 300 % on. @param {number} size */
const headingZoom = (size) => Math.min(Math.max(1.85 - 0.25 * size, 1.1), 1.6) / 1.6;

/** @param {string} text Selects it. @param {Tokens} colours */
function colourRules(text, colours) {
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

/** What is set by a name, and what each does. @type {Record<string, (value: import("../../reading/store.js").Value) => string>} */
const CHOICES = {
  alignment: (value) => `
  :is([${MARK}], [${MARK}] :is(p, div, li, dd, dt, blockquote)) { text-align: ${value} !important }`,
  // A sign of an icon typeface is often an empty `i`.
  plain: () => `
  :is([${MARK}], [${MARK}] *) { font-style: normal !important; font-variant-caps: normal !important; text-transform: none !important }
  [${MARK}] :is(em, i, cite, dfn, var):not(:empty) { font-weight: bolder !important }
  [${MARK}] :is(sup, sub, small) { font-size: 1em !important }`,
  links: (value) => `
  [${MARK}] :any-link { text-decoration: underline !important ${
    value == "marked" ? "; outline: 1px solid !important; outline-offset: 1px !important; font-weight: bolder !important" : ""
  } }`,
};

/** @param {string} name @param {number} value @param {import("../../reading/store.js").Setting | undefined} setting */
function spacingRules(name, value, setting) {
  if (name == "paragraph-spacing") {
    return `[${MARK}] p { margin-block-end: ${value}em !important } [${MARK}] p + p { margin-block-start: 0 !important }`;
  }
  if (name == "line-length") {
    return `:is([${MARK}], [${MARK}] :is(p, li, dd, dt, blockquote)) { max-inline-size: min(100%, ${value * CHARACTER}em) !important }`;
  }
  const languages = setting?.void?.flatMap(({ lang = [] }) => lang) ?? [];
  // Joined letters, for one, would come apart.
  const spaced = languages.length ? `:not(${languages.map((lang) => `:lang(${lang})`).join()})` : "";
  const unit = name == "line-height" ? "" : "em";
  return `:is([${MARK}], [${MARK}] *)${spaced} { ${name}: ${value}${unit} !important }`;
}

/**
 * The texts that get other colours, and from which theme: where none is chosen, each from its host's scheme.
 * @param {import("../../reading/store.js").Value | undefined} theme
 * @param {import("../../reading/store.js").Value | undefined} contrast
 * @returns {[selector: string, theme: string][]}
 */
function coloured(theme, contrast) {
  if (theme !== undefined) return [[`[${MARK}]`, `${theme}`]];
  return contrast === undefined ? [] : ["light", "dark"].map((scheme) => [`[${MARK}="${scheme}"]`, scheme]);
}

/**
 * @param {import("./choices.js").Chosen} chosen @param {Colours} colours
 * @param {import("../../reading/store.js").Setting[]} settings
 * @returns {string} The stylesheet, empty where nothing is chosen.
 */
export function rules(chosen, colours, settings) {
  const { size, contrast, theme, ...others } = chosen;
  const parts = [
    size === undefined ? "" : sizeRules(Number(size) / 100),
    ...coloured(theme, contrast).map(([text, name]) => colourRules(text, colours[name][`${contrast ?? 0}`])),
    ...Object.entries(others).map(
      ([name, value]) =>
        CHOICES[name]?.(value) ?? spacingRules(name, Number(value), settings.find((one) => one.name == name)),
    ),
  ].filter(Boolean);
  return parts.length ? `@layer portal-reading {${parts.join("\n")}}` : "";
}

/** Whether a text is dark on light or light on dark, as its host has it. @param {Element} text @returns {Scheme} */
export function schemeOf(text) {
  return lightness(getComputedStyle(text).color) > 0.55 ? "dark" : "light";
}

/** From 0 to 1. @param {string} colour As computed: a space of its own keeps its name (CSS Color 4, 15). */
function lightness(colour) {
  const [first = 0, green = 0, blue = 0] = (colour.replace(/^color\(\S+/, "").match(/[\d.]+/g) ?? []).map(Number);
  if (colour.startsWith("okl")) return first;
  if (colour.startsWith("l")) return first / 100;
  return (0.2126 * first + 0.7152 * green + 0.0722 * blue) / (colour.startsWith("rgb") ? 255 : 1);
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
    "line-length": [styles.inlineSize, 65],
  };
  const [length, normal] = own[name] ?? ["", NaN];
  const value = parseFloat(length) / parseFloat(styles.fontSize) / (name == "line-length" ? CHARACTER : 1);
  return isNaN(value) ? normal : Math.round(value * 1000) / 1000;
}
