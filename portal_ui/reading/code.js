/**
 * Reading settings as a short code that people can read out, type, or carry in an address: `1.CO1.SI200.K7`.
 *
 * Parts with dots between: the version, a part for each setting chosen, and two check signs. A setting's part is two
 * letters, the first of its name's two words or of its only one, and its value, with a comma for the decimal point. It
 * holds nothing about the person, and does not tell capitals from small letters.
 *
 * @typedef {{ values: Record<string, string> }} Read What was chosen; not yet repaired: that is the store's to do.
 * @typedef {{ reason: "short" | "broken" | "newer" }} Refused Its end is missing, a sign in it is wrong, or it is of a version
 *   that came later.
 */

const VERSION = "1";
/** Crockford's base 32, which leaves out the letters that look like others. */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** @param {string} name */
const letters = (name) => name.replace(/^(.)[^-]*-(.).*$/, "$1$2").slice(0, 2);

/** Two signs that differ where one sign of the text is another, or two have changed places. @param {string} text */
function check(text) {
  let sum = 0;
  // A prime below 32 x 32, so that no single change is lost.
  for (const sign of text) sum = (sum * 37 + sign.charCodeAt(0)) % 1021;
  return SIGNS[sum >> 5] + SIGNS[sum & 31];
}

/** @param {Readonly<Record<string, number | string | boolean>>} chosen What the reader has chosen (`Store.chosen`). */
export function encode(chosen) {
  const parts = Object.entries(chosen).map(
    ([name, value]) => letters(name) + `${value}`.replace("#", "").replace(".", ","),
  );
  const text = [VERSION, ...parts.sort()].join(".").toUpperCase();
  return `${text}.${check(text)}`;
}

/**
 * @param {string} given A code, or a link that carries one.
 * @param {Readonly<Record<string, { kind: string }>>} settings The settings there are; others are skipped.
 * @returns {Read | Refused}
 */
export function decode(given, settings) {
  const code = given.replace(/^.*#reading=/s, "").replace(/%2c/gi, ",").trim().toUpperCase();
  // Whoever types it may leave out the dots.
  const text = code.replace(/\s+/g, code.includes(".") ? "" : ".");
  const end = text.lastIndexOf(".");
  if (end < 0 || text.length - end != 3) return { reason: "short" };
  if (check(text.slice(0, end)) != text.slice(end + 1)) return { reason: "broken" };
  const [version, ...parts] = text.slice(0, end).toLowerCase().split(".");
  if (version != VERSION) return { reason: "newer" };
  const names = new Map(Object.keys(settings).map((name) => [letters(name), name]));
  /** @type {Record<string, string>} */
  const values = {};
  for (const part of parts) {
    const name = names.get(part.slice(0, 2));
    if (!name) continue;
    const value = part.slice(2).replace(",", ".");
    values[name] = value && settings[name].kind == "colour" ? `#${value}` : value;
  }
  return { values };
}
