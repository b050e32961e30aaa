/**
 * The panel's fields: each setting's controls follow the store, and the store follows them. What a browser's own
 * control says when it is used (a radio button, a slider, a switch) is not announced once more.
 */

import { KEY as ALOUD } from "../aloud/voices.js";
import { follow } from "./follow.js";
import { fill, formatted, parsed, valueText } from "./words.js";

/** @typedef {import("../start.js").Reading} Reading */

/** @param {Element} element @returns {HTMLElement | null} The setting that an element belongs to. */
const settingOf = (element) => element.closest("[data-setting]");

/** @param {HTMLElement} setting */
const nameOf = (setting) => setting.dataset.setting ?? "";

/** A setting's value in words; of a colour, the one that holds. @param {HTMLElement} setting @param {Reading} reading */
const shownText = (setting, reading) =>
  setting.querySelector("[data-colour-now] > *")?.textContent ?? valueText(setting, reading.get(nameOf(setting)));

/** @param {import("../store.js").Value[]} steps @param {number} value @returns {number} The step that is nearest. */
function nearest(steps, value) {
  const away = steps.map((step) => Math.abs(Number(step) - value));
  return away.indexOf(Math.min(...away));
}

/** Show what holds in one setting's controls. @param {HTMLElement} setting @param {Reading} reading */
function show(setting, reading) {
  const name = nameOf(setting);
  const value = reading.get(name);
  const { kind, steps = [] } = reading.settings[name];
  for (const control of setting.querySelectorAll("input")) {
    if (control.type == "radio") control.checked = control.value === `${value}`;
    else if (control.type == "checkbox") control.checked = value === true;
    else if (control.type == "range") {
      // Its left end is the least that there is, or the step below it that is brought up to it.
      control.min = `${steps.findLastIndex((step) => Number(step) <= reading.least(name))}`;
      control.value = `${nearest(steps, value)}`;
      control.setAttribute("aria-valuetext", shownText(setting, reading));
    } else if (control.type == "color") continue; // colours.js
    // A number being typed is the reader's until it is done.
    else if (control !== document.activeElement || !control.dataset.changed)
      control.value = kind == "range" ? formatted(value) : value;
  }
  for (const button of setting.querySelectorAll("[data-step]")) {
    disable(button, reading.next(name, Number(button.getAttribute("data-step"))) === undefined);
  }
  disable(setting.querySelector("[data-reset]"), !(name in reading.chosen()));
  const reason = reading.whyNot(name);
  setting.toggleAttribute("data-void", reason !== undefined);
  for (const line of setting.querySelectorAll("[data-reason]")) {
    /** @type {HTMLElement} */ (line).hidden = line.getAttribute("data-reason") !== reason;
  }
}

/** What reading aloud keeps, its speed and voice: "reset all" means them too. @returns {string | null} */
function keptVoice() {
  try {
    return localStorage.getItem(ALOUD);
  } catch {
    return null;
  }
}

/** @param {string | null} kept */
function keepVoice(kept) {
  try {
    if (kept === null) localStorage.removeItem(ALOUD);
    else localStorage.setItem(ALOUD, kept);
  } catch {}
}

/** Not `disabled`: a button that has just been pressed keeps the focus. @param {Element | null} button @param {boolean} off */
const disable = (button, off) => (off ? button?.setAttribute("aria-disabled", "true") : button?.removeAttribute("aria-disabled"));

/**
 * @param {HTMLElement} panel
 * @param {Reading} reading
 * @param {import("./undo.js").Undo} undo
 */
export function serveFields(panel, reading, undo) {
  const settings = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll("[data-setting]")]);
  const { dataset: texts } = panel;

  /** Change something; the control that is being used stays where it is in the panel. @param {Element} used @param {() => void} apply */
  const change = (used, apply) => {
    const { top } = used.getBoundingClientRect();
    apply();
    panel.scrollTop += used.getBoundingClientRect().top - top;
  };

  /** @param {HTMLElement} setting @param {string} [text] */
  const say = (setting, text = texts.sayValue) => {
    const label = setting.querySelector("legend")?.textContent ?? "";
    reading.announce(fill(text ?? "", { setting: label, value: shownText(setting, reading) }));
  };

  /** @param {Element} button @param {HTMLElement} setting */
  const step = (button, setting) => {
    const direction = Number(button.getAttribute("data-step"));
    const next = reading.next(nameOf(setting), direction);
    if (next === undefined) return say(setting, direction > 0 ? texts.sayMost : texts.sayLeast);
    change(button, () => reading.set(nameOf(setting), next));
    say(setting);
  };

  /** @param {HTMLInputElement} control @param {HTMLElement} setting */
  const typed = (control, setting) => {
    const name = nameOf(setting);
    const given = parsed(control.value);
    delete control.dataset.changed;
    if (given !== undefined) change(control, () => reading.set(name, given));
    const taken = reading.get(name);
    control.value = formatted(taken);
    if (given === taken) return;
    const { steps = [] } = reading.settings[name];
    const range = { least: formatted(reading.least(name)), most: formatted(Number(steps.at(-1))) };
    reading.announce(fill(texts.sayRange ?? "", { ...range, value: shownText(setting, reading) }));
  };

  /** @param {HTMLInputElement} control @param {HTMLElement} setting */
  const pick = (control, setting) => {
    const name = nameOf(setting);
    const { steps = [] } = reading.settings[name];
    /** @type {Record<string, unknown>} */
    const values = { range: steps[control.valueAsNumber], checkbox: control.checked };
    change(control, () => reading.set(name, values[control.type] ?? control.value));
  };

  panel.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    const setting = button && settingOf(button);
    if (!button || button.hasAttribute("aria-disabled") && !button.hasAttribute("data-step")) return;
    if (button.hasAttribute("data-reset-all")) {
      const before = reading.chosen();
      const voice = keptVoice();
      keepVoice(null);
      change(button, () => reading.resetAll());
      undo.offer(texts.sayResetAll ?? "", () => {
        keepVoice(voice);
        reading.replace(before);
      });
    }
    if (button.hasAttribute("data-print")) print();
    if (!setting) return;
    if (button.hasAttribute("data-step")) step(button, setting);
    if (button.hasAttribute("data-reset")) {
      change(button, () => reading.reset(nameOf(setting)));
      say(setting);
    }
  });
  panel.addEventListener("input", ({ target }) => {
    const setting = target instanceof HTMLInputElement && settingOf(target);
    if (!setting) return;
    if (target.hasAttribute("data-typed") || target.type == "color") target.dataset.changed = "";
    if (!target.hasAttribute("data-typed")) pick(target, setting);
  });
  panel.addEventListener("change", ({ target }) => {
    const setting = target instanceof HTMLInputElement && settingOf(target);
    if (setting && target.hasAttribute("data-typed")) typed(target, setting);
  });

  const showResetAll = () =>
    disable(panel.querySelector("[data-reset-all]"), !Object.keys(reading.chosen()).length && keptVoice() === null);
  const showAll = () => {
    for (const setting of settings) show(setting, reading);
    showResetAll();
  };
  follow(panel, reading, showAll);
  // Speed and voice are kept by the player, which tells nobody.
  panel.addEventListener("focusin", showResetAll);
}
