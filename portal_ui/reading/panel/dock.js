/**
 * Where the panel stands beside the text: at the side of a wide screen, at the bottom of a high one, and in the page
 * below its button where the screen is too small for both (panel.css). The text stays where it was.
 *
 * @typedef {object} Dock
 * @property {(button: HTMLElement) => Promise<void>} toggle Open or close the panel, for the button that says so.
 */

const root = document.documentElement;

/** Whether the panel lies over the page, so that the page need not move. @param {Element} panel */
const docked = (panel) => getComputedStyle(panel).position == "fixed";

/** Bring the text above a panel that covers it, as on a phone at the top of a page: what is changed is seen to change. @param {Element} panel */
function uncover(panel) {
  const text = document.querySelector("main .reading")?.getBoundingClientRect();
  const { top: edge, left } = panel.getBoundingClientRect();
  const bar = document.getElementById("portal-controls")?.offsetHeight ?? 0;
  // At the side of the screen it covers nothing; and a page's text may begin above it already.
  if (!text || left > 1 || edge - Math.max(text.top, bar) > (edge - bar) / 3) return;
  scrollBy({ top: text.top - bar - 16, behavior: "instant" });
}

/** Wait for the panel's stylesheet. @param {HTMLLinkElement | null} styles */
async function styled(styles) {
  if (!styles || styles.sheet) return;
  await new Promise((done) => {
    styles.addEventListener("load", done);
    styles.addEventListener("error", done);
  });
}

/**
 * @param {HTMLElement} panel
 * @param {import("../start.js").Reading} reading
 * @returns {Dock}
 */
export function createDock(panel, reading) {
  /** @type {HTMLElement | undefined} */
  let opener;

  const place = () => {
    // React may have drawn the page anew, without it.
    if (!panel.isConnected) document.getElementById("reading-panel-place")?.append(panel);
  };

  /** @param {() => void} change */
  const move = (change) => (docked(panel) ? reading.keepPlace(change) : change());

  const close = () => {
    if (!opener) return;
    const beside = docked(panel);
    opener.setAttribute("aria-expanded", "false");
    move(() => {
      panel.hidden = true;
      delete root.dataset.panel;
    });
    opener.focus({ preventScroll: beside });
    opener = undefined;
  };

  /** @param {HTMLElement} button */
  const open = async (button) => {
    place();
    await styled(panel.querySelector("link"));
    opener = button;
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", panel.id);
    reading.keepPlace(() => {
      panel.hidden = false;
      root.dataset.panel = "";
    });
    panel.querySelector("h2")?.focus({ preventScroll: docked(panel) });
    if (docked(panel)) uncover(panel);
  };

  place();
  panel.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-close]")) close();
  });
  document.addEventListener("keydown", (event) => {
    // Escape in a word that is being composed takes back that word.
    if (event.key != "Escape" || event.isComposing || event.defaultPrevented || !(event.target instanceof Element)) return;
    // Escape in another part's field, or in a dialog, is theirs.
    if (event.target.closest("dialog")) return;
    if (panel.contains(event.target) || !event.target.closest("input, textarea, select")) close();
  });
  return { toggle: async (button) => (opener ? close() : open(button)) };
}
