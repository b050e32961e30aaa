/** Elements that scripts put into a page, and what they say. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** @param {string} text @param {() => unknown} press */
export function button(text, press) {
  const made = make("button", { type: "button", className: "button" }, text);
  made.addEventListener("click", press);
  return made;
}

/** @param {string} text @param {Record<string, string>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** @param {string} iso @param {string} lang */
export const day = (iso, lang) => new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date(iso));
