/** Media keys and the lock screen's title, where the browser offers them (Media Session). */

/** @typedef {{ play: () => void, pause: () => void, stop: () => void, back: () => void, forward: () => void }} Keys */

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
  for (const [action, name] of ACTIONS) {
    try {
      mediaSession.setActionHandler(action, keys ? () => keys[name]() : null);
    } catch {
      // One that this browser does not know.
    }
  }
}

/** @param {boolean} playing */
export function tellMediaKeys(playing) {
  if (navigator.mediaSession) navigator.mediaSession.playbackState = playing ? "playing" : "paused";
}
