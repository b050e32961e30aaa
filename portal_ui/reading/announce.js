/** Say things to screen readers, politely, one at a time. */

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pending;

/** @param {string | undefined} message Of several in quick succession the last is said. */
export function announce(message) {
  const announcer = document.getElementById("portal-announcer");
  if (!announcer || !message) return;
  // Emptied first: the same words twice are otherwise no change, and are not said again.
  announcer.textContent = "";
  clearTimeout(pending);
  pending = setTimeout(() => (announcer.textContent = message), 100);
}
