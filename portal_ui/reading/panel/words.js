/** Numbers and texts as the reader writes them. */

/** @param {string} text @param {Record<string, string>} values What stands for each `{name}` in it. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** @type {Intl.NumberFormat | undefined} */
let format;

/** @param {number} value */
export const formatted = (value) =>
  (format ??= new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3, useGrouping: false })).format(value);

/** A setting's value in words. @param {HTMLElement} setting @param {import("../store.js").Value} value */
export function valueText(setting, value) {
  const unit = setting.querySelector(".panel-unit")?.textContent ?? "";
  if (typeof value == "number" && setting.querySelector("[data-typed]")) return `${formatted(value)} ${unit}`.trim();
  const name = setting.querySelector(`[data-value="${value}"]`);
  return name?.textContent ?? `${value}`;
}

/** A number as it may be typed: with a comma or a point, with its unit. @param {string} text @returns {number | undefined} */
export function parsed(text) {
  const number = parseFloat(text.trim().replace(",", "."));
  return isNaN(number) ? undefined : number;
}
