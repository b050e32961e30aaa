/** A code from elsewhere: what it would change is shown and asked for, and can be taken back. */

import { decode } from "../code.js";
import { fill, valueText } from "../panel/words.js";

/**
 * @param {HTMLElement} part
 * @param {import("../start.js").Reading} reading
 * @param {import("../panel/undo.js").Undo} undo
 * @returns Begins anew.
 */
export function start(part, reading, undo) {
  /** @param {string} selector @returns {HTMLElement} */
  const find = (selector) => /** @type {HTMLElement} */ (part.querySelector(selector));
  const panel = /** @type {HTMLElement} */ (part.closest("#reading-panel"));
  const texts = /** @type {HTMLElement} */ (part.closest("section")).dataset;
  const field = /** @type {HTMLInputElement} */ (find("input"));
  const refused = find(".carry-refused");
  const changes = find("[data-changes]");
  /** @type {Record<string, string>} */
  let values = {};

  /** @param {string} [reason] Nothing can be used; the reason is said. */
  const refuse = (reason = "") => {
    changes.hidden = true;
    refused.textContent = reason;
    field.setAttribute("aria-invalid", `${reason != ""}`);
    field.focus();
    reading.announce(reason);
  };

  const begin = () => {
    field.value = "";
    if (!part.hidden) refuse();
  };

  /** @returns {string[]} What the values would change, in words. */
  const differences = () => {
    const then = reading.preview(values);
    return [.../** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll("[data-setting]"))].flatMap((setting) => {
      const name = setting.dataset.setting ?? "";
      const [before, after] = [reading.get(name), then[name]].map((value) => valueText(setting, value) || texts.sayNone || "");
      const label = setting.querySelector("legend")?.textContent ?? "";
      return before == after ? [] : [fill(texts.sayChange ?? "", { setting: label, before, after })];
    });
  };

  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const found = decode(field.value, reading.settings);
    if ("reason" in found) return refuse({ short: texts.sayShort, broken: texts.sayBroken, newer: texts.sayNewer }[found.reason]);
    values = found.values;
    const lines = differences();
    if (!lines.length) return refuse(texts.saySame);
    refused.textContent = "";
    field.setAttribute("aria-invalid", "false");
    find("ul").replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    changes.hidden = false;
    find("[data-changes] p").focus();
  });

  changes.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    begin();
    if (!button.hasAttribute("data-use")) return;
    const before = reading.chosen();
    reading.replace(values);
    undo.offer(texts.sayUsed ?? "", () => reading.replace(before));
  });
  return begin;
}
