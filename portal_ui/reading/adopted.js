/** When nodes that React owns may be changed. */

/** How often it is looked whether React has taken over the page, before it is taken for left alone. */
const TRIES = 40;

/** Go on once React has the page: nodes of its own must not be changed before. @param {() => void} go */
export function adopted(go, tries = TRIES) {
  const owned = document.querySelector("main") ?? document.body;
  const ready = Object.keys(owned).some((key) => key.startsWith("__react"));
  if (ready || !tries) go();
  else setTimeout(adopted, 100, go, tries - 1);
}
