/**
 * Settings that come with the address, as `#reading=CODE` (code.js): they are taken before the first paint, the notice
 * that the page has for it (`carried.py`) tells of them with a way back, and the address forgets them.
 */

import { announce } from "./announce.js";
import { decode } from "./code.js";
import { onPress } from "./press.js";

const root = document.documentElement;

/**
 * @param {import("./store.js").Store} store
 * @returns {() => void} Puts what the notice goes by on `<html>` once more.
 */
export function takeCarried(store) {
  /** What was chosen before. */
  let before = store.chosen();
  /** @type {string | undefined} */
  let notice;

  const show = () => {
    if (notice === undefined) delete root.dataset.carried;
    else root.dataset.carried = notice;
  };

  const take = () => {
    const code = /^#reading=(.*)/s.exec(location.hash)?.[1];
    // In a frame the address is the host's to choose.
    if (code === undefined || parent !== window) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    const found = decode(code, store.settings);
    notice = "broken";
    if ("values" in found) {
      before = store.chosen();
      store.replace(found.values);
      notice = same(before, store.chosen()) ? undefined : "taken";
    }
    show();
  };

  onPress("[data-carried-undo]", (button) => {
    store.replace(before);
    notice = undefined;
    show();
    // The button that had the focus is gone.
    document.getElementById("portal-main")?.focus({ preventScroll: true });
    announce(button.getAttribute("data-carried-undo") ?? undefined);
  });
  addEventListener("hashchange", take);
  take();
  return show;
}

/** @param {import("./store.js").Values} one @param {import("./store.js").Values} other */
const same = (one, other) =>
  Object.keys({ ...one, ...other }).every((name) => one[name] === other[name]);
