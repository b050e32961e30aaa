/** What begins once the page is there: its place is kept, its clock goes, and what may be wanted is fetched. */

import { lookAhead, putOff } from "./beyond.js";
import { startClock } from "./clock.js";
import { loadWhenIdle } from "./idle.js";
import { bring, hold, holdPlace, keepPlace } from "./place.js";

/** What changes the text when it is pressed. */
const CHANGES = "[data-reading], #reading-panel";

/** What a change has to know of the page is found while the finger is still down: it answers the sooner. */
function prepare() {
  addEventListener("pointerdown", ({ target }) => {
    if (!(target instanceof Element) || !target.closest(CHANGES)) return;
    hold();
    lookAhead();
  });
}

export function start() {
  prepare();
  holdPlace();
  startClock();
  return { keepPlace, putOff, bring, startClock, loadWhenIdle };
}
