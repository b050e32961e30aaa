/**
 * What is not needed for the first paint: each `NAME/start.js` is bundled into a file of its own, fetched when the page
 * is idle, or on first use if that is sooner. What has once been fetched works with the network gone.
 *
 * A module exports `start(reading)`, which is called once with `window.portalReading`; what it returns is what `load`
 * gives. Started when idle, it may put itself in the page, but does nothing that nobody asked for.
 *
 * @typedef {(name: string) => Promise<any>} Load Rejected where the module cannot be fetched; the next call tries again.
 */

/**
 * @param {Readonly<Record<string, string>>} addresses The modules' files, by name.
 * @param {() => unknown} reading Gives what they are started with.
 * @returns {Load}
 */
export function createLoad(addresses, reading) {
  /** @type {Record<string, Promise<any>>} */
  const loaded = {};
  let failed = 0;

  /** @param {string} name */
  const fetch = async (name) => {
    try {
      // A browser may remember that an address failed, so it is asked for under another.
      const module = await import(addresses[name] + (failed ? `?${failed}` : ""));
      return module.start(reading());
    } catch (error) {
      failed++;
      delete loaded[name];
      throw error;
    }
  };

  return (name) => (loaded[name] ??= fetch(name));
}

/** Told on `document` when the framework is there and takes over the page (server/publisher.py). */
const FRAMEWORK = "portal-framework";
/** How long it is waited for once the page has all its parts, in milliseconds: it may never come. */
const PATIENCE = 4000;

/** Fetch what may be wanted once the page has nothing else to do. @param {string[]} names @param {Load} load */
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
