/** What a script adds within an article. Each part works without it, or is not missed. */

import { serveContents } from "./contents.js";
import { serveFootnotes } from "./footnotes.js";
import { serveHeadings } from "./headings.js";
import { serveProgress } from "./progress.js";
import { wear } from "../worn.js";
import styles from "./within.css";

/**
 * @typedef {Record<"contents" | "copy" | "copied" | "not_copied" | "footnote_close", string>} Texts `WithinTexts` of portal_ui/locales/article.py.
 *
 * @param {import("../start.js").Reading} reading
 * @param {Record<string, Texts>} texts By language.
 */
export function start(reading, texts) {
  const article = /** @type {HTMLElement | null} */ (document.querySelector("article.article"));
  if (!article) return;
  wear(styles);
  const words = texts[document.documentElement.lang] ?? Object.values(texts)[0];
  serveFootnotes(article, words);
  // A frame is not the page that a link would lead to, and its window is the host's.
  if ("embed" in document.documentElement.dataset) return;
  serveContents(article, words);
  serveHeadings(article, words, reading);
  serveProgress(article);
}
