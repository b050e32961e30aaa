/**
 * Colours as people see them: OKLCH (CSS Color 4, section 9.2) has a lightness of its own beside hue and chroma, so that
 * a shade can be changed and the hue kept. Colours are `#rrggbb`.
 *
 * @typedef {readonly [lightness: number, chroma: number, hue: number]} Oklch Lightness 0 to 1, hue in radians.
 */

/** @param {string} colour */
const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
/** @param {number} channel */
const linear = (channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
/** @param {number} light */
const gamma = (light) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);

/** The relative luminance, 0 to 1 (WCAG 2.2). @param {string} colour */
export function luminance(colour) {
  const [red, green, blue] = channels(colour).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio, 1 to 21 (WCAG 2.2). @param {string} one @param {string} other */
export function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param {string} colour @returns {Oklch} */
export function toOklch(colour) {
  const [red, green, blue] = channels(colour).map(linear);
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, b), Math.atan2(b, a)];
}

/** @param {Oklch} colour @returns {number[]} Linear red, green and blue, below 0 or above 1 where no screen shows them. */
function toLinear([lightness, chroma, hue]) {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The colour as a screen can show it: lightness and hue stay, the chroma gives way. @param {Oklch} colour */
export function toHex([lightness, chroma, hue]) {
  /** @param {number} chroma */
  const shown = (chroma) => toLinear([lightness, chroma, hue]).every((light) => light > -1e-4 && light < 1 + 1e-4);
  let [most, least] = [chroma, 0];
  if (!shown(most)) {
    for (let i = 0; i < 12; i++) {
      const middle = (most + least) / 2;
      if (shown(middle)) least = middle;
      else most = middle;
    }
    most = least;
  }
  const bytes = toLinear([lightness, most, hue]).map((light) => Math.round(gamma(Math.min(Math.max(light, 0), 1)) * 255));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** The same hue at another lightness, 0 to 1. @param {string} colour @param {number} lightness */
export function shade(colour, lightness) {
  const [, chroma, hue] = toOklch(colour);
  return toHex([Math.min(Math.max(lightness, 0), 1), chroma, hue]);
}

const STEP = 1 / 256;

/**
 * The colour itself if it fits, else the shade of it nearest in lightness that does; where no shade of the hue fits, the
 * first grey from black that does.
 * @param {string} colour
 * @param {(shade: string) => boolean} fits
 */
export function nearest(colour, fits) {
  if (fits(colour)) return colour;
  const [lightness, chroma, hue] = toOklch(colour);
  for (let away = STEP; away <= 1 + STEP; away += STEP) {
    for (const tried of [lightness - away, lightness + away]) {
      if (tried < -STEP || tried > 1 + STEP) continue;
      const found = toHex([Math.min(Math.max(tried, 0), 1), chroma, hue]);
      if (fits(found)) return found;
    }
  }
  return GREYS.find(fits) ?? colour;
}

/** Every grey from black to white. */
export const GREYS = Array.from({ length: 256 }, (_, level) => `#${level.toString(16).padStart(2, "0").repeat(3)}`);
