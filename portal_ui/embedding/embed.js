/**
 * `<portal-article src>` and `<portal-articles src count>`: a page of the portal in a page of somebody else's.
 *
 * The page stands in a frame, as tall as its content. The element's own content, a plain link, shows without this
 * script, and with the reason where the frame does not announce itself.
 *
 * @typedef {object} Announcement
 * @property {"portal-frame"} type
 * @property {number} height The page's height in CSS pixels.
 * @property {number} offset By how much the line being read has moved.
 * @property {number} turn Given back with what the host says next.
 * @property {string} title The page's title.
 */

const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";
/** How long the frame may take to announce itself, in milliseconds. */
const PATIENCE = 5000;
/** The tallest frame, in CSS pixels: 20,000 words at 600 % on a screen of 320 px are 3 million. */
const TALLEST = 16e6;

const CSS = `:host { display: block } div, iframe { display: block; inline-size: 100%; block-size: 100vh; border: 0 }`;

/** @param {any} data @returns {data is Announcement} */
const isAnnouncement = (data) =>
  data?.type === "portal-frame" &&
  Number.isFinite(data.height) &&
  data.height >= 0 &&
  data.height <= TALLEST &&
  Number.isFinite(data.offset) &&
  Math.abs(data.offset) <= TALLEST &&
  Number.isFinite(data.turn) &&
  typeof data.title === "string";

/**
 * The address of the frame for an element's `src`; undefined where that is no page of the element's kind.
 * @param {Element} element @param {string} kind `articles` or `sections`.
 */
function frameAddress(element, kind) {
  try {
    const page = new URL(element.getAttribute("src") ?? "", document.baseURI);
    const path = new RegExp(`^(.*?)/(${kind}/[^/]+)$`).exec(page.pathname);
    if (!path || !/^https?:$/.test(page.protocol)) return undefined;
    const address = new URL(`${path[1]}/embed/${path[2]}`, page.origin);
    const lang = element.closest("[lang]")?.getAttribute("lang");
    if (lang) address.searchParams.set("lang", lang);
    const count = element.getAttribute("count");
    if (count) address.searchParams.set("count", count);
    return address;
  } catch {
    return undefined;
  }
}

/** Show the element's own content, and why. @param {ShadowRoot} root @param {string} reason */
function giveUp(root, reason) {
  const said = document.createElement("p");
  said.textContent = reason;
  root.replaceChildren(document.createElement("slot"), said);
}

/**
 * @param {HTMLElement} element @param {URL} address
 * @param {string} reason What is said where the frame stays silent.
 * @param {AbortSignal} signal Ends it all.
 */
function show(element, address, reason, signal) {
  const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
  const styles = new CSSStyleSheet();
  styles.replaceSync(CSS);
  // Neither sheet nor property is an inline style, so a strict policy of the host's allows both.
  root.adoptedStyleSheets = [styles];
  const frame = document.createElement("iframe");
  const named = element.textContent?.trim() ?? "";
  frame.title = named || address.host;
  frame.setAttribute("sandbox", SANDBOX);
  // Empty, a frame would be of the host's own origin, and the browser would warn of its sandbox.
  const room = document.createElement("div");
  root.replaceChildren(room);

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  /** The last message obeyed. */
  let turn = 0;
  let telling = false;
  const tell = () => {
    telling = false;
    const top = -frame.getBoundingClientRect().top;
    frame.contentWindow?.postMessage({ type: "portal-host", top, height: innerHeight, turn }, address.origin);
  };
  const tellSoon = () => {
    if (turn && !telling) requestAnimationFrame(tell);
    telling = turn > 0;
  };
  addEventListener(
    "message",
    ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== address.origin || !isAnnouncement(data)) return;
      clearTimeout(patience);
      turn = data.turn;
      if (!named) frame.title = data.title;
      const { bottom, height } = frame.getBoundingClientRect();
      const top = scrollY;
      frame.style.blockSize = `${Math.ceil(data.height)}px`;
      const grown = frame.getBoundingClientRect().height - height;
      // A frame above the screen is not being read: what stands below it is. Not `scrollBy`: a page that has just become
      // shorter may have been scrolled up by the browser.
      scrollTo({ top: top + (bottom <= 0 ? grown : data.offset), behavior: "instant" });
      tell();
    },
    { signal },
  );
  addEventListener("scroll", tellSoon, { signal, passive: true });
  addEventListener("resize", tellSoon, { signal });

  // Not `loading=lazy`: nobody is told when that begins, and the patience begins then.
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      frame.src = address.href;
      room.replaceWith(frame);
      patience = setTimeout(() => giveUp(root, reason), PATIENCE);
    },
    { rootMargin: "100% 0px" },
  );
  near.observe(element);
  signal.addEventListener("abort", () => {
    near.disconnect();
    clearTimeout(patience);
  });
}

/** @param {Record<string, string>} reasons What is said where a frame stays silent, by language; `{host}` in it. */
export function start(reasons) {
  for (const [name, kind] of Object.entries({ "portal-article": "articles", "portal-articles": "sections" })) {
    if (customElements.get(name)) continue;
    customElements.define(
      name,
      class extends HTMLElement {
        /** @type {AbortController | undefined} */
        #shown;

        connectedCallback() {
          const address = frameAddress(this, kind);
          if (!address) return;
          const lang = address.searchParams.get("lang")?.split("-")[0] ?? "";
          const reason = (reasons[lang] ?? reasons.en).replace("{host}", () => address.host);
          this.#shown = new AbortController();
          show(this, address, reason, this.#shown.signal);
        }

        disconnectedCallback() {
          this.#shown?.abort();
        }
      },
    );
  }
}
