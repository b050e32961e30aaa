/**
 * One listener on the document: it serves a button before React has the page, after it, and where React draws it anew.
 * @param {string} selector
 * @param {(button: HTMLElement) => void} act
 */
export function onPress(selector, act) {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest(selector);
    if (button) act(/** @type {HTMLElement} */ (button));
  });
}
