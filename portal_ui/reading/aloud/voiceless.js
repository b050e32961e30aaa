/** What stands in the button's place where this device has no voice for the article's language. */

import { wear } from "../worn.js";
import { make } from "./bar.js";
import styles from "./voiceless.css";

/**
 * @param {import("./bar.js").Texts} texts
 * @param {boolean} [there] Whether there is a voice after all.
 */
export function explain(texts, there = false) {
  const place = document.getElementById("portal-voiceless");
  const button = document.getElementById("portal-listen");
  if (!place || !button) return;
  place.replaceChildren();
  button.hidden = !there;
  if (there) return;
  wear(styles);
  const { language = "" } = place.dataset;
  const title = window.speechSynthesis ? texts.no_voice.replace("{language}", () => language) : texts.no_speech;
  const ways = make("ul", {}, ...texts.no_voice_how.map((way) => make("li", {}, way)));
  const hint = texts.no_voice_hint.replace("{language}", () => language);
  place.append(make("details", { class: "voiceless" }, make("summary", {}, title), make("p", {}, hint), ways));
}
