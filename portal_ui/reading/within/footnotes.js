/**
 * A footnote where its mark is: a press on the mark unfolds it below the paragraph, and another folds it away. Nothing
 * above it moves, so the mark stays under the finger; the text grows as any other does.
 */

/** What a note goes into; after other blocks it stands as one of its own. */
const HOLDS = "li, dd, td, th, figcaption";
const BLOCKS = `${HOLDS}, p, dt, caption, blockquote, summary, h2, h3, h4, h5, h6`;

/** @param {HTMLElement} article @param {import("./start.js").Texts} words */
export function serveFootnotes(article, words) {
  /** @type {Map<Element, HTMLElement>} */
  const open = new Map();

  /** @param {Element} mark */
  const noteOf = (mark) => document.getElementById(decodeURIComponent(mark.getAttribute("href") ?? "").slice(1));

  /** @param {HTMLElement} mark */
  const close = (mark) => {
    open.get(mark)?.remove();
    open.delete(mark);
    mark.setAttribute("aria-expanded", "false");
    mark.focus();
  };

  /** @param {HTMLElement} mark @param {Element} source */
  const unfold = (mark, source) => {
    const note = document.createElement("div");
    note.className = "footnote-here";
    note.setAttribute("role", "note");
    note.setAttribute("aria-label", mark.getAttribute("aria-label") ?? "");
    note.tabIndex = -1;
    for (const node of source.childNodes) note.append(node.cloneNode(true));
    for (const part of note.querySelectorAll("[id], .footnote-backref")) {
      if (part.matches(".footnote-backref")) part.remove();
      else part.removeAttribute("id");
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.lang = document.documentElement.lang;
    button.textContent = words.footnote_close;
    button.addEventListener("click", () => close(mark));
    note.append(button);
    note.addEventListener("keydown", (event) => {
      if (event.key != "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      close(mark);
    });
    const block = mark.closest(BLOCKS) ?? mark;
    if (block.matches(HOLDS)) block.append(note);
    else block.after(note);
    open.set(mark, note);
    mark.setAttribute("aria-expanded", "true");
    // As `details` tells: another line is held from now on (later/place.js).
    note.dispatchEvent(new Event("toggle"));
    note.focus({ preventScroll: true });
    note.scrollIntoView({ block: "nearest" });
  };

  for (const mark of article.querySelectorAll(".body a.footnote-ref")) {
    if (!noteOf(mark)) continue;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-expanded", "false");
  }
  article.addEventListener("click", (event) => {
    const mark = /** @type {HTMLElement | null} */ (event.target instanceof Element && event.target.closest("a.footnote-ref"));
    const source = mark && noteOf(mark);
    if (!source || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (open.has(mark)) close(mark);
    else unfold(mark, source);
  });
  // A link is pressed by Enter alone, a button by the space bar too.
  article.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key != " " || !(target instanceof HTMLElement) || !target.matches("a.footnote-ref[role=button]")) return;
    event.preventDefault();
    target.click();
  });
}
