/**
 * Sentences of a passage: by the browser's own rules for the language, and by what it does not know of Vietnamese.
 *
 * @typedef {object} Sentence
 * @property {import("./passages.js").Passage} passage
 * @property {number} start
 * @property {number} end
 */

/** A full stop after these ends no sentence: titles, places and signs as Vietnamese offices write them; initials. */
const GOES_ON = new RegExp(
  "(?:^|[\\s(,/])(?:tp|tx|tt|q|p|h|x|kp|đ|đ/c|ths|ts|gs|pgs|bs|bscki+|ds|ks|kts|cn|ls|cv|nsnd|nsưt|ô|ông|b|v\\.v|vd|tr|t|s|st|mr|mrs|ms|dr|prof|no|vol|fig|art|approx|e\\.g|i\\.e|etc|\\p{L})\\.\\s*$|^\\s*\\d+\\.\\s*$",
  "iu",
);

/** A small letter or a digit after it does not begin a sentence either. */
const BEGINS = /^[\s"“”'‘’(]*[\p{Lu}\p{Lt}\p{Lo}\p{N}-]/u;

/** @param {string} text @param {string} lang @returns {number[]} where sentences end */
function ends(text, lang) {
  if (!("Segmenter" in Intl)) return [...text.matchAll(/[.!?…]+["”’)]*\s+|\n|$/g)].map((match) => match.index + match[0].length);
  const segments = new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text);
  return [...segments].map(({ index, segment }) => index + segment.length);
}

/** @param {import("./passages.js").Passage} passage @returns {Sentence[]} */
export function sentencesOf(passage) {
  const { text, lang } = passage;
  /** @type {Sentence[]} */
  const sentences = [];
  let start = 0;
  for (const end of ends(text, lang)) {
    const sentence = text.slice(start, end);
    const goesOn = !sentence.endsWith("\n") && end < text.length && (GOES_ON.test(sentence) || !BEGINS.test(text.slice(end)));
    if (goesOn) continue;
    if (/[\p{L}\p{N}]/u.test(sentence)) {
      const before = sentence.length - sentence.trimStart().length;
      sentences.push({ passage, start: start + before, end: start + sentence.trimEnd().length });
    }
    start = end;
  }
  return sentences;
}

/** The range of the document that a part of a passage stands in; undefined where nothing of it is shown. */
/** @param {import("./passages.js").Passage} passage @param {number} start @param {number} end @returns {Range | undefined} */
export function rangeOf({ pieces }, start, end) {
  const shown = pieces.filter((piece) => piece.node?.isConnected && piece.start < end && piece.end > start);
  const first = shown[0];
  const last = shown.at(-1);
  if (!first?.node || !last?.node) return undefined;
  const range = document.createRange();
  if (first.node instanceof Text) range.setStart(first.node, first.from + Math.max(0, start - first.start));
  else range.setStartBefore(first.node);
  if (last.node instanceof Text) range.setEnd(last.node, last.from + Math.min(end, last.end) - last.start);
  else range.setEndAfter(last.node);
  return range;
}

/**
 * A sentence in parts that are each in one language and short enough for every engine: Chromium cuts what its network
 * voices say off after some 15 seconds.
 *
 * @param {Sentence} sentence
 * @param {number} longest In characters.
 * @returns {{ start: number, end: number, text: string, lang: string }[]}
 */
export function partsOf({ passage, start, end }, longest) {
  /** @type {{ start: number, end: number, lang: string }[]} */
  const runs = [];
  for (const piece of passage.pieces) {
    if (piece.end <= start || piece.start >= end) continue;
    const [from, to] = [Math.max(start, piece.start), Math.min(end, piece.end)];
    const last = runs.at(-1);
    // A full stop or a space alone needs no voice of its own.
    const joins = last && (last.lang == piece.lang || !/[\p{L}\p{N}]/u.test(passage.text.slice(from, to)));
    if (joins) last.end = to;
    else runs.push({ start: from, end: to, lang: piece.lang || passage.lang });
  }
  return runs.flatMap(({ start: from, end: to, lang }) => {
    const parts = [];
    while (from < to) {
      const text = passage.text.slice(from, to);
      const length = text.length <= longest ? text.length : cut(text, longest);
      parts.push({ start: from, end: from + length, text: text.slice(0, length), lang });
      from += length;
    }
    return parts.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  });
}

/** Where to cut a long text: after a comma, else at a space, in its second half. @param {string} text @param {number} longest */
function cut(text, longest) {
  const head = text.slice(0, longest);
  const comma = Math.max(...[", ", "; ", ": ", " – "].map((sign) => head.lastIndexOf(sign) + 1));
  if (comma > longest / 2) return comma;
  const space = head.lastIndexOf(" ") + 1;
  return space > longest / 2 ? space : longest;
}
