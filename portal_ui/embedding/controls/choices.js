/**
 * What the reader has chosen on this host, for every text that has controls; kept in the host's own storage.
 *
 * @typedef {import("../../reading/store.js").Values} Chosen Of a setting that is not in it the host's own holds.
 */

const KEY = "portal-reading-controls";

/** @param {import("../../reading/store.js").Setting[]} settings */
export function createChoices(settings) {
  const steps = Object.fromEntries(settings.map(({ name, steps = [] }) => [name, steps]));
  /** What the host's own stands for where nothing can be measured. */
  const usual = Object.fromEntries(settings.map((setting) => [setting.name, setting.default]));
  /** @type {Set<() => void>} */
  const listeners = new Set();

  /** @returns {Chosen} */
  const load = () => {
    try {
      const kept = Object(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
      return Object.fromEntries(Object.entries(kept).filter(([name, value]) => steps[name]?.includes(value)));
    } catch {
      return {};
    }
  };

  let chosen = load();

  /** @param {Chosen} values */
  const take = (values) => {
    chosen = values;
    for (const listener of listeners) listener();
  };

  /** @param {Chosen} values */
  const choose = (values) => {
    // Storage may be full or refused: then it lasts as long as the page.
    try {
      if (Object.keys(values).length) localStorage.setItem(KEY, JSON.stringify(values));
      else localStorage.removeItem(KEY);
    } catch {}
    take(values);
  };

  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) take(load());
  });

  return {
    chosen: () => chosen,
    usual,
    /** @param {string} name @param {number} from @param {number} direction */
    next: (name, from, direction) =>
      direction > 0
        ? steps[name].find((step) => Number(step) > from + 1e-6)
        : steps[name].filter((step) => Number(step) < from - 1e-6).at(-1),
    /** @param {string} name @param {import("../../reading/store.js").Value | undefined} value undefined: the host's own. */
    set: (name, value) => {
      const { [name]: _, ...others } = chosen;
      choose(value === undefined ? others : { ...others, [name]: value });
    },
    reset: () => choose({}),
    /** @param {() => void} listener @returns {() => void} Ends it. */
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
