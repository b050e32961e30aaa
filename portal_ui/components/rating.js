// The rating's live part: votes and withdraws without leaving the page, and brings the present figure when it comes
// into view. Before hydration, or without it, the same forms post by themselves.

import { useSyncExternalStore } from "react";

import { usePage } from "./page.js";

/**
 * @typedef {object} Rating The fields of `RatingView` (portal_ui/components/view.py) that change.
 * @property {number} total
 * @property {number} votes
 * @property {number | null} own
 * @property {string} notice
 */

/** @type {Rating | undefined} */
let live;

/** @type {Set<() => void>} */
const listeners = new Set();

/** @typedef {Rating & { action: string, texts: Record<string, string> }} Given */

/** Reflex calls the hook on pages without a rating too. @type {Given} */
const NONE = { action: "", texts: {}, total: 0, votes: 0, own: null, notice: "" };

/** @returns {Given} */
const given = () => /** @type {any} */ (usePage().rating ?? NONE);

/** @param {Partial<Rating>} change */
const show = (change) => {
  live = { ...(live ?? given()), ...change };
  for (const listener of listeners) listener();
};

/** @param {() => void} listener */
const subscribe = (listener) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** @param {string | undefined} text @param {Record<string, string | number>} values */
const fill = (text = "", values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** What the components of portal_ui/components/rating.py show; Reflex calls it in each of them. */
export const useRating = () => {
  const { total, votes, own, notice } = useSyncExternalStore(subscribe, () => live ?? given(), given);
  const { texts } = given();
  const average = votes ? total / votes : 0;
  return {
    votes,
    own: own ?? 0,
    notice,
    sum: fill(texts.sum, { total, votes }),
    average: fill(texts.average, { average: average.toFixed(1).replace(".", texts.decimal_mark) }),
    percent: Math.round(average * 20),
    mine: own ? fill(texts.own, { points: own, level: texts.levels.split("|")[own - 1] }) : "",
  };
};

/** @param {string} url @param {RequestInit} [options] @returns {Promise<Record<string, any>>} */
const ask = async (url, options = {}) => {
  const answer = await fetch(url, { ...options, headers: { accept: "application/json" } });
  return answer.json();
};

/** Whether the reader has picked a level that is not sent yet: an answer must not undo it. */
let picked = false;

/** @param {HTMLFormElement} form @param {Record<string, any>} answer */
const accept = (form, { total, votes, own }) => {
  show({ total, votes, own });
  for (const level of form.querySelectorAll("input")) if (!picked) level.checked = level.value === String(own);
};

/** @param {string} done The text that says what was done. */
const sender = (done) => async (/** @type {any} */ event) => {
  event.preventDefault();
  const sent = /** @type {HTMLFormElement} */ (event.currentTarget);
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".rating form"));
  const { texts } = given();
  const body = new URLSearchParams(/** @type {any} */ (new FormData(sent)));
  show({ notice: texts.sending });
  const answer = await ask(sent.action, { method: "POST", body }).catch(() => /** @type {Record<string, any>} */ ({}));
  if ("votes" in answer) {
    picked = false;
    accept(form, answer);
    show({ notice: texts[done] });
  } else show({ notice: answer.text ?? texts.unreachable });
};

/** What the forms do once React has them. */
export const ratingForms = {
  vote: sender("thanks"),
  withdraw: sender("withdrawn"),
  pick: () => {
    picked = true;
  },

  /** Brings the present figure when the form comes into view. @param {HTMLFormElement | null} form */
  watch: (form) => {
    if (!form) return undefined;
    const watch = new IntersectionObserver(async ([entry]) => {
      if (!entry.isIntersecting) return;
      watch.disconnect();
      // Without an answer the figure that came with the page stands.
      const answer = await ask(given().action).catch(() => ({}));
      if ("votes" in answer) accept(form, answer);
    });
    watch.observe(form);
    return () => watch.disconnect();
  },
};
