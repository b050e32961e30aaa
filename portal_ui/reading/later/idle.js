/** What may be wanted is fetched when the page is idle. */

/** Told on `document` when the framework is there and takes over the page (server/publisher.py). */
const FRAMEWORK = "portal-framework";
/** How long it is waited for once the page has all its parts, in milliseconds: it may never come. */
const PATIENCE = 4000;

/** Fetch what may be wanted once the page has nothing else to do. @param {string[]} names @param {import("../modules.js").Load} load */
export function loadWhenIdle(names, load) {
  const { saveData } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator).connection ?? {};
  /** @param {string} name */
  const placed = (name) => document.querySelector(`[data-module=${name}]`) != null;
  const fetch = () => {
    // First what has a place in this page; and who saves data fetches nothing besides but what is used.
    const at = Math.max(names.findIndex(placed), saveData ? -1 : 0);
    const [name] = at < 0 ? [] : names.splice(at, 1);
    if (name) load(name).catch(() => {}).then(idle);
  };
  // Safari has no idle callbacks.
  const idle = () => (window.requestIdleCallback ?? setTimeout)(fetch);
  const whole = new Promise((resolve) => {
    if (document.readyState == "complete") resolve(undefined);
    else addEventListener("load", resolve);
  });
  const framework = new Promise((resolve) => {
    document.addEventListener(FRAMEWORK, resolve);
    whole.then(() => setTimeout(resolve, PATIENCE));
  });
  // The framework first: side by side both would take longer, and what the reader presses would wait.
  Promise.all([whole, framework]).then(idle);
}
