/**
 * In an excerpt that stands in a WordPress post: WordPress shows the frame of a provider it does not know once that says
 * how tall it is, and follows a link only if the frame asks it to, for its sandbox lets the frame go nowhere.
 *
 * WordPress names a secret in the frame's fragment, by which its script knows the messages (wp-includes/js/wp-embed.js).
 */

/** @returns {string | undefined} The secret, where WordPress is the host. */
const secret = () => /[?&]secret=(\w+)/.exec(location.hash)?.[1];

/** @param {"height" | "link"} message @param {number | string} value */
const tell = (message, value) => {
  if (secret()) parent.postMessage({ message, value, secret: secret() }, "*");
};

const tellHeight = () => tell("height", Math.ceil(document.documentElement.getBoundingClientRect().height));

export function start() {
  if (parent === window) return;
  new ResizeObserver(tellHeight).observe(document.documentElement);
  // The secret may come after the page has loaded, and the host's script after that has told its height.
  addEventListener("hashchange", tellHeight);
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.message === "ready") tellHeight();
  });
  addEventListener("load", tellHeight);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || !secret() || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tell("link", link.href);
  });
}
