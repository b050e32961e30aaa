/**
 * The numbers that settings give to the stylesheets (`css_property`), on what uses them: on `<html>` all that is in the
 * page would inherit them, and be computed once more at every step of size.
 */

/** What uses them. On paper the page's margins do too (print.css), and they have what `<html>` has. */
const USERS = ".reading:not(.contents-beside), .trail, .site-footer, .reading-panel, .picture-view, #abbreviation-bubble";
/** What stands beside the text, and is not what the reader waits for: it follows in the frame after the text's. */
const BESIDE = ".contents-beside";

const [users, beside, paper] = styles();

/** @returns {CSSStyleDeclaration[]} `<html>`'s alone in a browser that lets no script bring a stylesheet. */
function styles() {
  if (!document.adoptedStyleSheets) return [document.documentElement.style];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${USERS} {} ${BESIDE} {} @media print { html {} }`);
  document.adoptedStyleSheets.push(sheet);
  const [text, margin, { cssRules: [page] }] = /** @type {any} */ (sheet.cssRules);
  return [text.style, margin.style, page.style];
}

if (paper) addEventListener("beforeprint", () => (paper.cssText = users.cssText));

/** @param {string} name @param {string} value Empty: the stylesheets' own default. */
export function giveProperty(name, value) {
  if (users.getPropertyValue(name) === value) return;
  users.setProperty(name, value);
  if (beside) requestAnimationFrame(() => requestAnimationFrame(() => beside.setProperty(name, value)));
}
