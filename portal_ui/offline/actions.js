/** Print, share and keep, beside the link to send the article by mail, which needs no script. */

import { button, day, fill, make } from "./nodes.js";
import { canKeep, isKept, keep, remove } from "./shelf.js";

/**
 * @param {HTMLElement} place
 * @param {import("./start.js").Texts} texts
 * @param {import("../reading/start.js").Reading} reading
 */
export function serveActions(place, texts, reading) {
  const said = make("p", { className: "actions-said" });
  said.setAttribute("role", "status");
  /** @param {(Node | string)[]} words Seen, and heard because the place is a live region. */
  const say = (...words) => said.replaceChildren(...words);
  place.append(share(texts, say), button(texts.print, () => print()), said);
  if (canKeep()) serveKeeping(place, said, texts, say, reading);
}

/** The article's own address, without what the reader's way to it has added. */
const address = () =>
  /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href.split("#")[0];

const title = () => document.querySelector("article.article h1")?.textContent ?? document.title;

/** By the device's own sheet, else by copying the address. @param {import("./start.js").Texts} texts @param {(text: string) => void} say */
function share(texts, say) {
  if ("share" in navigator) {
    // Closed without sharing is no error.
    return button(texts.share, () => navigator.share({ title: title(), url: address() }).catch(() => {}));
  }
  return button(texts.copy, () => {
    /** @type {Navigator} */ (navigator).clipboard
      ?.writeText(address())
      .then(() => say(texts.copied))
      .catch(() => say(fill(texts.not_copied, { address: address() })));
  });
}

/**
 * The button that keeps the article, or lets it go where it is kept.
 * @param {HTMLElement} place
 * @param {HTMLElement} said
 * @param {import("./start.js").Texts} texts
 * @param {(...words: (Node | string)[]) => void} say
 * @param {import("../reading/start.js").Reading} reading
 */
async function serveKeeping(place, said, texts, say, { keepPlace }) {
  const path = location.pathname;
  let kept = await isKept(path);
  const toList = () => make("a", { href: place.dataset.list ?? "" }, texts.list);
  const press = button("", async () => {
    if (press.ariaBusy == "true") return;
    press.ariaBusy = "true";
    if (kept) {
      await remove([path]);
      say(texts.gone);
    } else {
      say(texts.keeping);
      await put().then(() => say(texts.kept, " ", toList()), (error) =>
        say(error.name == "QuotaExceededError" ? texts.full : texts.failed, " ", toList()));
    }
    press.ariaBusy = null;
    kept = await isKept(path);
    show();
  });
  const put = () => {
    const now = new Date().toISOString();
    const notice = fill(texts.copy_notice, { date: day(now, document.documentElement.lang) });
    const lang = document.querySelector("article.article")?.getAttribute("lang") ?? "";
    return keep(path, { title: title(), lang, date: now }, notice, texts.list, place.dataset.list ?? "");
  };
  const show = () => (press.textContent = kept ? texts.let_go : texts.keep);
  show();
  keepPlace(() => said.before(press));
  if (kept) say(toList());
}
