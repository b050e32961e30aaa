/**
 * Sets of settings: ours, and the reader's own, which are kept in this browser only. What is kept is not trusted: names
 * are plain text of bounded length, and values pass the store's repair when a set is used.
 *
 * @typedef {{ name: string, values: Record<string, unknown> }} Preset
 */

import { fill } from "./words.js";

const KEY = "portal-reading-presets";
const MOST = 12;
const LONGEST = 40;

/** A name without control and formatting characters, which could turn the text around it. @param {unknown} name */
function tidy(name) {
  const plain = `${name}`.normalize("NFC").replace(/[\p{C}\p{Z}\s]+/gu, " ").trim();
  return [...plain].slice(0, LONGEST).join("").trim();
}

/** @param {import("../start.js").Reading} reading @param {unknown} values @returns {Record<string, unknown>} */
const known = (reading, values) =>
  Object.fromEntries(
    Object.entries(Object(values)).filter(
      ([name, value]) => Object.hasOwn(reading.settings, name) && typeof value != "object" && `${value}`.length < LONGEST,
    ),
  );

/** @param {import("../start.js").Reading} reading @returns {Preset[]} */
function load(reading) {
  /** @type {unknown} */
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
  } catch {}
  /** @type {Map<string, Preset>} */
  const presets = new Map();
  for (const preset of Array.isArray(kept) ? kept : []) {
    const name = typeof preset?.name == "string" ? tidy(preset.name) : "";
    if (name && !presets.has(name) && presets.size < MOST) presets.set(name, { name, values: known(reading, preset.values) });
  }
  return [...presets.values()];
}

/** @param {Preset[]} presets */
function save(presets) {
  try {
    if (presets.length) localStorage.setItem(KEY, JSON.stringify(presets));
    else localStorage.removeItem(KEY);
  } catch {}
}

/**
 * @param {HTMLElement} panel
 * @param {import("../start.js").Reading} reading
 * @param {import("./undo.js").Undo} undo
 */
export function servePresets(panel, reading, undo) {
  const section = /** @type {HTMLElement} */ (panel.querySelector(".panel-presets"));
  const list = /** @type {HTMLElement} */ (section.querySelector("[data-own]"));
  const row = /** @type {HTMLTemplateElement} */ (section.querySelector("template"));
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form[data-save]"));
  const { dataset: texts } = section;
  let presets = load(reading);

  /** @param {Preset[]} changed */
  const keep = (changed) => {
    presets = changed;
    save(presets);
    draw();
  };

  /** @param {string | undefined} text @param {string} name @param {() => void} back */
  const done = (text, name, back) => undo.offer(fill(text ?? "", { name }), back);

  /** @param {Record<string, unknown>} values @param {string} name */
  const use = (values, name) => {
    const before = reading.chosen();
    reading.replace(values);
    done(texts.sayUsed, name, () => reading.replace(before));
  };

  /** @param {HTMLFormElement} form @returns {string} The name typed; empty, and said so, where it is none. */
  const typedName = (form) => {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("name"));
    const name = tidy(field.value);
    if (!name) {
      reading.announce(texts.sayNameless);
      field.focus();
    }
    return name;
  };

  const draw = () => {
    list.replaceChildren(...presets.map(({ name }) => {
      const item = /** @type {DocumentFragment} */ (row.content.cloneNode(true));
      for (const place of item.querySelectorAll("bdi")) place.textContent = name;
      for (const button of item.querySelectorAll("[aria-label]"))
        button.setAttribute("aria-label", fill(button.getAttribute("aria-label") ?? "", { name }));
      /** @type {HTMLElement} */ (item.firstElementChild).dataset.preset = name;
      return item;
    }));
    list.hidden = !presets.length;
  };

  /** @param {string} name @param {string} action */
  const act = (name, action) => {
    const before = presets;
    const preset = presets.find((one) => one.name == name);
    const item = [...list.children].find((one) => /** @type {HTMLElement} */ (one).dataset.preset == name);
    const rename = /** @type {HTMLFormElement | null | undefined} */ (item?.querySelector("form"));
    const field = /** @type {HTMLInputElement | null | undefined} */ (rename?.elements.namedItem("name"));
    if (!preset || !rename || !field) return;
    if (action == "use") use(preset.values, name);
    if (action == "delete") {
      keep(presets.filter((one) => one != preset));
      /** @type {HTMLElement} */ (form.elements.namedItem("name")).focus();
      done(texts.sayDeleted, name, () => keep(before));
    }
    if (action == "rename") {
      rename.hidden = false;
      field.value = name;
      field.select();
    }
    if (action == "leave") {
      rename.hidden = true;
      /** @type {HTMLElement | null} */ (item?.querySelector("[data-preset-action=rename]"))?.focus();
    }
  };

  section.addEventListener("click", ({ target }) => {
    const button = target instanceof HTMLElement && target.closest("button");
    if (!button) return;
    const { presetAction, values } = button.dataset;
    const name = button.closest("[data-preset]")?.getAttribute("data-preset");
    if (values) use(JSON.parse(values), button.textContent ?? "");
    else if (name && presetAction) act(name, presetAction);
  });

  section.addEventListener("submit", (event) => {
    event.preventDefault();
    const sent = /** @type {HTMLFormElement} */ (event.target);
    const name = typedName(sent);
    if (!name) return;
    const before = presets;
    const old = sent.closest("[data-preset]")?.getAttribute("data-preset");
    const others = presets.filter((one) => one.name != name && one.name != old);
    if (old) {
      const values = presets.find((one) => one.name == old)?.values ?? {};
      keep(presets.map((one) => (one.name == old ? { name, values } : one)).filter((one) => one.name != name || one.values == values));
      done(texts.sayRenamed, name, () => keep(before));
    } else if (others.length < MOST) {
      keep([...others, { name, values: reading.chosen() }]);
      sent.reset();
      done(texts.saySaved, name, () => keep(before));
    } else reading.announce(fill(texts.sayFull ?? "", { most: `${MOST}` }));
  });

  addEventListener("storage", ({ key }) => {
    if (key !== KEY && key !== null) return;
    presets = load(reading);
    draw();
  });
  draw();
}
