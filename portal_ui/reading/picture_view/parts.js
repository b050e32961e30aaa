/** The dialog's elements and buttons. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {string} name Its class; none if empty.
 * @param {Record<string, string>} attributes
 * @param {Node[]} children
 */
export function element(tag, name, attributes = {}, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A button with words and a sign, drawn on a grid of 24. @param {string} words @param {string} sign @param {() => void} press */
export function button(words, sign, press) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", sign);
  svg.append(path);
  const label = element("span", "picture-label");
  label.textContent = words;
  const made = element("button", "", { type: "button", title: words }, svg, label);
  made.addEventListener("click", () => made.ariaDisabled == "true" || press());
  return made;
}
