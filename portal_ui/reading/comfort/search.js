/** Which size is asked about next: down in strides while the text is comfortable, then step by step. */

/** Of 13 sizes none takes more than seven answers. */
const STRIDE = 3;

/**
 * The sizes that may come first, the largest first. @param {number} count How many sizes there are.
 */
export const starts = (count) => Array.from({ length: Math.ceil(count / STRIDE) }, (_, i) => count - 1 - i * STRIDE);

/**
 * @param {number} count How many sizes there are.
 * @param {number} first The size asked about first, counted from 0, the smallest.
 * @param {readonly boolean[]} answers For each size asked about, in their order, whether it was comfortable.
 * @returns {{ ask: number } | { found: number }} The size to ask about, or the smallest comfortable one: `count` where
 *   none is.
 */
export function next(count, first, answers) {
  let ask = first;
  let comfortable = count;
  let tiring = -1;
  for (const answer of answers) {
    if (answer) comfortable = ask;
    else tiring = ask;
    if (comfortable - tiring == 1) return { found: comfortable };
    if (comfortable == count) ask = Math.min(tiring + STRIDE, count - 1);
    else if (tiring < 0) ask = Math.max(comfortable - STRIDE, 0);
    else ask = comfortable - 1;
  }
  return { ask };
}
