/**
 * `<portal-article src>` and `<portal-articles src count>`: a page of the portal in a page of somebody else's; and
 * `<portal-reading-controls for>`, whose module is fetched when it stands in a page.
 *
 * The page stands in a frame, as tall as its content. The element's own content, a plain link, shows without this
 * script, and with the reason where the frame does not announce itself.
 *
 * @typedef {object} Announcement
 * @property {"portal-frame"} type
 * @property {number} height The page's height in CSS pixels.
 * @property {number} offset By how much the line being read has moved.
 * @property {number} [aim] What the reader has gone to instead, in CSS pixels from the page's top.
 * @property {number} turn Given back with what the host says next.
 * @property {string} title The page's title.
 */

// Without the last, a link to a file that the browser does not show does nothing.
const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation allow-downloads";
/** How long the frame may take to announce itself, in milliseconds. */
const PATIENCE = 5000;
/** What is gone to stands so far below the top of the screen, in CSS pixels. */
const HEADROOM = 16;
/** The tallest frame, in CSS pixels: 20,000 words at 600 % on a screen of 320 px are 3 million. */
const TALLEST = 16e6;

// A frame that is silent stays, without room: it may yet come, and what is not displayed has no height to tell.
// What a host says of all its elements' heights must not reach the element, or what follows would lie over the text.
const CSS = `:host { display: block; block-size: auto !important; max-block-size: none !important }
  :host([hidden]) { display: none }
  div, iframe { display: block; inline-size: 100%; block-size: 100vh; border: 0 }
  .silent { block-size: 0; visibility: hidden }`;

/** The tag names, and what the address of a page of each kind has before its slug. */
const KINDS = { "portal-article": "articles", "portal-articles": "sections" };

/** @param {any} data @returns {data is Announcement} */
const isAnnouncement = (data) =>
  data?.type === "portal-frame" &&
  Number.isFinite(data.height) &&
  data.height >= 0 &&
  data.height <= TALLEST &&
  Number.isFinite(data.offset) &&
  Math.abs(data.offset) <= TALLEST &&
  (data.aim === undefined || Number.isFinite(data.aim)) &&
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

/** Another element of ours that the reader is in, further down. @param {HTMLElement} element */
function readFurtherDown(element) {
  const active = document.activeElement;
  const follows = active && element.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING;
  return follows && active.localName in KINDS ? active : undefined;
}

/**
 * @param {HTMLElement} element @param {URL} address
 * @param {{ text: string, lang: string }} reason What is said where the frame stays silent.
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
  // Between pages of one origin a sandbox keeps nothing apart, and the browser warns of it. So it would of an empty frame.
  if (address.origin != location.origin) frame.setAttribute("sandbox", SANDBOX);
  const room = document.createElement("div");
  root.replaceChildren(room);

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  /** The last message obeyed. */
  let turn = 0;
  let telling = false;
  /** What stands in place of a silent frame. @type {HTMLElement[]} */
  let excuse = [];
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
      const { bottom, height } = element.getBoundingClientRect();
      const read = readFurtherDown(element);
      const before = read?.getBoundingClientRect().top ?? 0;
      const top = scrollY;
      frame.className = "";
      for (const part of excuse.splice(0)) part.remove();
      frame.style.blockSize = `${Math.ceil(data.height)}px`;
      const pushed = read ? read.getBoundingClientRect().top + scrollY - before - top : 0;
      const grown = element.getBoundingClientRect().height - height;
      // A frame above the screen is not being read: what stands below it is. Not `scrollBy`: a page that has just become
      // shorter may have been scrolled up by the browser.
      const wanted =
        data.aim === undefined
          ? top + (read ? pushed : bottom <= 0 ? grown : data.offset)
          : scrollY + frame.getBoundingClientRect().top + data.aim - HEADROOM;
      if (scrollY != wanted) scrollTo({ top: wanted, behavior: "instant" });
      tell();
    },
    { signal },
  );
  addEventListener("scroll", tellSoon, { signal, passive: true });
  addEventListener("resize", tellSoon, { signal });

  const giveUp = () => {
    const said = document.createElement("p");
    said.lang = reason.lang;
    said.textContent = reason.text;
    excuse = [document.createElement("slot"), said];
    frame.className = "silent";
    frame.before(...excuse);
  };

  // Not `loading=lazy`: nobody is told when that begins, and the patience begins then.
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      frame.src = address.href;
      room.replaceWith(frame);
      patience = setTimeout(giveUp, PATIENCE);
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
  for (const [name, kind] of Object.entries(KINDS)) {
    if (customElements.get(name)) continue;
    customElements.define(
      name,
      class extends HTMLElement {
        static observedAttributes = ["src", "count"];
        /** @type {AbortController | undefined} */
        #shown;
        #begun = false;

        connectedCallback() {
          this.#begun = true;
          this.#shown?.abort();
          const address = frameAddress(this, kind);
          if (!address) return this.shadowRoot?.replaceChildren(document.createElement("slot"));
          const wanted = address.searchParams.get("lang")?.split("-")[0] ?? "";
          const lang = wanted in reasons ? wanted : "en";
          const text = reasons[lang].replace("{host}", () => address.host);
          this.#shown = new AbortController();
          show(this, address, { text, lang }, this.#shown.signal);
        }

        disconnectedCallback() {
          this.#begun = false;
          this.#shown?.abort();
        }

        // Told of the first ones too, before the element is connected.
        attributeChangedCallback() {
          if (this.#begun) this.connectedCallback();
        }
      },
    );
  }
  defineControls(new URL("embed-controls.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href);
}

/** @param {string} address Of the controls' module. */
function defineControls(address) {
  if (customElements.get("portal-reading-controls")) return;
  customElements.define(
    "portal-reading-controls",
    class extends HTMLElement {
      static observedAttributes = ["for"];
      /** @type {(() => void) | undefined} */
      #hide;

      async connectedCallback() {
        const { default: show } = await import(address);
        this.#hide?.();
        this.#hide = this.isConnected ? show(this) : undefined;
      }

      attributeChangedCallback() {
        if (this.#hide) void this.connectedCallback();
      }

      disconnectedCallback() {
        this.#hide?.();
        this.#hide = undefined;
      }
    },
  );
}
