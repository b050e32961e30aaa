/** What the benchmark of a click runs in the page: finding the line being read, and how long clicks took. */

/** @type {number[]} */
const clicks = [];
/** @type {{ range: Range, top: number, height: number } | undefined} */
let line;

new PerformanceObserver((list) => {
  // As Interaction to Next Paint has it: the longest of the events of a press, from the finger's coming down on.
  for (const entry of list.getEntries()) if (/** @type {any} */ (entry).interactionId) clicks.push(entry.duration);
}).observe({ type: "event", durationThreshold: 16 });

/** @param {Range} range */
const lineHeight = ({ startContainer }) =>
  parseFloat(getComputedStyle(/** @type {Element} */ (startContainer.parentElement)).lineHeight);

/** Take the middle of the first line of text below 30 % of the screen's height as the line being read. */
const readLine = () => {
  for (let y = innerHeight * 0.3; y < innerHeight; y += 4) {
    const caret = document.caretPositionFromPoint(innerWidth / 2, y);
    if (!(caret?.offsetNode instanceof Text) || !caret.offsetNode.parentElement?.closest("main")) continue;
    const range = document.createRange();
    range.setStart(caret.offsetNode, Math.max(0, caret.offset - 1));
    range.setEnd(caret.offsetNode, Math.max(1, caret.offset));
    line = { range, top: range.getBoundingClientRect().top, height: lineHeight(range) };
    return;
  }
  throw new Error("no text on the screen");
};

/** Browsers scroll by whole pixels: a place is met to half a one, before a change and after it. */
const ROUNDING = 1;

/** How far that line has moved since, in lines: of the text as it is or as it was, the higher. @returns {number} */
const moved = () => {
  if (!line) throw new Error("no line was read");
  const by = Math.abs(line.range.getBoundingClientRect().top - line.top) - ROUNDING;
  return Math.max(0, by) / Math.max(line.height, lineHeight(line.range));
};

/** The middle of a button. @param {string} step */
const middle = (step) => {
  const box = document.querySelector(`[data-reading=${step}]`)?.getBoundingClientRect();
  if (!box) throw new Error(`no button ${step}`);
  return [box.x + box.width / 2, box.y + box.height / 2];
};

/** The article's text as the CMS gives it: in no parts, and without our buttons. */
const text = () => {
  const body = /** @type {Element} */ (document.querySelector(".body")?.cloneNode(true));
  for (const button of body.querySelectorAll("button")) button.remove();
  for (const part of body.querySelectorAll(".parts, .part")) part.replaceWith(...part.childNodes);
  return body.innerHTML;
};

globalThis.bench = { clicks, readLine, moved, middle, text };
