/**
 * The colours of a theme other than the device's: a module that comes later works them out (colours/start.js), and they
 * are kept, so that the next page has them in its first frame.
 *
 * @typedef {object} Palette
 * @property {"light" | "dark" | "device"} scope The scheme the colours are of; `device`: they hold while the device is dark.
 * @property {Record<string, string>} tokens `#rrggbb` by token.
 */

const KEY = "portal-reading-colours";
const root = document.documentElement;

/** @param {Palette | undefined} palette Undefined: the stylesheet decides. */
export function showPalette(palette) {
  for (const property of [...root.style]) if (property.startsWith("--palette-")) root.style.removeProperty(property);
  if (!palette) return root.removeAttribute("data-palette");
  for (const [token, colour] of Object.entries(palette.tokens)) {
    root.style.setProperty(`--palette-${token.replace("_", "-")}`, colour);
  }
  root.setAttribute("data-palette", palette.scope);
}

/** @param {Palette | undefined} palette */
export function keepPalette(palette) {
  try {
    if (palette) localStorage.setItem(KEY, JSON.stringify(palette));
    else localStorage.removeItem(KEY);
  } catch {}
}

/** @returns {Palette | undefined} What was kept, if it is whole colours. */
export function recallPalette() {
  try {
    const { scope, tokens } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const colours = Object.values(tokens);
    if (!/^(light|dark|device)$/.test(scope) || colours.length < 17) return undefined;
    if (colours.every((colour) => /^#[\da-f]{6}$/.test(colour))) return { scope, tokens };
  } catch {}
  return undefined;
}
