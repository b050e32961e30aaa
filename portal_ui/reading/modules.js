/**
 * What is not needed for the first paint: each `NAME/start.js` is bundled into a file of its own. `later` is fetched once
 * the page is there, the others when it is idle, or on first use if that is sooner. What has once been fetched works with
 * the network gone.
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
