/**
 * A button by each heading that copies the address of its part. It lies over the free end of the heading's last line;
 * where that line is full, the heading gets a row for it.
 */

/** A link of a chain, as drawn by hand on a grid of 24. */
const CHAIN = "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1";
const SVG = "http://www.w3.org/2000/svg";

function icon() {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", CHAIN);
  svg.append(path);
  return svg;
}

/** @param {HTMLElement} article @param {import("./start.js").Texts} words @param {import("../start.js").Reading} reading */
export function serveHeadings(article, words, reading) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  const page = canonical?.href ?? location.href.replace(/#.*/, "");

  /** @param {HTMLElement} heading @param {HTMLElement} button */
  const copy = async (heading, button) => {
    const address = `${page}#${encodeURIComponent(heading.id)}`;
    try {
      await navigator.clipboard.writeText(address);
      button.dataset.copied = "";
      reading.announce(words.copied);
    } catch {
      reading.announce(words.not_copied.replace("{address}", () => address));
    }
  };

  /** Whether the button would lie on the heading's last words. @param {HTMLElement} heading */
  const isFull = (heading) => {
    const range = document.createRange();
    range.setStart(heading, 0);
    range.setEndBefore(/** @type {Node} */ (heading.lastChild));
    const last = [...range.getClientRects()].at(-1);
    return Boolean(last) && /** @type {DOMRect} */ (last).right > heading.getBoundingClientRect().right - 48;
  };

  /** Those on the screen or near it: others are not laid out. @type {Set<HTMLElement>} */
  const near = new Set();
  const fit = () => {
    const changed = [...near].filter((heading) => isFull(heading) != heading.classList.contains("full"));
    if (changed.length) reading.keepPlace(() => changed.forEach((heading) => heading.classList.toggle("full")));
  };
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      near[isIntersecting ? "add" : "delete"](/** @type {HTMLElement} */ (target));
    }
    fit();
  }, { rootMargin: "50%" });

  for (const heading of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(".body :is(h2, h3, h4, h5, h6)[id]"))) {
    if (heading.closest("summary")) continue;
    const title = heading.textContent?.trim() ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-link";
    button.lang = document.documentElement.lang;
    button.setAttribute("aria-label", words.copy.replace("{title}", () => title));
    button.append(icon());
    button.addEventListener("click", () => copy(heading, button));
    button.addEventListener("blur", () => delete button.dataset.copied);
    // The heading's name is its own words, without the button's.
    heading.setAttribute("aria-label", title);
    heading.append(button);
    watch.observe(heading);
  }
  addEventListener("resize", fit);
  // Once the text has been drawn: the reader waits for it, and not for the button.
  reading.subscribe(() => requestAnimationFrame(() => requestAnimationFrame(fit)));
}
