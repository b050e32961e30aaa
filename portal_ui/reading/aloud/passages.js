/**
 * What of an article is read, and where each word of it stands. Nothing in the document is changed.
 *
 * White space is kept sign by sign, so that what is spoken and what is shown count alike.
 *
 * @typedef {object} Piece A part of a passage's text, `[start, end)`.
 * @property {number} start
 * @property {number} end
 * @property {string} lang
 * @property {Text | Element | undefined} node The text it is, from `from` on; or what it stands for as a whole (a
 *   picture, an abbreviation); nothing where it is only said (the header before a table's cell).
 * @property {number} from
 *
 * @typedef {object} Passage A paragraph, a heading, an item, a row: what "paragraph back" goes through.
 * @property {Element} element
 * @property {string} lang
 * @property {string} text
 * @property {Piece[]} pieces
 *
 * @typedef {object} Words Said beside the text, in the article's language: `{alt}` in it is a picture's alternative.
 * @property {string} image
 */

import { readTable } from "./tables.js";

const BLOCKS = new Set(
  "ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI OL P PRE SECTION SUMMARY UL".split(" "),
);

/**
 * Never read: controls (the link to a larger picture is one), what plays by itself, what was struck out, marks of notes, code, the reading of ruby, and the
 * words that stand for a hidden picture, which is read itself.
 */
const SILENT = [
  "button, input, select, textarea, form, audio, video, iframe, object, canvas, svg, script, style, template",
  "nav, dialog, menu, [role=tooltip], del, s, rp, rt, [hidden], [inert], [aria-hidden=true], .footnote-backref, .footnote-ref, .toc, .alternative, .enlarge",
].join();

/** The article's own parts, in their order; not its dates, files, list of words explained, keywords and rating. */
const PARTS = ":scope > header h1, :scope > .lead, :scope > .cover, :scope > .body, :scope > .notice, :scope .byline";

/** What is folded away is not: it opens when its turn comes. @param {Element} element */
const isHidden = (element) => !(element.checkVisibility?.() ?? true) && !element.closest("details:not([open])");

/** @param {Element} element */
const isSilent = (element) =>
  element.matches(SILENT) ||
  (element.tagName == "SUP" && element.querySelector("a") != null) ||
  (element.tagName == "PRE" && element.querySelector("code") != null) ||
  (BLOCKS.has(element.tagName) && isHidden(element));

/** Text without tone marks, in lower case: one word can be written with its mark in two places. @param {string} text */
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();

/** Collects passages while the tree is walked. */
export class Reading {
  /** @type {Passage[]} */
  passages = [];
  /** @type {Passage | undefined} */
  #open;
  /** Whether a table's cell is read: its blocks are no passages of their own. */
  #inCell = false;

  /** @param {Words} words */
  constructor(words) {
    this.words = words;
  }

  /** Begin a passage; an open one that has said something ends. @param {Element} element @param {string} lang */
  begin(element, lang) {
    this.end();
    this.#open = { element, lang, text: "", pieces: [] };
  }

  end() {
    if (this.#open && /[\p{L}\p{N}]/u.test(this.#open.text)) this.passages.push(this.#open);
    this.#open = undefined;
  }

  /** @param {string} text @param {string} lang @param {Text | Element} [node] @param {number} [from] */
  say(text, lang, node, from = 0) {
    if (!this.#open || !text) return;
    const start = this.#open.text.length;
    this.#open.text += text;
    this.#open.pieces.push({ start, end: start + text.length, lang, node, from });
  }

  /** What ends a sentence without a full stop. */
  pause() {
    this.say("\n", "");
  }

  /** @param {Element} element @param {string} lang */
  walk(element, lang) {
    for (const node of element.childNodes) {
      if (node instanceof Text) this.say(node.data.replace(/\s/g, " "), lang, node);
      else if (node instanceof Element) this.#element(node, lang);
    }
  }

  /** @param {HTMLTableCellElement} cell @param {string} lang */
  walkCell(cell, lang) {
    this.#inCell = true;
    this.walk(cell, lang);
    this.#inCell = false;
  }

  /** @param {Element} element @param {string} around */
  #element(element, around) {
    if (isSilent(element)) return;
    const lang = element.getAttribute("lang") || around;
    const { tagName } = element;
    if (tagName == "BR") this.pause();
    else if (tagName == "IMG") this.#image(/** @type {HTMLImageElement} */ (element), lang);
    else if (tagName == "ABBR") this.#abbreviation(element, lang);
    else if (tagName == "TABLE" && !this.#inCell) readTable(this, /** @type {HTMLTableElement} */ (element), lang);
    else if (BLOCKS.has(tagName)) this.#block(element, lang);
    else this.walk(element, lang);
  }

  /** @param {Element} element @param {string} lang */
  #block(element, lang) {
    if (this.#inCell) {
      this.pause();
      this.walk(element, lang);
      return this.pause();
    }
    const around = this.#open;
    this.begin(element, lang);
    if (element instanceof HTMLLIElement && element.parentElement?.tagName == "OL") this.say(`${number(element)}. `, lang);
    this.walk(element, lang);
    this.end();
    // What follows within the block around it is a passage of its own.
    if (around) this.#open = { ...around, text: "", pieces: [] };
    return undefined;
  }

  /** @param {HTMLImageElement} image @param {string} lang */
  #image(image, lang) {
    const alt = image.alt.trim();
    if (!alt) return;
    this.pause();
    this.say(`${this.words.image.replace("{alt}", () => alt)}${/[.!?…]$/.test(alt) ? "" : "."}`, lang, image);
    this.pause();
  }

  /** In full; but where the text itself has just said it in full, as in "Hội đồng nhân dân (HĐND)", as it is written. */
  /** @param {Element} element @param {string} lang */
  #abbreviation(element, lang) {
    const full = element.getAttribute("title")?.trim();
    const before = this.#open?.text.trimEnd() ?? "";
    if (!full || (before.endsWith("(") && bare(before.slice(0, -1)).endsWith(bare(full)))) this.walk(element, lang);
    else this.say(full, lang, element);
  }
}

/** @param {HTMLLIElement} item */
function number(item) {
  const list = /** @type {HTMLOListElement} */ (item.parentElement);
  const items = [...list.children].filter((child) => child instanceof HTMLLIElement);
  let at = list.hasAttribute("start") ? list.start : list.reversed ? items.length : 1;
  for (const one of items) {
    if (one.hasAttribute("value")) at = one.value;
    if (one == item) break;
    at += list.reversed ? -1 : 1;
  }
  return at;
}

/**
 * @param {Element} article
 * @param {(lang: string) => Words} wordsFor
 * @returns {Passage[]}
 */
export function passagesOf(article, wordsFor) {
  const lang = article.getAttribute("lang") || document.documentElement.lang;
  const reading = new Reading(wordsFor(lang));
  for (const part of article.querySelectorAll(PARTS)) {
    const own = part.closest("[lang]")?.getAttribute("lang") || lang;
    reading.begin(part, own);
    reading.walk(part, own);
    reading.end();
  }
  return reading.passages;
}
