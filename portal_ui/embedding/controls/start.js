/**
 * `<portal-reading-controls for="#content">`: the reading settings for a text of the host's own. The module of embed.js
 * that is fetched where such an element stands.
 */

import { createBar } from "./bar.js";
import { createChoices } from "./choices.js";
import { keepPlace } from "./place.js";
import { MARK, rules, schemeOf } from "./rules.js";

/**
 * @param {import("../../reading/store.js").Setting[]} settings
 * @param {import("./rules.js").Colours} colours
 * @param {Record<string, import("./bar.js").Words>} texts By language.
 * @returns {(element: HTMLElement) => () => void} Shows the controls in an element; what it returns takes them away.
 */
export function start(settings, colours, texts) {
  const choices = createChoices(settings);
  const sheet = new CSSStyleSheet();
  /** The texts with controls, each as often as it has some. @type {Element[]} */
  const named = [];

  const mark = () => {
    const css = rules(choices.chosen(), colours, settings);
    sheet.replaceSync(css);
    for (const text of named) {
      if (!css) text.removeAttribute(MARK);
      else if (!text.hasAttribute(MARK)) text.setAttribute(MARK, schemeOf(text));
    }
  };
  /** What shows the state of each bar. @type {Set<() => void>} */
  const bars = new Set();
  /** The controls used last, and their text. @type {[Element, Element] | undefined} */
  let used;
  choices.subscribe(() => {
    if (used) keepPlace(...used, mark);
    else mark();
    for (const show of bars) show();
  });

  return (element) => {
    const lang = element.closest("[lang]")?.getAttribute("lang")?.split("-")[0] ?? "";
    const spoken = lang in texts ? lang : "en";
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const selector = element.getAttribute("for") ?? "";
    const text = find(element, selector);
    if (!text) {
      const said = document.createElement("p");
      said.lang = spoken;
      said.textContent = texts[spoken].missing.replace("{selector}", () => selector);
      root.replaceChildren(said);
      return () => root.replaceChildren();
    }
    const host = /** @type {Document | ShadowRoot} */ (text.getRootNode());
    if (!host.adoptedStyleSheets.includes(sheet)) host.adoptedStyleSheets.push(sheet);
    // Where it has a mark the text is no longer as the host has it.
    const scheme = /** @type {import("./rules.js").Scheme | null} */ (text.getAttribute(MARK)) ?? schemeOf(text);
    const show = createBar({ root, text, settings, choices, colours, scheme, words: texts[spoken], lang: spoken });
    const pressed = () => (used = [text, element]);
    root.addEventListener("click", pressed, true);
    bars.add(show);
    named.push(text);
    mark();
    return () => {
      bars.delete(show);
      root.removeEventListener("click", pressed, true);
      named.splice(named.indexOf(text), 1);
      if (!named.includes(text)) text.removeAttribute(MARK);
      root.replaceChildren();
    };
  };
}

/** @param {Element} element @param {string} selector */
function find(element, selector) {
  try {
    return /** @type {Document | ShadowRoot} */ (element.getRootNode()).querySelector(selector);
  } catch {
    return null;
  }
}
