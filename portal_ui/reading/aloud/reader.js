/**
 * An article read by the browser's voice: where it is, and going through it.
 *
 * @typedef {object} Source What the bar steers.
 * @property {() => void} play
 * @property {() => void} pause
 * @property {() => boolean} playing
 * @property {(far: boolean, direction: 1 | -1) => void} step
 * @property {(seconds: number) => void} [seek] Go to a time, where there is one.
 * @property {(share: number) => void} [near] Go to about where this share of the whole has been read; where it is not
 *   known, to what `here` goes to.
 * @property {() => void} here Go to the selected text, or to what is on the screen.
 * @property {() => void} follow
 * @property {() => void} again Take a new rate or voice at once.
 * @property {() => void} close
 */

import { createFollow } from "./follow.js";
import { clearMarks, markSentence, markWord } from "./marks.js";
import { rangeOf, sentencesOf } from "./sentences.js";
import { createSpeech } from "./speech.js";

/**
 * Told on `document` of the range now read, a word where the voice tells of words, or of none once it has stopped: for
 * what moves along with it, such as line focus.
 */
export const EVENT = "portal-aloud";

/** @param {Range | undefined} range */
const tell = (range) => document.dispatchEvent(new CustomEvent(EVENT, { detail: range }));

/** Open what is folded away and holds a passage; for its summary, what is around that. @param {Element} passage */
function unfold(passage) {
  const inside = passage.tagName == "SUMMARY" ? passage.parentElement?.parentElement : passage;
  for (let fold = inside?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
}

/** The first line of a range. @param {Range} range */
function beginning(range) {
  const first = range.cloneRange();
  const { startContainer: node, startOffset } = range;
  if (node instanceof Text) first.setEnd(node, Math.min(startOffset + 1, node.length));
  return first;
}

/**
 * @param {import("./passages.js").Passage[]} passages
 * @param {string} lang The article's.
 * @param {Element} dock
 * @param {import("./follow.js").Page} page
 * @param {{ show: (playing: boolean) => void, offerFollow: (shown: boolean) => void, ended: (reason: string) => void }} told
 * @returns {Source}
 */
export function createReader(passages, lang, dock, page, told) {
  const sentences = passages.flatMap(sentencesOf);
  let index = 0;
  /** Whether the voice tells of words: then a sentence is told of by its first. */
  let byWords = false;
  const follow = createFollow(dock, page, () => {
    told.offerFollow(!follow.following());
    // Only pointed at, and the reader has moved on.
    if (!follow.following() && !speech.playing()) tell(undefined);
  });

  /** @param {number} at */
  const place = (at) => rangeOf(sentences[at].passage, sentences[at].start, sentences[at].end);

  const mark = () => {
    const { element } = sentences[index].passage;
    unfold(element);
    markSentence(place(index), element);
  };

  const speech = createSpeech(sentences, lang, {
    sentence: (at) => {
      index = at;
      mark();
    },
    part: (range = place(index)) => {
      markWord(undefined);
      follow.to(range);
      tell(range && byWords ? beginning(range) : range);
    },
    word: (range) => {
      byWords = true;
      markWord(range);
      // A word may be only said, such as an item's number.
      if (!range) return;
      follow.to(range);
      tell(range);
    },
    end: (reason) => {
      if (reason == "ended") index = 0;
      if (reason == "ended") clearMarks();
      tell(undefined);
      told.show(false);
      told.ended(reason);
    },
  });

  const play = () => {
    if (!sentences.length) return;
    byWords = false;
    speech.play(index);
    told.show(speech.playing());
  };

  /** Show where it would go on. */
  const point = () => {
    mark();
    tell(place(index));
  };

  /** @param {number} at @param {boolean} playing */
  const go = (at, playing) => {
    index = Math.min(Math.max(at, 0), sentences.length - 1);
    if (playing) play();
    else point();
    follow.to(place(index), true);
  };

  /** @param {(sentence: Range) => boolean} isThere @returns {number} */
  const first = (isThere) =>
    sentences.findIndex((_, at) => {
      const range = place(at);
      return range != undefined && isThere(range);
    });

  const selected = () => {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return -1;
    const chosen = selection.getRangeAt(0);
    if (!passages.some(({ element }) => chosen.intersectsNode(element))) return -1;
    return first((range) => range.compareBoundaryPoints(Range.START_TO_END, chosen) > 0);
  };

  const onScreen = () => {
    const screen = page.screen();
    const top = screen.top + (screen.bottom - screen.top) * 0.2;
    const passage = passages.find(({ element }) => element.getBoundingClientRect().bottom > top) ?? passages.at(-1);
    const within = sentences.findIndex((sentence) => sentence.passage == passage);
    const below = sentences.findIndex((sentence, at) => sentence.passage == passage && (place(at)?.getBoundingClientRect().bottom ?? 0) > top);
    return Math.max(within, below);
  };

  const here = () => {
    const chosen = selected();
    return chosen >= 0 ? chosen : onScreen();
  };

  /** By characters: a voice needs about as long for each. @param {number} share */
  const after = (share) => {
    const lengths = sentences.map(({ start, end }) => end - start);
    let left = share * lengths.reduce((sum, length) => sum + length, 0);
    return Math.max(lengths.findIndex((length) => (left -= length) < 0), 0);
  };

  const begin = selected();
  if (begin > 0) index = begin;

  return {
    play,
    pause: () => {
      speech.pause();
      markWord(undefined);
      tell(undefined);
      told.show(false);
    },
    playing: speech.playing,
    step: (far, direction) => {
      const { passage } = sentences[index];
      let at = index + direction;
      if (far) {
        const start = sentences.findIndex((sentence) => sentence.passage == passage);
        const before = sentences[start - 1]?.passage;
        if (direction > 0) at = sentences.findIndex((sentence, after) => after > index && sentence.passage != passage);
        else at = start < index || !before ? start : sentences.findIndex((sentence) => sentence.passage == before);
        if (at < 0) at = index;
      }
      go(at, speech.playing());
    },
    near: (share) => go(isNaN(share) ? here() : after(share), false),
    here: () => go(here(), speech.playing()),
    follow: () => follow.to(place(index), true),
    again: () => {
      if (speech.playing()) play();
    },
    close: () => {
      speech.pause();
      follow.close();
      clearMarks();
      tell(undefined);
    },
  };
}
