/**
 * The voices of this device, by language, and which the reader has chosen.
 *
 * Only voices of the device itself are used, unless the reader picks another after being told where the text goes: the
 * browser sends what a voice without `localService` is to say to its maker's servers.
 */

export const KEY = "portal-aloud";

/** @typedef {{ rate?: number, voices?: Record<string, string> }} Kept By the primary part of a language: a voice's name. */

/** @returns {Kept} */
function kept() {
  try {
    return Object(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

/** @param {Kept} change */
function keep(change) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...kept(), ...change }));
  } catch {
    // Full or refused storage costs only the next visit.
  }
}

export const SLOWEST = 0.5;
export const FASTEST = 2.5;

export function rate() {
  const value = Number(kept().rate ?? 1);
  return value >= SLOWEST && value <= FASTEST ? value : 1;
}

/** @param {number} value */
export const keepRate = (value) => keep({ rate: value });

/** `vi_VN`, as Android writes it, and `vi-VN-x-central` are `vi`. @param {string} lang */
export const primary = (lang) => lang.toLowerCase().split(/[-_]/)[0];

/** @param {string} lang @returns {SpeechSynthesisVoice[]} Those of the very region first, then the device's default. */
export function voicesOf(lang) {
  const wanted = lang.toLowerCase();
  const order = (/** @type {SpeechSynthesisVoice} */ voice) =>
    (voice.lang.toLowerCase().replace("_", "-") == wanted ? 0 : 2) + (voice.default ? 0 : 1);
  return (window.speechSynthesis?.getVoices() ?? [])
    .filter((voice) => primary(voice.lang) == primary(lang))
    .sort((one, other) => order(one) - order(other));
}

/** The voice to read a language with. @param {string} lang @returns {SpeechSynthesisVoice | undefined} */
export function voiceFor(lang) {
  const voices = voicesOf(lang);
  const chosen = Object(kept().voices)[primary(lang)];
  return voices.find(({ voiceURI }) => voiceURI == chosen) ?? voices.find(({ localService }) => localService);
}

/** @param {SpeechSynthesisVoice} voice One of the device, or one that the reader was told about. @param {string} lang */
export const choose = (voice, lang) => keep({ voices: { ...Object(kept().voices), [primary(lang)]: voice.voiceURI } });

/**
 * Watch which speed and voice hold: chosen in the player, in another tab, or reset with all settings.
 * @param {import("../start.js").Reading} reading
 * @param {string} lang
 * @param {() => void} changed
 * @returns {{ look: () => void, stop: () => void }} `look` is to be called where they may have been changed here.
 */
export function watchChoice(reading, lang, changed) {
  const choice = () => `${rate()} ${voiceFor(lang)?.voiceURI}`;
  let known = choice();
  const look = () => {
    if (choice() == known) return;
    known = choice();
    changed();
  };
  const leave = reading.subscribe(look);
  addEventListener("storage", look);
  const stop = () => {
    leave();
    removeEventListener("storage", look);
  };
  return { look, stop };
}

/** How long voices may take to come: some browsers load them when they are first asked for. */
const PATIENCE = 3000;

/**
 * Tell whether there are voices for a language: once that is known, and whenever it changes.
 * @param {string} lang
 * @param {(there: boolean) => void} tell
 */
export function watchVoices(lang, tell) {
  const synthesis = window.speechSynthesis;
  if (!synthesis) return tell(false);
  /** @type {boolean | undefined} */
  let told;
  const look = () => {
    const there = voicesOf(lang).length > 0;
    if (there != told) tell((told = there));
  };
  synthesis.addEventListener("voiceschanged", look);
  if (voicesOf(lang).length) return look();
  setTimeout(look, PATIENCE);
  return undefined;
}
