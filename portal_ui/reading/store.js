/**
 * The reader's settings: what was chosen, what holds now, and putting it on `<html>` for the stylesheets.
 *
 * @typedef {object} Setting One declaration of `portal_ui/reading/settings.py`.
 * @property {string} name
 * @property {"range" | "choice"} kind
 * @property {number[]} steps
 * @property {number} default
 * @property {string} attribute
 * @property {string} css_property
 * @property {number} per
 * @property {[string, number][]} device
 * @property {string} void_where
 *
 * @typedef {Readonly<Record<string, number>>} Values
 *
 * @typedef {object} Store `window.portalReading`.
 * @property {Readonly<Record<string, Setting>>} settings The declarations, by name.
 * @property {(name: string) => number} get The value that holds: the reader's, else the default on this device.
 * @property {(name: string, value: unknown) => void} set Choose a value; one out of range is brought into it, one that
 *   makes no sense is ignored, the default's own is a reset.
 * @property {(name: string) => void} reset Go back to the default.
 * @property {(name: string, direction: number) => number | undefined} next The step above (1) or below (-1) the value
 *   that holds, undefined at the limit.
 * @property {(name: string) => boolean} isEffective Whether the setting does anything on this device now.
 * @property {() => void} show Put all values on `<html>` once more.
 * @property {(listener: () => void) => () => void} subscribe Be told of every change; returns how to stop.
 * @property {() => Values} snapshot All values that hold, the same object until one changes.
 */

import { load, save, watch } from "./storage.js";

const root = document.documentElement;

/**
 * A value that the setting allows, made of whatever was given; undefined where nothing can be made of it.
 * @param {Setting} setting
 * @param {unknown} given
 */
function repair({ kind, steps }, given) {
  const value = typeof given == "string" ? parseFloat(given) : given;
  if (typeof value != "number" || isNaN(value)) return undefined;
  if (kind == "choice") return steps.includes(value) ? value : undefined;
  return Math.min(Math.max(value, steps[0]), /** @type {number} */ (steps.at(-1)));
}

/**
 * @param {Setting[]} settings
 * @param {(apply: () => void) => void} keepPlace Makes the change it is given without moving the line being read.
 * @returns {Store}
 */
export function createStore(settings, keepPlace) {
  const byName = Object.fromEntries(settings.map((setting) => [setting.name, setting]));
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {Record<string, number>} */
  let chosen = {};
  /** @type {Values} */
  let holds = {};

  /** @param {Setting} setting */
  const defaultOf = (setting) => setting.device.find(([query]) => matchMedia(query).matches)?.[1] ?? setting.default;

  const show = () => {
    for (const { name, attribute, css_property, per } of settings) {
      const value = chosen[name];
      if (value === undefined) {
        root.removeAttribute(attribute);
        root.style.removeProperty(css_property);
      } else {
        root.setAttribute(attribute, `${value}`);
        if (css_property) root.style.setProperty(css_property, `${value / per}`);
      }
    }
  };

  const update = () => {
    holds = Object.freeze(
      Object.fromEntries(settings.map((setting) => [setting.name, chosen[setting.name] ?? defaultOf(setting)])),
    );
    keepPlace(show);
    for (const listener of listeners) listener();
  };

  const recall = () => {
    const kept = load();
    chosen = {};
    for (const setting of settings) {
      const value = repair(setting, kept[setting.name]);
      if (value !== undefined) chosen[setting.name] = value;
    }
    update();
  };

  /** @param {string} name @param {number | undefined} value */
  const choose = (name, value) => {
    const { [name]: _, ...others } = chosen;
    chosen = value === undefined || value === defaultOf(byName[name]) ? others : { ...others, [name]: value };
    update();
    save(chosen);
  };

  recall();
  watch(recall);
  for (const { device, void_where } of settings) {
    for (const query of [...device.map(([query]) => query), void_where]) {
      if (query) matchMedia(query).addEventListener("change", update);
    }
  }

  return {
    settings: byName,
    get: (name) => holds[name],
    set: (name, given) => {
      const value = repair(byName[name], given);
      if (value !== undefined) choose(name, value);
    },
    reset: (name) => choose(name, undefined),
    next: (name, direction) => {
      const { steps } = byName[name];
      return direction > 0 ? steps.find((step) => step > holds[name]) : steps.filter((step) => step < holds[name]).at(-1);
    },
    isEffective: (name) => !matchMedia(byName[name].void_where || "not all").matches,
    show: update,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: () => holds,
  };
}
