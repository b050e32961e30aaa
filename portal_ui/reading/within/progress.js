/** How much of a long text has been read, as a thin line at the screen's upper edge. The stylesheet moves it, no script. */

/** @param {HTMLElement} article */
export function serveProgress(article) {
  if (!article.querySelector(".contents nav") || !CSS.supports("animation-timeline: view()")) return;
  const line = document.createElement("div");
  line.className = "reading-progress";
  line.setAttribute("aria-hidden", "true");
  article.closest("main")?.append(line);
}
