/**
 * The article's own recording, steered by the same bar.
 *
 * @typedef {object} Broken Where a recording broke off.
 * @property {number} seconds What had been played; 0 where it never began.
 * @property {number} whole How long it is, in seconds; not a number where that is not known.
 * @property {boolean} playing Whether it was being heard.
 */

/** Seconds to wait for more of a recording of which nothing comes. */
const PATIENCE = 15;

/** @param {number} seconds `1:05`, `1:02:09` */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (!parts[0]) parts.shift();
  return parts.map((part, at) => (at ? `${part}`.padStart(2, "0") : `${part}`)).join(":");
}

/**
 * @param {HTMLAudioElement} audio
 * @param {() => number} rate
 * @param {{ show: (playing: boolean) => void, showTime: (text: string) => void, failed: (broken: Broken) => void }} told
 * @param {Broken} [before] Where it broke off before, and is taken up again.
 * @returns {import("./reader.js").Source}
 */
export function createRecording(audio, rate, told, before) {
  let { seconds, whole } = before ?? { seconds: 0, whole: NaN };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const listening = new AbortController();
  /** @param {string} event @param {() => void} listener */
  const on = (event, listener) => audio.addEventListener(event, listener, { signal: listening.signal });
  const time = () => {
    // A recording that is broken says neither.
    seconds = audio.currentTime || seconds;
    whole = isFinite(audio.duration) ? audio.duration : whole;
    told.showTime(isNaN(whole) ? clock(seconds) : `${clock(seconds)} / ${clock(whole)}`);
  };
  const rested = () => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  const fail = () => {
    time();
    told.failed({ seconds, whole, playing: !audio.paused });
  };
  const wait = () => {
    rested();
    waiting = setTimeout(fail, PATIENCE * 1000);
  };
  on("play", () => told.show(true));
  on("pause", () => told.show(false));
  on("timeupdate", time);
  on("durationchange", time);
  on("waiting", wait);
  on("progress", () => waiting && wait());
  for (const event of ["playing", "pause", "ended"]) on(event, rested);
  on("error", fail);
  if (before) {
    audio.load();
    audio.currentTime = seconds;
  }
  const play = () => {
    audio.playbackRate = rate();
    // Said by the event where it is broken; refused without the reader's own gesture.
    audio.play().catch(() => told.show(false));
  };
  return {
    play,
    pause: () => audio.pause(),
    playing: () => !audio.paused,
    step: (far, direction) => {
      audio.currentTime = Math.max(0, audio.currentTime + direction * (far ? 60 : 10));
    },
    seek: (seconds) => {
      audio.currentTime = seconds;
    },
    here: () => {},
    follow: () => {},
    again: () => {
      audio.playbackRate = rate();
    },
    close: () => {
      audio.pause();
      rested();
      listening.abort();
    },
  };
}
