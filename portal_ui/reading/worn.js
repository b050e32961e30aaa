/** The stylesheets that lazy modules bring. */

/** @type {Set<string>} */
const worn = new Set();

/**
 * Let the page have a stylesheet, from when it is needed on: one more rule can mean all styles computed once more.
 * @param {string} styles Its text; the second time it does nothing.
 */
export function wear(styles) {
  if (worn.has(styles)) return;
  worn.add(styles);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}
