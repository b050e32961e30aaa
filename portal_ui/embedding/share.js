/**
 * Embeds on one host's pages share what is set by the browser's storage. Where it keeps nothing for them, as many
 * browsers do in other sites' pages, they tell each other while they are open.
 */

const NAME = "portal-reading";

/** @param {import("../reading/store.js").Store} store */
export function shareAmongEmbeds(store) {
  // A stand-in (reading/storage.js) is a plain value.
  if (!Object.getOwnPropertyDescriptor(window, "localStorage")?.value) return;
  /** @type {BroadcastChannel} */
  let channel;
  /** What all know. */
  let known = "{}";
  const tell = () => {
    const chosen = JSON.stringify(store.chosen());
    if (chosen != known) channel.postMessage((known = chosen));
  };
  const open = () => {
    channel = new BroadcastChannel(NAME);
    channel.addEventListener("message", ({ data }) => {
      if (data === "?") {
        if (known != "{}") channel.postMessage(known);
        return;
      }
      known = data;
      store.replace(Object(JSON.parse(data)));
    });
    channel.postMessage("?");
  };
  open();
  store.subscribe(tell);
  // Open, it would keep the host's page out of the back-forward cache.
  addEventListener("pagehide", () => channel.close());
  addEventListener("pageshow", ({ persisted }) => persisted && open());
}
