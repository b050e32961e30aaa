/**
 * The reader's settings: what was chosen, what holds now, and showing it to the stylesheets.
 *
 * @typedef {number | string | boolean} Value
 * @typedef {Readonly<Record<string, Value>>} Values
 *
 * @typedef {object} Condition Where a setting has no effect (`Void` of `portal_ui/reading/settings/declaration.py`).
 * @property {string} reason
 * @property {string} [media]
 * @property {string} [setting]
 * @property {Value[]} [values]
 * @property {string[]} [lang]
 * @property {string} [missing]
 * @property {string} [crowded]
 *
 * @typedef {object} Setting One declaration (`Setting` there); what is absent is as if empty.
 * @property {string} name
 * @property {"range" | "choice" | "switch" | "colour"} kind
 * @property {Value} default
 * @property {Value[]} [steps]
 * @property {string} [css_property]
 * @property {number} [per]
 * @property {[string, Value][]} [device]
 * @property {[string, number]} [follows]
 * @property {[string, [Value, number][]]} [floors]
 * @property {Condition[]} [void]
 * @property {string} [module]
 *
 * @typedef {object} Store `window.portalReading`.
 * @property {Readonly<Record<string, Setting>>} settings The declarations, by name.
 * @property {(name: string) => any} get The value that holds: the reader's, else the default on this device.
 * @property {(name: string, value: unknown) => void} set Choose a value; one out of range is brought into it, one that
 *   makes no sense is ignored, the default's own is a reset.
 * @property {(name: string) => void} reset Go back to the default.
 * @property {() => void} resetAll Go back to all defaults.
 * @property {() => Values} chosen What the reader has chosen, and nothing else.
 * @property {(values: Readonly<Record<string, unknown>>) => void} replace Take these choices for all others, each
 *   repaired or dropped by itself.
 * @property {(values: Readonly<Record<string, unknown>>) => Values} preview All values that would hold with these choices.
 * @property {(name: string, direction: number) => Value | undefined} next The step above (1) or below (-1) the value
 *   that holds, undefined at the limit.
 * @property {(name: string) => number} least The least that a range can be now, beside what else holds.
 * @property {(name: string) => string | undefined} whyNot Why the setting does nothing here and now, by the name of the
 *   reason; undefined where it has its effect.
 * @property {(name: string) => boolean} isEffective Whether the setting does anything here and now.
 * @property {() => void} show Show all values to the stylesheets once more.
 * @property {(listener: () => void) => () => void} subscribe Be told of every change; returns how to stop.
 * @property {() => Values} snapshot All values that hold, the same object until one changes.
 */

import { giveProperty } from "./properties.js";
import { load, save, watch } from "./storage.js";

const root = document.documentElement;

/**
 * A value that the setting allows, made of whatever was given; undefined where nothing can be made of it.
 * @param {Setting} setting
 * @param {unknown} given
 * @returns {Value | undefined}
 */
function repair({ kind, steps = [] }, given) {
  if (typeof given != "number" && typeof given != "string" && typeof given != "boolean") return undefined;
  if (kind == "colour") return /^#[\da-f]{6}$|^$/i.test(`${given}`) ? `${given}`.toLowerCase() : undefined;
  if (kind != "range") return steps.find((step) => `${step}` === `${given}`);
  const value = typeof given == "boolean" ? NaN : parseFloat(`${given}`);
  return isNaN(value) ? undefined : within(steps, value);
}

/** @param {Value[]} steps @param {number} value */
const within = (steps, value) => Math.min(Math.max(value, Number(steps[0])), Number(steps.at(-1)));

/** Whether what a selector chooses is narrower than its `max-width` lets it be. @param {string} selector */
function isCrowded(selector) {
  const element = document.querySelector(selector);
  return element && element.clientWidth + 1 < parseFloat(getComputedStyle(element).maxWidth);
}

/** The language of the text. */
const language = () =>
  (document.querySelector("article")?.closest("[lang]") ?? root).getAttribute("lang")?.split("-")[0] ?? "";

/**
 * @param {Setting[]} settings
 * @param {(apply: () => void) => void} keepPlace Makes the change it is given without moving the line being read.
 * @returns {Store}
 */
export function createStore(settings, keepPlace) {
  const byName = Object.fromEntries(settings.map((setting) => [setting.name, setting]));
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {Values} */
  let chosen = {};
  /** @type {Values} */
  let holds = {};

  /** @param {Setting} setting @param {Values} values Those it may follow. @returns {Value} */
  const defaultOf = ({ default: usual, device = [], follows, steps = [] }, values) =>
    follows
      ? within(steps, Math.round(Number(values[follows[0]]) * follows[1] * 1e3) / 1e3)
      : (device.find(([query]) => matchMedia(query).matches)?.[1] ?? usual);

  /** The least that a setting can be beside the values of others. @param {Setting} setting @param {Values} values */
  const floorOf = ({ floors }, values) =>
    floors?.[1].find(([beside]) => beside === values[floors[0]])?.[1] ?? -Infinity;

  /** The values that hold where these are chosen. One that looks at another is declared after it. @param {Values} chosen */
  const settle = (chosen) => {
    /** @type {Record<string, Value>} */
    const values = {};
    for (const setting of settings) {
      const value = chosen[setting.name] ?? defaultOf(setting, values);
      values[setting.name] = typeof value == "number" ? Math.max(value, floorOf(setting, values)) : value;
    }
    return Object.freeze(values);
  };

  const show = () => {
    for (const { name, css_property, per = 1 } of settings) {
      const value = chosen[name] === undefined ? undefined : holds[name];
      const attribute = `data-${name}`;
      // Set only where it changes: the browser would compute the styles of the whole page once more.
      if (value === undefined) root.removeAttribute(attribute);
      else if (root.getAttribute(attribute) !== `${value}`) root.setAttribute(attribute, `${value}`);
      if (css_property) giveProperty(css_property, `${typeof value == "number" ? value / per : (value ?? "")}`);
    }
  };

  const update = () => {
    holds = settle(chosen);
    keepPlace(show);
    for (const listener of listeners) listener();
  };

  /** @param {Readonly<Record<string, unknown>>} values */
  const repaired = (values) => {
    /** @type {Record<string, Value>} */
    const taken = {};
    for (const setting of settings) {
      const value = repair(setting, values[setting.name]);
      if (value !== undefined) taken[setting.name] = value;
    }
    return taken;
  };
  const recall = () => {
    chosen = repaired(load());
    update();
  };

  /** @param {Readonly<Record<string, unknown>>} values */
  const replace = (values) => {
    chosen = repaired(values);
    update();
    save(chosen);
  };

  /** @param {string} name @param {Value | undefined} value */
  const choose = (name, value) => {
    const { [name]: _, ...others } = chosen;
    chosen = value === undefined || value === defaultOf(byName[name], holds) ? others : { ...others, [name]: value };
    update();
    save(chosen);
  };

  /** @param {string} name */
  const whyNot = (name) =>
    byName[name].void?.find(
      ({ media, setting, values, lang, missing, crowded }) =>
        (!media || matchMedia(media).matches) &&
        (!setting || values?.includes(holds[setting])) &&
        (!lang || lang.includes(language())) &&
        (!missing || !document.querySelector(missing)) &&
        (!crowded || isCrowded(crowded)),
    )?.reason;

  recall();
  watch(recall);
  const queries = settings.flatMap((setting) => [
    ...(setting.device ?? []).map(([query]) => query),
    ...(setting.void ?? []).map(({ media }) => media),
  ]);
  for (const query of new Set(queries)) if (query) matchMedia(query).addEventListener("change", update);

  return {
    settings: byName,
    get: (name) => holds[name],
    set: (name, given) => {
      const value = repair(byName[name], given);
      if (value !== undefined) choose(name, value);
    },
    reset: (name) => choose(name, undefined),
    resetAll: () => replace({}),
    chosen: () => chosen,
    replace,
    preview: (values) => settle(repaired(values)),
    next: (name, direction) => {
      const { kind, steps = [] } = byName[name];
      const value = holds[name];
      if (kind != "range") return steps[steps.indexOf(value) + direction];
      if (direction > 0) return steps.find((step) => step > value);
      const lower = steps.filter((step) => step < value).at(-1);
      const next = lower === undefined ? value : Math.max(Number(lower), floorOf(byName[name], holds));
      return next < value ? next : undefined;
    },
    least: (name) => Math.max(Number(byName[name].steps?.[0]), floorOf(byName[name], holds)),
    whyNot,
    isEffective: (name) => whyNot(name) === undefined,
    show: update,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: () => holds,
  };
}
