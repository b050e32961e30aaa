/** Media keys and the lock screen's title, where the browser offers them (Media Session). */

/**
 * @typedef {object} Keys
 * @property {() => void} play
 * @property {() => void} pause
 * @property {() => void} stop
 * @property {() => void} back
 * @property {() => void} forward
 * @property {(seconds: number) => void} [seek] Only where there is a time line to seek on.
 */

const ACTIONS = /** @type {const} */ ([
  ["play", "play"], ["pause", "pause"], ["stop", "stop"],
  ["previoustrack", "back"], ["nexttrack", "forward"], ["seekbackward", "back"], ["seekforward", "forward"],
]);

/** @param {Keys | undefined} keys Who answers to them; nobody. @param {string} [title] @param {string} [portal] */
export function takeMediaKeys(keys, title = "", portal = "") {
  const { mediaSession } = navigator;
  if (!mediaSession) return;
  mediaSession.metadata = keys ? new MediaMetadata({ title, artist: portal }) : null;
  if (!keys) mediaSession.playbackState = "none";
  const seek = keys?.seek;
  for (const [action, name] of ACTIONS) take(action, keys ? () => keys[name]() : null);
  take("seekto", seek ? ({ seekTime }) => seek(seekTime ?? 0) : null);
}

/** @param {MediaSessionAction} action @param {MediaSessionActionHandler | null} handler */
function take(action, handler) {
  try {
    navigator.mediaSession.setActionHandler(action, handler);
  } catch {
    // One that this browser does not know.
  }
}

/** @param {boolean} playing */
export function tellMediaKeys(playing) {
  if (navigator.mediaSession) navigator.mediaSession.playbackState = playing ? "playing" : "paused";
}
