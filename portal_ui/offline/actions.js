/** Print, share and keep, beside the link to send the article by mail, which needs no script. */

import { button, day, fill, make } from "./nodes.js";
import { isKept, keep, remove } from "./shelf.js";

/**
 * @param {HTMLElement} place
 * @param {import("./start.js").Texts} texts
 * @param {import("../reading/start.js").Reading} reading
 * @param {boolean} able Whether the browser can keep articles.
 */
export function serveActions(place, texts, reading, able) {
  const said = make("p", { className: "actions-said" });
  said.setAttribute("role", "status");
  /** @param {string} text Seen, and heard because the place is a live region. */
  const say = (text) => (said.textContent = text);
  place.append(share(texts, say), button(texts.print, () => print()), said);
  if (able) serveKeeping(place, said, texts, say, reading);
}

/** The article's own address, without what the reader's way to it has added. */
const address = () =>
  /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href.split("#")[0];

const title = () => document.querySelector("article.article h1")?.textContent ?? document.title;

/** By the device's own sheet, else by copying the address. @param {import("./start.js").Texts} texts @param {(text: string) => unknown} say */
function share(texts, say) {
  const copy = async () => {
    try {
      // Outside of https there is no clipboard.
      await navigator.clipboard.writeText(address());
      say(texts.copied);
    } catch {
      say(fill(texts.not_copied, { address: address() }));
    }
  };
  const send = async () => {
    try {
      await navigator.share({ title: title(), url: address() });
    } catch (error) {
      // Closed without sharing is no error; some browsers within apps have a sheet that does not open.
      if (!(error instanceof DOMException && error.name == "AbortError")) await copy();
    }
  };
  return "share" in navigator ? button(texts.share, send) : button(texts.copy, copy);
}

/**
 * The button that keeps the article, or lets it go where it is kept, and the way to all that is kept.
 * @param {HTMLElement} place
 * @param {HTMLElement} said
 * @param {import("./start.js").Texts} texts
 * @param {(text: string) => unknown} say
 * @param {import("../reading/start.js").Reading} reading
 */
async function serveKeeping(place, said, texts, say, { keepPlace }) {
  const path = location.pathname;
  const list = make("a", { href: place.dataset.list ?? "" }, texts.list);
  let kept = await isKept(path);

  const put = async () => {
    const now = new Date().toISOString();
    const notice = fill(texts.copy_notice, { date: day(now, document.documentElement.lang) });
    const lang = document.querySelector("article.article")?.getAttribute("lang") ?? "";
    say(texts.keeping);
    try {
      await keep(path, { title: title(), lang, date: now }, notice, list);
      say(texts.kept);
    } catch (error) {
      say(error instanceof Error && error.name == "QuotaExceededError" ? texts.full : texts.failed);
    }
  };
  const letGo = async () => {
    await remove([path]);
    say(texts.gone);
  };

  const press = button("", async () => {
    if (press.ariaBusy == "true") return;
    press.ariaBusy = "true";
    await (kept ? letGo() : put());
    press.ariaBusy = null;
    kept = await isKept(path);
    show();
  });
  const show = () => (press.textContent = kept ? texts.let_go : texts.keep);
  show();
  keepPlace(() => said.before(press, list));
}
