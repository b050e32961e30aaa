/** What begins once the page is there: its place is kept, its clock goes, and what may be wanted is fetched. */

import { putOff } from "./beyond.js";
import { startClock } from "./clock.js";
import { loadWhenIdle } from "./idle.js";
import { bring, holdPlace, keepPlace } from "./place.js";

export function start() {
  holdPlace();
  startClock();
  return { keepPlace, putOff, bring, startClock, loadWhenIdle };
}
