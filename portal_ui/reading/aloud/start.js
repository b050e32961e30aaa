/** The article read aloud: its recording where it has one, else the browser's voice. Nothing sounds unasked. */

import { createBar, textButton } from "./bar.js";
import { hereChoice, rateChoice, voiceChoice } from "./choices.js";
import { takeMediaKeys, tellMediaKeys } from "./media_keys.js";
import { passagesOf } from "./passages.js";
import { wear } from "../worn.js";
import styles from "./aloud.css";
import { createReader } from "./reader.js";
import { clock, createRecording } from "./recording.js";
import { explain } from "./voiceless.js";
import { choose, rate, voiceFor, voicesOf, watchChoice, watchVoices } from "./voices.js";

/**
 * @param {import("../start.js").Reading} reading
 * @param {Record<string, import("./bar.js").Texts>} texts By language.
 * @returns {{ listen: () => void } | undefined} nothing on a page without an article
 */
export function start(reading, texts) {
  const article = document.querySelector("article.article");
  const button = document.getElementById("portal-listen");
  if (!article || !button) return undefined;
  const shownIn = document.documentElement.lang;
  const words = texts[shownIn] ?? Object.values(texts)[0];
  const lang = article.getAttribute("lang") || shownIn;
  /** @type {HTMLAudioElement | null} */
  let audio = article.querySelector(".listen audio");
  /** @type {import("./bar.js").Bar | undefined} */
  let bar;
  /** @type {import("./reader.js").Source | undefined} */
  let source;
  let stopWatching = () => {};

  /** Said where it is seen and heard: nothing speaks when this is called. @param {string} text @param {HTMLButtonElement[]} answers */
  const say = (text, ...answers) => {
    bar?.say(text, ...answers);
    reading.announce(text);
  };

  /** @param {boolean} playing */
  const show = (playing) => {
    bar?.show(playing);
    tellMediaKeys(playing);
  };

  /** Whether the reader is at the player. */
  const isThere = () => document.getElementById("portal-aloud")?.contains(document.activeElement);

  const close = () => {
    const wasThere = isThere();
    stopWatching();
    source?.close();
    bar?.close();
    source = bar = undefined;
    takeMediaKeys(undefined);
    if (wasThere && (button.checkVisibility?.() ?? true)) button.focus({ preventScroll: true });
  };

  /** @param {SpeechSynthesisVoice} voice @param {() => void} use */
  const ask = (voice, use) => {
    source?.pause();
    const yes = textButton(words.remote_yes, () => {
      bar?.say();
      use();
      bar?.focus();
    });
    const no = textButton(words.remote_no, () => {
      bar?.say();
      if (voiceFor(lang)) bar?.focus();
      else close();
    });
    say(words.remote_question.replace("{voice}", () => voice.name), yes, no);
    yes.focus({ preventScroll: true });
  };

  /** @param {string} reason */
  const ended = (reason) => {
    const said = { ended: words.ended, failed: words.failed, network: words.network, refused: words.refused }[reason];
    if (said) say(said);
  };

  const play = () => {
    if (!source || !bar) return;
    const [remote] = audio || voiceFor(lang) ? [] : voicesOf(lang);
    if (remote) {
      ask(remote, () => {
        choose(remote, lang);
        play();
      });
    } else if (audio || voiceFor(lang)) {
      bar.say();
      source.play();
    } else {
      close();
      explain(words);
    }
  };

  /** @param {import("./bar.js").Action} action */
  const act = (action) => {
    if (action == "stop") return close();
    if (!source) return undefined;
    if (action == "toggle") return source.playing() ? source.pause() : play();
    if (action == "follow") return source.follow();
    if (action == "here") {
      source.here();
      return source.playing() || play();
    }
    return source.step(action.startsWith("far"), action.endsWith("back") ? -1 : 1);
  };

  /** @param {import("./recording.js").Broken} [broken] Where the recording is taken up again. */
  const open = (broken) => {
    wear(styles);
    const dock = /** @type {Element} */ (document.getElementById("portal-aloud"));
    bar = createBar(dock, words, shownIn, { kind: audio ? "recording" : "speech", act });
    const opened = bar;
    const { look, stop } = watchChoice(reading, lang, () => {
      for (const { show } of choices) show();
      source?.again();
    });
    stopWatching = stop;
    const choices = [rateChoice(words, shownIn, look)];
    if (audio) {
      source = createRecording(audio, rate, { show, showTime: opened.showTime, failed: withoutRecording }, broken);
    } else {
      const passages = passagesOf(article, (of) => ({ image: (texts[of.split("-")[0]] ?? { image: "{alt}" }).image }));
      opened.choices.append(hereChoice(words, () => act("here")));
      choices.push(voiceChoice(words, lang, { changed: look, ask }));
      source = createReader(passages, lang, dock, reading, { show, offerFollow: opened.offerFollow, ended });
    }
    opened.choices.append(...choices.map(({ field }) => field));
    takeMediaKeys(
      { play, pause: source.pause, stop: close, back: () => act("back"), forward: () => act("forward"), seek: source.seek },
      article.querySelector("h1")?.textContent ?? document.title,
      document.querySelector(".site-name")?.textContent ?? "",
    );
  };

  /** @param {import("./recording.js").Broken} broken */
  const withoutRecording = (broken) => {
    const { seconds, whole, playing } = broken;
    const recording = audio;
    const wasThere = isThere();
    close();
    // It stays in the page, unseen: React may still be to come, and would draw all of it anew.
    audio = null;
    watch();
    open();
    if (wasThere) bar?.focus();
    if (!seconds) return say(words.recording_failed);
    source?.near?.(seconds / whole);
    if (playing && voiceFor(lang)) source?.play();
    const again = textButton(words.recording_again, () => {
      close();
      audio = recording;
      open(broken);
      bar?.focus();
      play();
    });
    say((isNaN(whole) ? words.recording_cut : words.recording_broken).replace("{time}", () => clock(seconds)), again);
    return undefined;
  };

  const watch = () => {
    if (!audio) watchVoices(lang, (there) => reading.keepPlace(() => explain(words, there)));
  };
  watch();

  // Leaving stops it; and who comes back finds it where it stopped.
  addEventListener("pagehide", () => source?.pause());
  addEventListener("keydown", (event) => {
    if (event.key == "Escape" && !event.defaultPrevented && source?.playing()) source.pause();
  });

  return {
    listen: () => {
      if (source) return act("toggle");
      open();
      bar?.focus();
      play();
      return undefined;
    },
  };
}
