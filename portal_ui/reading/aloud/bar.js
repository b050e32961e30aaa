/**
 * The player's bar: its buttons, what can be chosen, and what it has to say or to ask.
 *
 * @typedef {Record<string, string> & { no_voice_how: string[] }} Texts `AloudTexts` (portal_ui/locales/aloud.py).
 *
 * @typedef {"toggle" | "stop" | "far-back" | "back" | "forward" | "far-forward" | "here" | "follow"} Action
 */

const ICONS = {
  play: "M7 4v16l13-8z",
  pause: "M6 4h4v16H6zM14 4h4v16h-4z",
  stop: "M5 5h14v14H5z",
  back: "M18 5v14l-10-7zM5 5h2.5v14H5z",
  forward: "M6 5v14l10-7zM16.500 5H19v14h-2.500z",
  "far-back": "M21 5v14l-8-7zM12.500 5v14l-8-7zM2 5h2v14H2z",
  "far-forward": "M3 5v14l8-7zM11.500 5v14l8-7zM20 5h2v14h-2z",
  options: "M4 7h9v2H4zM17 7h3v2h-3zM14 5h2v6h-2zM4 15h3v2H4zM11 15h9v2h-9zM8 13h2v6H8z",
};

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** @param {keyof typeof ICONS} name */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** @param {keyof typeof ICONS} name @param {string} text @param {() => void} press */
function iconButton(name, text, press) {
  const button = make("button", { type: "button" }, icon(name), make("span", {}, text));
  button.addEventListener("click", press);
  return button;
}

/** @param {string} text @param {() => void} press */
export function textButton(text, press) {
  const button = make("button", { type: "button" }, text);
  button.addEventListener("click", press);
  return button;
}

/**
 * @param {Element} dock Where the bar is put.
 * @param {Texts} texts
 * @param {string} lang The interface's language.
 * @param {{ kind: "speech" | "recording", act: (action: Action) => void }} given
 */
export function createBar(dock, texts, lang, { kind, act }) {
  const names = kind == "speech" ? ["paragraph_back", "sentence_back", "sentence_forward", "paragraph_forward"] : ["minute_back", "seconds_back", "seconds_forward", "minute_forward"];
  const toggle = iconButton("play", texts.play, () => act("toggle"));
  const follow = textButton(texts.follow, () => act("follow"));
  follow.hidden = true;
  const time = make("span", { class: "aloud-time" });
  const choices = make("div", { class: "aloud-choices", id: "portal-aloud-choices" });
  choices.hidden = true;
  const options = iconButton("options", texts.options, () => {
    choices.hidden = !choices.hidden;
    options.setAttribute("aria-expanded", `${!choices.hidden}`);
  });
  options.setAttribute("aria-expanded", "false");
  options.setAttribute("aria-controls", choices.id);
  const note = make("div", { class: "aloud-note" });
  note.hidden = true;
  const region = make(
    "div",
    { class: "aloud", role: "region", "aria-label": texts.region, lang },
    note,
    choices,
    make(
      "div",
      { class: "aloud-buttons" },
      iconButton("far-back", texts[names[0]], () => act("far-back")),
      iconButton("back", texts[names[1]], () => act("back")),
      toggle,
      iconButton("forward", texts[names[2]], () => act("forward")),
      iconButton("far-forward", texts[names[3]], () => act("far-forward")),
      options,
      iconButton("stop", texts.stop, () => act("stop")),
      follow,
      time,
    ),
  );
  dock.replaceChildren(region);

  return {
    region,
    choices,
    focus: () => toggle.focus({ preventScroll: true }),
    /** @param {boolean} playing */
    show: (playing) => toggle.replaceChildren(icon(playing ? "pause" : "play"), make("span", {}, playing ? texts.pause : texts.play)),
    /** @param {boolean} shown Whether the way back to what is read is offered. */
    offerFollow: (shown) => {
      follow.hidden = !shown;
    },
    /** @param {string} text */
    showTime: (text) => {
      time.textContent = text;
    },
    /** Say something, with buttons for the answers; nothing takes it away. @param {string} text @param {HTMLButtonElement[]} answers */
    say: (text = "", ...answers) => {
      note.replaceChildren(...(text ? [make("p", {}, text), ...answers] : []));
      note.hidden = !text;
    },
    close: () => dock.replaceChildren(),
  };
}

/** @typedef {ReturnType<typeof createBar>} Bar */
