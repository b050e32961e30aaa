/**
 * The heading being read, marked in the table of contents. Beside the text, where the margin has room for it, a second
 * table keeps it in view once the first has been scrolled away; it takes no room from the text and covers none.
 */

/** Where a heading counts as reached: a share of the screen's height, near where later/place.js holds the line being read. */
const REACHED = 0.35;
/** The least width of the table in the margin, and its distance from the text, in em of its own letters. */
const LEAST = 11;
const GAP = 2;
/** Its letters beside the text's. */
const SMALLER = 0.8;

/** @param {Element} nav @param {string} fragment */
const linkTo = (nav, fragment) => nav.querySelector(`a[href="#${CSS.escape(fragment)}"]`);

/** The last block of an element that has been reached. @param {Element} element @param {number} reached */
const lastReached = (element, reached) =>
  [...element.children].findLast((block) => block.getBoundingClientRect().top <= reached);

/** @param {Element} heading @param {Element} block The last block that has been reached. @param {number} reached */
const isReached = (heading, block, reached) =>
  block.contains(heading)
    ? heading.getBoundingClientRect().top <= reached
    : Boolean(heading.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING);

/** @param {HTMLElement} article @param {import("./start.js").Texts} words */
export function serveContents(article, words) {
  const nav = article.querySelector(".contents nav");
  const list = nav?.querySelector("ol");
  const place = nav?.parentElement;
  if (!nav || !list || !place) return;
  const beside = document.createElement("nav");
  beside.className = "contents-beside reading";
  beside.setAttribute("aria-label", words.contents);
  beside.append(list.cloneNode(true));
  beside.hidden = true;

  const body = article.querySelector(".body");
  const headings = [...(body?.querySelectorAll(":is(h2, h3, h4, h5, h6)[id]") ?? [])];
  const marked = headings.filter(({ id }) => linkTo(nav, id));
  let current = "";

  const mark = () => {
    const reached = innerHeight * REACHED;
    // Asked for its place, a heading in a block that is not laid out would have it laid out; the block itself does not.
    let block = body && lastReached(body, reached);
    if (block?.matches(".parts")) block = lastReached(block, reached);
    const id = (block && marked.findLast((heading) => isReached(heading, block, reached))?.id) ?? "";
    if (id == current) return;
    for (const table of [nav, beside]) {
      if (current) linkTo(table, current)?.removeAttribute("aria-current");
      if (id) linkTo(table, id)?.setAttribute("aria-current", "location");
    }
    current = id;
    keepInView();
  };

  // Only the table scrolls: `scrollIntoView` would move the page too.
  const keepInView = () => {
    const link = current && linkTo(beside, current);
    if (beside.hidden || !link) return;
    const { top, bottom } = link.getBoundingClientRect();
    const frame = beside.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) beside.scrollTop += top - frame.top - frame.height / 3;
  };

  const settle = () => {
    const away = place.getBoundingClientRect().bottom < 0;
    const main = document.querySelector("main");
    const edge = main?.getBoundingClientRect().left ?? 0;
    const em = parseFloat(getComputedStyle(article).fontSize) * SMALLER;
    const room = article.getBoundingClientRect().left - edge - (GAP + 1) * em;
    beside.hidden = !away || room < LEAST * em;
    if (beside.hidden) return;
    if (!beside.isConnected) {
      // React would take it for a node of its own that is wrong, before it has come.
      if (!main || !Object.keys(main).some((key) => key.startsWith("__react"))) return;
      // Outside of `main`, in which the line being read is looked for; before it, for the Tab key.
      (document.querySelector(".trail") ?? main).before(beside);
    }
    beside.style.fontSize = `${em}px`;
    const bar = document.getElementById("portal-controls");
    beside.style.top = `${Math.max(bar?.getBoundingClientRect().bottom ?? 0, 0) + em}px`;
    beside.style.left = `${edge + em}px`;
    beside.style.width = `${room}px`;
    keepInView();
  };

  const update = () => {
    mark();
    settle();
  };
  // They tell of every heading that crosses the line, and scrolling itself costs nothing.
  const watch = new IntersectionObserver(update, { rootMargin: `0px 0px ${-(1 - REACHED) * 100}% 0px` });
  for (const heading of marked) watch.observe(heading);
  new IntersectionObserver(update).observe(place);
  // Once the text has been drawn at its new size: the table is not what the reader waits for.
  const resized = new ResizeObserver(() => requestAnimationFrame(update));
  resized.observe(article);
  // The panel of settings takes room beside the text, which keeps its width and moves over.
  resized.observe(article.closest("main") ?? article);
  addEventListener("resize", update);
}
