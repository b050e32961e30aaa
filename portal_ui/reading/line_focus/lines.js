/**
 * Lines of text on the screen, found by looking at points of it.
 *
 * @typedef {object} Line
 * @property {number} middle Its middle, in CSS pixels from the top of the screen.
 * @property {number} height The line height of its text.
 */

/** Where a line is looked for: shares of the column's width. */
const WIDTHS = [0.5, 0.15, 0.85];

/**
 * @param {Range} range A character or more.
 * @param {0 | -1} [which] Its first line, or its last.
 * @returns {Line | undefined} A picture, and whatever else is higher, counts as one line.
 */
export function lineOf(range, which = 0) {
  const box = [...range.getClientRects()].at(which);
  const node = which ? range.endContainer : range.startContainer;
  const element = node instanceof Element ? node : node.parentElement;
  if (!box || !element) return undefined;
  const height = parseFloat(getComputedStyle(element).lineHeight) || box.height;
  return { middle: box.top + box.height / 2, height: node == element ? Math.max(height, box.height) : height };
}

/** The line at a height of the screen, if there is text. @param {Element} main @param {number} y @returns {Line | undefined} */
export function lineAt(main, y) {
  const { left, width } = main.getBoundingClientRect();
  for (const share of WIDTHS) {
    const x = left + width * share;
    const range = rangeAt(x, y);
    const { startContainer: node, startOffset } = range ?? {};
    if (!range || !(node instanceof Text) || !main.contains(node) || !node.data.trim()) continue;
    // A caret may stand behind the last character, which is the one that has a box.
    range.setStart(node, Math.min(startOffset ?? 0, node.length - 1));
    range.setEnd(node, range.startOffset + 1);
    const line = lineOf(range);
    if (line && Math.abs(line.middle - y) <= line.height) return line;
  }
  return undefined;
}

/** @param {number} x @param {number} y @returns {Range | undefined} */
function rangeAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  if (!position) return document.caretRangeFromPoint?.(x, y) ?? undefined;
  const range = document.createRange();
  range.setStart(position.offsetNode, position.offset);
  return range;
}

/**
 * The next line below (1) or above (-1) another, across the gaps between blocks.
 * @param {Element} main @param {Line} line @param {number} direction
 * @param {number} [furthest] How far away it may be, in CSS pixels.
 * @returns {Line | undefined}
 */
export function nextLine(main, line, direction, furthest = innerHeight) {
  const step = line.height / 4;
  for (let way = line.height / 2; way < furthest; way += step) {
    const found = lineAt(main, line.middle + direction * way);
    if (found && (found.middle - line.middle) * direction > step) return found;
  }
  return undefined;
}
