/**
 * Sentences spoken by the browser, one after the other.
 *
 * Pausing is stopping, and going on begins the sentence again: Android knows no pause, and elsewhere a long pause loses
 * the rest. Each utterance is short, for Chromium cuts long ones off; and is watched, for browsers lose some.
 *
 * @typedef {object} Listener What is told.
 * @property {(index: number) => void} sentence The sentence that begins.
 * @property {(range: Range | undefined) => void} part The part of it that is now spoken.
 * @property {(range: Range | undefined) => void} word The word, where the voice tells.
 * @property {(reason: "ended" | "stopped" | "failed" | "network" | "refused") => void} end Why nothing is spoken any more.
 *
 * @typedef {object} Speech
 * @property {(index: number) => void} play Speak from this sentence on.
 * @property {() => void} pause
 * @property {() => boolean} playing
 */

import { partsOf, rangeOf } from "./sentences.js";
import { rate, voiceFor } from "./voices.js";

/** Characters of an utterance at rate 1, about 10 seconds. */
const LONGEST = 160;
/**
 * An utterance is given up that takes longer than anybody would read it: seconds at rate 1 to begin, and a character;
 * or once the voice has been heard, so many times as long as it needs, and no less than so many seconds.
 */
const TO_BEGIN = 10;
const A_CHARACTER = 0.15;
const AS_LONG = 2;
const LEAST = 8;
/** A shorter text tells nothing of a voice's pace, in characters. */
const TELLING = 20;
const LOOK = 1000;
/** A voice that tells of words, and has told of none for so many looks at rate 1, is lost too. */
const SILENT = 15;

/** @type {Record<string, "network" | "refused">} */
const REASONS = { network: "network", "not-allowed": "refused" };

/** How long an utterance may take, in seconds. @param {number} length @param {number} [pace] The voice's, where it is known. */
const longest = (length, pace) =>
  pace ? Math.max(LEAST, (AS_LONG * length * pace) / rate()) : (TO_BEGIN + length * A_CHARACTER) / Math.min(1, rate());

/**
 * @param {import("./sentences.js").Sentence[]} sentences
 * @param {string} home The article's language, whose voice reads what no other can.
 * @param {Listener} listener
 * @returns {Speech}
 */
export function createSpeech(sentences, home, listener) {
  const synthesis = window.speechSynthesis;
  /** Counts what was asked for: what is still heard of an earlier utterance is not meant for this one. */
  let turn = 0;
  let playing = false;
  /** Held, for Chromium forgets an utterance that nobody holds, and its events. @type {SpeechSynthesisUtterance | undefined} */
  let spoken;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let watch;
  /** What each voice needs for a character at rate 1, in seconds, at its slowest so far. @type {Map<SpeechSynthesisVoice | null, number>} */
  const paces = new Map();

  const stop = () => {
    turn++;
    playing = false;
    clearInterval(watch);
    spoken = undefined;
    synthesis.cancel();
  };

  /** @param {Parameters<Listener["end"]>[0]} reason */
  const end = (reason) => {
    stop();
    listener.end(reason);
  };

  /** @param {number} index @returns {void} */
  const sentence = (index) => {
    if (index >= sentences.length) return end("ended");
    listener.sentence(index);
    return part(index, partsOf(sentences[index], Math.round(LONGEST * Math.min(1, rate()))), 0);
  };

  /**
   * @param {number} index @param {ReturnType<typeof partsOf>} parts @param {number} at
   * @param {boolean} [again] Whether it is said once more, having been lost before it began.
   * @returns {void}
   */
  const part = (index, parts, at, again = false) => {
    if (at >= parts.length) return sentence(index + 1);
    const { start, end: stopsAt, text, lang } = parts[at];
    const { passage } = sentences[index];
    const mine = ++turn;
    const utterance = new SpeechSynthesisUtterance(text);
    const voice = voiceFor(lang) ?? voiceFor(passage.lang) ?? voiceFor(home);
    // Without one the browser would take its own, which may send the text away.
    if (!voice) return end("failed");
    utterance.lang = voice.lang.replace("_", "-");
    utterance.voice = voice;
    utterance.rate = rate();
    let done = false;
    let begun = false;
    let since = performance.now();
    const next = (isLost = false) => {
      if (done || mine != turn) return;
      done = true;
      clearInterval(watch);
      if (isLost) synthesis.cancel();
      const repeats = isLost && !begun && !again;
      part(index, parts, repeats ? at : at + 1, repeats);
    };
    utterance.onstart = () => {
      begun = true;
      since = performance.now();
    };
    utterance.onend = () => {
      const pace = ((performance.now() - since) / 1000 / text.length) * utterance.rate;
      // A device that slept meanwhile says nothing of its voice.
      if (text.length >= TELLING && pace < A_CHARACTER) paces.set(utterance.voice, Math.max(pace, paces.get(utterance.voice) ?? 0));
      next();
    };
    utterance.onboundary = ({ name, charIndex, charLength }) => {
      if (mine != turn || name != "word") return;
      begun = true;
      heard();
      const length = charLength || (/^\S+/.exec(text.slice(charIndex))?.[0].length ?? 0);
      if (length) listener.word(rangeOf(passage, start + charIndex, start + charIndex + length));
    };
    utterance.onerror = ({ error }) => {
      if (done || mine != turn) return;
      if (error == "canceled" || error == "interrupted") end("stopped");
      else end(REASONS[error] ?? "failed");
    };
    spoken = utterance;
    listener.part(rangeOf(passage, start, stopsAt));
    synthesis.speak(utterance);
    const heard = watchOver(longest(text.length, paces.get(utterance.voice)), () => next(true));
    return undefined;
  };

  /**
   * Go on where the browser has lost an utterance, or does not come to its end.
   * @param {number} most In seconds. @param {() => void} next
   * @returns {() => void} to be called at each word
   */
  const watchOver = (most, next) => {
    clearInterval(watch);
    let idle = 0;
    let looks = 0;
    /** At the last word. @type {number | undefined} */
    let word;
    watch = setInterval(() => {
      idle = synthesis.speaking || synthesis.pending ? 0 : idle + 1;
      looks++;
      const isMute = word != undefined && looks - word >= SILENT / Math.min(1, rate());
      if (idle >= 2 || isMute || looks * LOOK >= most * 1000) next();
    }, LOOK);
    return () => {
      word = looks;
    };
  };

  return {
    play: (index) => {
      stop();
      playing = true;
      sentence(index);
    },
    pause: stop,
    playing: () => playing && spoken != undefined,
  };
}
