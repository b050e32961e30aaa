/**
 * What can be chosen of the reading: the speed, the voice, and where to begin.
 *
 * @typedef {object} Choice
 * @property {HTMLElement} field
 * @property {() => void} show Show what holds now.
 */

import { make, textButton } from "./bar.js";
import { choose, FASTEST, keepRate, rate, SLOWEST, voiceFor, voicesOf } from "./voices.js";

const STEP = 0.25;

/** @param {string} label @param {HTMLElement} field */
const labelled = (label, field) => make("label", {}, make("span", {}, label), field);

/** @param {string} value @param {string} text @param {boolean} selected */
function option(value, text, selected) {
  const made = make("option", { value }, text);
  made.selected = selected;
  return made;
}

/**
 * @param {import("./bar.js").Texts} texts @param {string} lang The interface's.
 * @param {() => void} changed
 * @returns {Choice}
 */
export function rateChoice(texts, lang, changed) {
  const select = make("select");
  const format = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  for (let value = SLOWEST; value <= FASTEST; value += STEP) {
    select.append(option(`${value}`, texts.rate_value.replace("{rate}", format.format(value)), false));
  }
  const show = () => {
    select.value = `${rate()}`;
  };
  show();
  select.addEventListener("change", () => {
    keepRate(Number(select.value));
    changed();
  });
  return { field: labelled(texts.rate, select), show };
}

/**
 * @param {import("./bar.js").Texts} texts
 * @param {string} lang The article's.
 * @param {{ changed: () => void, ask: (voice: SpeechSynthesisVoice, use: () => void) => void }} given `ask` tells the
 *   reader where the text would go, and calls `use` if that is wanted.
 * @returns {Choice}
 */
export function voiceChoice(texts, lang, { changed, ask }) {
  const select = make("select");
  const fill = () => {
    const current = voiceFor(lang)?.voiceURI;
    const voices = voicesOf(lang);
    /** @param {string} label @param {SpeechSynthesisVoice[]} some */
    const group = (label, some) =>
      some.length ? [make("optgroup", { label }, ...some.map(({ voiceURI, name }) => option(voiceURI, name, voiceURI == current)))] : [];
    select.replaceChildren(
      ...group(texts.voices_local, voices.filter(({ localService }) => localService)),
      ...group(texts.voices_remote, voices.filter(({ localService }) => !localService)),
    );
    if (!current) select.selectedIndex = -1;
  };
  select.addEventListener("change", () => {
    const voice = voicesOf(lang).find(({ voiceURI }) => voiceURI == select.value);
    if (!voice) return;
    const use = () => {
      choose(voice, lang);
      changed();
    };
    if (voice.localService) return use();
    fill();
    ask(voice, use);
    return undefined;
  });
  window.speechSynthesis?.addEventListener("voiceschanged", fill);
  fill();
  return { field: labelled(texts.voice, select), show: fill };
}

/** @param {import("./bar.js").Texts} texts @param {() => void} press */
export const hereChoice = (texts, press) => textButton(texts.from_here, press);
