/** The article's own recording, steered by the same bar. */

/** @param {number} seconds `1:05`, `1:02:09` */
function clock(seconds) {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (!parts[0]) parts.shift();
  return parts.map((part, at) => (at ? `${part}`.padStart(2, "0") : `${part}`)).join(":");
}

/**
 * @param {HTMLAudioElement} audio
 * @param {() => number} rate
 * @param {{ show: (playing: boolean) => void, showTime: (text: string) => void, failed: () => void }} told
 * @returns {import("./reader.js").Source}
 */
export function createRecording(audio, rate, told) {
  const listening = new AbortController();
  /** @param {string} event @param {() => void} listener */
  const on = (event, listener) => audio.addEventListener(event, listener, { signal: listening.signal });
  const time = () => told.showTime(isFinite(audio.duration) ? `${clock(audio.currentTime)} / ${clock(audio.duration)}` : clock(audio.currentTime));
  on("play", () => told.show(true));
  on("pause", () => told.show(false));
  on("timeupdate", time);
  on("durationchange", time);
  on("error", told.failed);
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
    here: play,
    follow: () => {},
    again: () => {
      audio.playbackRate = rate();
    },
    close: () => {
      audio.pause();
      listening.abort();
    },
  };
}
