/** The page of what is kept: each article with its date, the room that all takes, and ways to let go of them. */

import { button, day, fill, make } from "./nodes.js";
import { remove, shelf } from "./shelf.js";

/** @param {HTMLElement} place @param {import("./start.js").Texts} texts */
export function serveList(place, texts) {
  const lang = document.documentElement.lang;
  const said = make("p", { className: "actions-said", tabIndex: -1 });
  said.setAttribute("role", "status");
  const held = make("div", {});
  place.append(said, held);

  /** @param {string[]} paths @param {string} words */
  const letGo = async (paths, words) => {
    const restore = await remove(paths);
    const undo = button(texts.undo, async () => {
      await restore();
      said.replaceChildren(texts.restored);
      await show();
      said.focus();
    });
    said.replaceChildren(words, " ", undo);
    await show();
    // What was pressed is gone: the next thing to press is the way back.
    undo.focus();
  };

  /** @param {import("./shelf.js").Kept} kept */
  const entry = ({ path, title, lang: own, date }) => {
    const link = make("a", { href: path, lang: own }, title);
    const press = button(texts.remove, () => letGo([path], fill(texts.removed, { title })));
    press.setAttribute("aria-label", `${texts.remove}: ${title}`);
    const when = make("time", { dateTime: date }, fill(texts.kept_on, { date: day(date, lang) }));
    return make("li", {}, make("div", {}, link, make("p", { className: "note" }, when)), press);
  };

  const show = async () => {
    const { articles, bytes } = await shelf();
    if (!articles.length) {
      held.replaceChildren(make("p", {}, texts.none), make("p", {}, texts.none_hint));
      return;
    }
    const unit = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 };
    const room = new Intl.NumberFormat(lang, /** @type {Intl.NumberFormatOptions} */ (unit)).format(bytes / 1e6);
    held.replaceChildren(
      make("ul", { className: "kept" }, ...articles.map(entry)),
      make("p", {}, fill(texts.room, { count: articles.length.toLocaleString(lang), room })),
      button(texts.remove_all, () => letGo(articles.map(({ path }) => path), texts.removed_all)),
    );
  };
  show();
  // What another tab keeps meanwhile.
  document.addEventListener("visibilitychange", () => document.visibilityState == "visible" && show());
}
