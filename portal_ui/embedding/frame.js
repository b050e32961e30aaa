/**
 * In a page that stands in another site's frame: tell the host how tall the page is, whenever that changes, and by how
 * much the line being read has moved, so that the host scrolls by as much.
 *
 * The host says where its screen lies on this page, for a frame cannot know. What it says is taken for numbers only.
 *
 * @typedef {object} Screen
 * @property {"portal-host"} type
 * @property {number} top Where the reader's screen begins, in CSS pixels from this page's top; negative above it.
 * @property {number} height The height of the reader's screen.
 * @property {number} turn The last of this page's messages that the host has obeyed: one that crosses a newer is stale.
 */

import { HOST_SCROLLED } from "../reading/aloud/follow.js";
import { measure, textAt } from "../reading/later/place.js";
import { takeSettingsAlong } from "./along.js";
import { shareAmongEmbeds } from "./share.js";

/** Where text is looked for: shares of the screen's height, and at each of the column's width. */
const HEIGHTS = [0.3, 0.34, 0.26, 0.4, 0.2, 0.5, 0.6, 0.7];
const WIDTHS = [0.5, 0.2, 0.8];

const root = document.documentElement;

/** @type {Screen | undefined} */
let screen;
/** The line being read: a character, and its distance from the top of the screen. @type {{ range: Range, place: number } | undefined} */
let held;

/** @param {any} data @returns {data is Screen} */
const isScreen = (data) =>
  data?.type === "portal-host" && Number.isFinite(data.top) && Number.isFinite(data.height) && data.height >= 0;

/** How many messages were sent. */
let turn = 0;
/** The last of them that the host has answered. */
let answered = 0;

/** How far the line being read is from where it was. */
const moved = () => {
  const now = held && screen && measure(held.range, 0);
  return held && screen && now !== undefined ? now - screen.top - held.place : 0;
};

/** Hold the line being read now: none while the controls are on the screen, which must not move either. */
function hold() {
  held = undefined;
  const main = document.querySelector("main");
  const controls = document.getElementById("portal-controls");
  if (!main || !screen || (controls?.getBoundingClientRect().bottom ?? 0) > screen.top) return;
  const { left, width } = main.getBoundingClientRect();
  for (const height of HEIGHTS) {
    for (const share of WIDTHS) {
      const found = textAt(main, left + width * share, screen.top + screen.height * height);
      if (found) {
        held = { range: found.range, place: found.found - screen.top };
        return;
      }
    }
  }
}

/**
 * @param {number} offset By how much the host is to scroll, in CSS pixels.
 * @param {number} [aim] What the host is to scroll to instead, in CSS pixels from this page's top.
 */
const tell = (offset, aim) => {
  const { height } = root.getBoundingClientRect();
  parent.postMessage({ type: "portal-frame", height, offset, aim, turn: ++turn, title: document.title }, "*");
};

/** Whether the page has come whole, with its styles: what is told before would let the host move what follows. */
const whole = () =>
  document.readyState != "loading" &&
  [.../** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll("link[rel=stylesheet]"))].every(
    ({ sheet, media }) => sheet || media == "print",
  );

/** What a link within the page leads to. @param {HTMLAnchorElement} link */
function aimOf(link) {
  try {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)));
  } catch {
    return null;
  }
}

/**
 * What goes by the reader's screen, such as the voice, goes by the host's once that has told of it.
 * @param {import("../reading/start.js").Reading} reading @param {() => void} changed
 */
function lookAtHost(reading, changed) {
  const own = { ...reading };
  reading.screen = () =>
    screen ? { top: Math.max(screen.top, 0), bottom: Math.min(screen.top + screen.height, innerHeight) } : own.screen();
  reading.bring = (range, top) => {
    if (!screen) return own.bring(range, top);
    held = { range, place: top - screen.top };
    changed();
  };
}

export function start() {
  if (parent === window) return;
  let mark = "";
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || !isScreen(data) || data.turn !== turn) return;
    root.dataset.embed = mark = "followed";
    const scrolled = answered == turn && screen && Math.abs(data.top - screen.top) > 1.5;
    answered = turn;
    screen = data;
    if (scrolled) dispatchEvent(new Event(HOST_SCROLLED));
    if (!held || Math.abs(moved()) > 1.5) hold();
  });
  const changed = () => {
    if (!whole()) return;
    const offset = moved();
    if (screen) screen = { ...screen, top: screen.top + offset };
    tell(offset);
  };
  new ResizeObserver(changed).observe(root);
  // A frame off the screen is not drawn, and what observes sizes is called when it is: these do not wait for that.
  document.addEventListener("DOMContentLoaded", changed);
  addEventListener("load", changed);
  document.fonts.addEventListener("loadingdone", changed);
  const reading = /** @type {Window & { portalReading?: import("../reading/start.js").Reading }} */ (window).portalReading;
  if (reading) {
    takeSettingsAlong(reading);
    shareAmongEmbeds(reading);
    reading.subscribe(changed);
    lookAtHost(reading, changed);
  }
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a");
    if (!link || !link.getAttribute("href")?.startsWith("#")) return;
    // All other links open in the reader's window, by the page's `base`.
    link.target = "_self";
    // Its being gone to scrolls the host only where host and portal are of one origin.
    const aim = aimOf(link);
    if (aim) tell(0, aim.getBoundingClientRect().top);
  });
  // Where React draws the page anew, `<html>` loses what it was given.
  new MutationObserver(() => {
    if (root.dataset.embed !== mark) root.dataset.embed = mark;
  }).observe(root, { attributeFilter: ["data-embed"] });
}
