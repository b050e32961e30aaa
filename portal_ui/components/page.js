// The page's data: on the server the renderer's, one for each request; in the browser the data block's.

/**
 * @typedef {Record<string, unknown> & { article?: { body: string, contents: string }, reading?: { panel: string } }} Page
 *   The fields of `PageView` (portal_ui/components/view.py).
 */

/** @type {Page | undefined} */
let data;

const read = () => {
  /** @type {Page} */
  const page = JSON.parse(document.getElementById("portal-data")?.textContent ?? "{}");
  // The data has no HTML: it is in the page already. React keeps it as it finds it, and needs it here only if it has
  // to draw the page anew, because something (an extension, a translation) changed it before React came.
  if (page.article) Object.assign(page.article, { body: sent(".body"), contents: sent(".contents") });
  if (page.reading) page.reading.panel = sent(".panel-frame");
  return page;
};

/** @param {string | Element | null | undefined} place */
// eslint-disable-next-line no-restricted-properties -- the page's own HTML, put back where it was
const sent = (place) => (typeof place === "string" ? document.querySelector(place) : place)?.innerHTML ?? "";

/** @returns {Page} */
export const usePage = () => {
  // While Reflex builds, it renders the home page once without any data.
  if (typeof document === "undefined") return globalThis.__portalPage?.() ?? {};
  data ??= read();
  return data;
};

/** What the server sent, for the case that React can draw nothing: a page never loses its text. */
export const pageAsSent = () => sent(document.querySelector("#portal-main")?.parentElement);
