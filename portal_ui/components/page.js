// The page's data: on the server the renderer's, one for each request; in the browser the data block's.

/** @type {Record<string, unknown> | undefined} */
let data;

/** @returns {Record<string, unknown>} the fields of `PageView` (portal_ui/components/view.py) */
export const usePage = () => {
  // While Reflex builds, it renders the home page once without any data.
  if (typeof document === "undefined") return globalThis.__portalPage?.() ?? {};
  data ??= JSON.parse(document.getElementById("portal-data")?.textContent ?? "{}");
  return /** @type {Record<string, unknown>} */ (data);
};
