/**
 * Let the keyboard reach abbreviations. The first of each in the article is a link already; besides, the first of each
 * in every part between two headings gets a stop of its own. All of them would make an article of many a long way.
 */

/** @param {Element} article */
export function reachable(article) {
  /** @type {Set<string>} */
  const met = new Set();
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(".body :is(h2, h3, h4, h5, h6, abbr[title])"))) {
    if (element.localName != "abbr") {
      met.clear();
      continue;
    }
    const word = element.textContent ?? "";
    if (met.has(word)) continue;
    met.add(word);
    if (!element.closest("a, button, summary")) element.tabIndex = 0;
  }
}
