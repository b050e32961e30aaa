/**
 * The bar of controls in its shadow root, which keeps the host's stylesheets out of it and its own in.
 *
 * @typedef {[setting: string, direction: number, word: string, help: string]} Button direction 0: the host's own.
 *
 * @typedef {object} Words The texts in one language.
 * @property {string} group What the bar is called.
 * @property {Button[]} buttons
 * @property {Record<string, string>} names Of the settings.
 * @property {Record<string, string[]>} steps What the steps are called of those that have no numbers.
 * @property {string[]} levels Of contrast, the lowest first.
 * @property {string} forced Why contrast does nothing under the device's forced colours.
 * @property {Record<string, [string, string, string]>} say What is said of a value: the least, any, the greatest.
 * @property {string} more_settings
 * @property {string} smaller
 * @property {string} larger
 * @property {string} own
 * @property {string} restore
 * @property {string} restored
 * @property {string} missing
 */

import { measured } from "./rules.js";
import { STYLE } from "./style.js";

/** Of contrast, in the order of their names. */
const LEVELS = [-2, -1, 0, 1, 2];

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * @param {object} given
 * @param {ShadowRoot} given.root
 * @param {Element} given.text The text that is set.
 * @param {import("../../reading/store.js").Setting[]} given.settings
 * @param {ReturnType<typeof import("./choices.js").createChoices>} given.choices
 * @param {import("./rules.js").Colours} given.colours
 * @param {import("./rules.js").Scheme} given.scheme The text's own.
 * @param {Words} given.words
 * @param {string} given.lang The words' language.
 * @returns {() => void} Shows what is chosen.
 */
export function createBar({ root, text, settings, choices, colours, scheme, words, lang }) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const forced = matchMedia("(forced-colors: active)");
  const number = new Intl.NumberFormat(lang);
  const status = make("p", { role: "status" });

  /** @param {string} name @returns {number} The value that holds. */
  const valueOf = (name) => Number(choices.chosen()[name] ?? (name in words.say ? choices.usual[name] : measured(text, name)));
  /** @param {string} name @param {number} direction */
  const next = (name, direction) => choices.next(name, valueOf(name), direction);

  /** @param {string} name @param {number} direction @param {boolean} limit Nothing lies beyond. */
  const spoken = (name, direction, limit) => {
    const value = valueOf(name);
    if (!(name in words.say)) return `${words.names[name]}: ${shown(name)}`;
    const said = words.say[name][limit ? direction + 1 : 1];
    return said.replace("{value}", () => (name == "contrast" ? words.levels[LEVELS.indexOf(value)] : `${value}`));
  };
  /** @param {string} name */
  const shown = (name) => (name in choices.chosen() ? number.format(valueOf(name)) : words.own);

  /** @type {Map<HTMLButtonElement, [name: string, direction: number]>} */
  const buttons = new Map();
  const idle = (/** @type {string} */ name, /** @type {number} */ direction) =>
    (name == "contrast" && forced.matches) || (direction != 0 && next(name, direction) === undefined);

  /** @param {string} name @param {number} direction */
  const press = (name, direction) => {
    if (name == "contrast" && forced.matches) return say(words.forced);
    const value = direction ? next(name, direction) : undefined;
    const limit = direction != 0 && value === undefined;
    // The level between less and more is the host's own colours.
    if (!limit) choices.set(name, name == "contrast" && value === 0 ? undefined : value);
    say(spoken(name, direction, limit));
  };

  /** @param {string} name @param {number} direction @param {string} word @param {Record<string, string>} attributes */
  const button = (name, direction, word, attributes) => {
    const made = make("button", { type: "button", ...attributes }, word);
    made.addEventListener("click", () => press(name, direction));
    buttons.set(made, [name, direction]);
    return made;
  };

  /** @param {string} message The same words twice are said twice. */
  const say = (message) => {
    status.textContent = "";
    setTimeout(() => (status.textContent = message), 100);
  };

  /** @type {Map<HTMLSelectElement, string>} */
  const selects = new Map();
  /** A setting whose steps have names. @param {import("../../reading/store.js").Setting} setting */
  const choiceOf = ({ name, steps = [] }) => {
    const select = make("select", {}, make("option", { value: "" }, words.own));
    for (const [index, word] of words.steps[name].entries()) select.append(make("option", { value: `${steps[index]}` }, word));
    select.addEventListener("change", () => {
      choices.set(name, steps[select.selectedIndex - 1]);
      if (name == "theme" && forced.matches) say(words.forced);
    });
    selects.set(select, name);
    return make("label", {}, make("span", {}, words.names[name]), select);
  };

  /** What shows the values; no `output`, for the status says them. @type {Map<string, HTMLElement>} */
  const outputs = new Map();
  const language = text.closest("[lang]")?.getAttribute("lang")?.split("-")[0] ?? "";
  // Those that fit the text's language.
  const rows = settings
    .filter(({ name, void: never }) => !(name in words.say) && !never?.some(({ lang }) => lang?.includes(language)))
    .map((setting) => {
      const { name } = setting;
      if (name in words.steps) return choiceOf(setting);
      const output = make("span", { "data-value": name });
      outputs.set(name, output);
      return make(
        "div",
        { role: "group", "aria-label": words.names[name] },
        make("span", {}, words.names[name]),
        make(
          "span",
          {},
          button(name, -1, "−", { "aria-label": `${words.smaller}: ${words.names[name]}` }),
          output,
          button(name, 1, "+", { "aria-label": `${words.larger}: ${words.names[name]}` }),
        ),
      );
    });
  const restore = make("button", { type: "button" }, words.restore);
  restore.addEventListener("click", () => {
    choices.reset();
    say(words.restored);
  });

  // Without it no text of any markup can be enlarged (Firefox has it from 126 on).
  const able = CSS.supports("zoom", "2") ? words.buttons : words.buttons.filter(([name]) => name != "size");
  const bar = make(
    "div",
    { role: "group", "aria-label": words.group, lang },
    make(
      "div",
      { class: "buttons" },
      ...able.map(([name, direction, word, help], index) => {
        const described = make("span", { id: `help-${index}`, hidden: "" }, help);
        return make("span", {}, button(name, direction, word, { "aria-describedby": described.id }), described);
      }),
    ),
    make("details", {}, make("summary", {}, words.more_settings), ...rows, restore),
    status,
  );
  root.replaceChildren(bar);

  const show = () => {
    for (const [element, [name, direction]] of buttons) {
      if (idle(name, direction)) element.setAttribute("aria-disabled", "true");
      else element.removeAttribute("aria-disabled");
    }
    for (const [name, output] of outputs) output.textContent = shown(name);
    const { theme = scheme, contrast = 0 } = choices.chosen();
    for (const [select, name] of selects) select.value = `${choices.chosen()[name] ?? ""}`;
    for (const [token, colour] of Object.entries(colours[`${theme}`][`${contrast}`])) {
      bar.style.setProperty(`--${token}`, colour);
    }
  };
  forced.addEventListener("change", show);
  show();
  return show;
}
