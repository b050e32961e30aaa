/**
 * What is being read, marked: by the Custom Highlight API, which leaves the document as it is; where the browser lacks
 * it, and for pictures, by an attribute of the block.
 */

const ATTRIBUTE = "data-aloud";

/** @type {{ sentence: Highlight, word: Highlight } | undefined} */
let highlights;

function made() {
  if (highlights || !("highlights" in CSS && "Highlight" in window)) return highlights;
  highlights = { sentence: new Highlight(), word: new Highlight() };
  highlights.word.priority = 1;
  CSS.highlights.set("aloud-sentence", highlights.sentence);
  CSS.highlights.set("aloud-word", highlights.word);
  return highlights;
}

/** @param {Highlight} highlight @param {Range} [range] */
function only(highlight, range) {
  highlight.clear();
  if (range) highlight.add(range);
}

/** @param {Range | undefined} range @param {Element} block */
export function markSentence(range, block) {
  clearMarks();
  const marks = made();
  if (marks && range?.toString().trim()) only(marks.sentence, range);
  else block.setAttribute(ATTRIBUTE, "");
}

/** @param {Range | undefined} range */
export function markWord(range) {
  const marks = made();
  if (marks) only(marks.word, range);
}

export function clearMarks() {
  highlights?.sentence.clear();
  highlights?.word.clear();
  for (const block of document.querySelectorAll(`[${ATTRIBUTE}]`)) block.removeAttribute(ATTRIBUTE);
}
