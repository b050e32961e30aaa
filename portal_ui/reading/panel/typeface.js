/**
 * A chosen typeface that is not there yet says so, and takes effect when it comes: later than the browser waits for it
 * (`font-display`), or with the network that was gone.
 */

/** How long a browser waits for a typeface of `font-display: fallback` (CSS Fonts 4, 11.1), in milliseconds. */
const WAITS = 3000;

/** @param {string} family */
const unquoted = (family) => family.trim().replace(/^["']|["']$/g, "");

/** The typeface that is chosen; empty for the device's own. */
const chosenFamily = () => {
  const [first] = getComputedStyle(document.documentElement).getPropertyValue("--typeface").split(",");
  return unquoted(first ?? "");
};

/** What the stylesheets say of a family's faces. @param {string} family @returns {CSSStyleDeclaration[]} */
const declared = (family) =>
  [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].flatMap((rule) =>
        rule instanceof CSSFontFaceRule && unquoted(rule.style.getPropertyValue("font-family")) == family ? [rule.style] : [],
      );
    } catch {
      return []; // another site's, put in by the browser's extensions
    }
  });

/**
 * Fetch faces once more, beside those that the browser has given up.
 * @param {string} family
 * @param {FontFace[]} missed
 * @param {import("../start.js").Reading} reading
 */
async function fetchAgain(family, missed, reading) {
  const again = declared(family).flatMap((rule) => {
    const [style, weight] = [rule.getPropertyValue("font-style"), rule.getPropertyValue("font-weight")];
    if (!missed.some((face) => face.style == style && face.weight == weight)) return [];
    return [new FontFace(family, rule.getPropertyValue("src"), { style, weight })];
  });
  await Promise.all(again.map((face) => face.load()));
  reading.keepPlace(() => again.forEach((face) => document.fonts.add(face)));
}

/**
 * Have a typeface on the page. Rejected where it cannot be fetched.
 * @param {string} family
 * @param {import("../start.js").Reading} reading
 */
async function bring(family, reading) {
  const faces = () => [...document.fonts].filter((face) => unquoted(face.family) == family);
  const begun = performance.now();
  /** @type {FontFace[]} */
  let missed = [];
  try {
    await document.fonts.load(`1em "${family}"`, "ắ");
    if (performance.now() - begun > WAITS) missed = faces().filter(({ status }) => status == "loaded");
  } catch {
    missed = faces().filter(({ status }) => status == "error");
  }
  if (missed.length) await fetchAgain(family, missed, reading);
}

/**
 * @param {HTMLElement} panel
 * @param {import("../start.js").Reading} reading
 */
export function serveTypeface(panel, reading) {
  const line = /** @type {HTMLElement} */ (panel.querySelector("[data-typeface-state]"));
  const { dataset: texts } = line;
  let family = "";

  /** @param {string} [text] */
  const say = (text = "") => {
    if (line.textContent === text) return;
    line.textContent = text;
    line.hidden = !text;
    if (text) reading.announce(text);
  };

  const follow = async () => {
    const wanted = (family = "typeface" in reading.chosen() ? chosenFamily() : "");
    if (!wanted || wanted == "initial") return say();
    // What comes within a second needs no words.
    const slow = setTimeout(() => wanted == family && say(texts.loading), 1000);
    const there = await bring(wanted, reading).then(() => true, () => false);
    clearTimeout(slow);
    if (wanted == family) say(there ? "" : texts.unreachable);
  };

  let chosen = reading.get("typeface");
  reading.subscribe(() => {
    if (chosen === (chosen = reading.get("typeface"))) return;
    follow();
  });
  addEventListener("online", follow);
  follow();
}
