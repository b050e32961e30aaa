/**
 * Show what holds now, at every change as long as the panel can be seen, when it is opened, and when the screen is turned,
 * which may leave a setting more room. Unseen it has nothing to show, and each step of the text's size is the quicker.
 *
 * @param {HTMLElement} panel
 * @param {import("../start.js").Reading} reading
 * @param {() => void} show
 */
export function follow(panel, reading, show) {
  const showIfSeen = () => panel.hidden || show();
  reading.subscribe(showIfSeen);
  addEventListener("resize", showIfSeen);
  new MutationObserver(showIfSeen).observe(panel, { attributeFilter: ["hidden"] });
  showIfSeen();
}
