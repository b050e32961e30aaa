/**
 * The look of the bar. `medium` is the browser's own font size, whatever the host makes of it; the colours are those of
 * the level of contrast. `all` keeps out what the host's elements would hand down.
 */
export const STYLE = `
:host { display: block }
:host([hidden]) { display: none }
[role="group"][lang] {
  all: initial; display: block; padding: 0.25em 0.5em; border: 1px solid var(--rule);
  background: var(--paper); color: var(--text); font: medium / 1.4 system-ui, sans-serif; overflow-wrap: anywhere }
.buttons { display: flex; flex-wrap: wrap; gap: 0.25em }
button, select, summary {
  box-sizing: border-box; min-inline-size: max(44px, 2.75em); min-block-size: max(44px, 2.75em);
  padding: 0.25em 0.5em; border: 1px solid var(--rule); border-radius: 0.25em; background: var(--control);
  color: var(--control_text); font: inherit; font-weight: 600; cursor: pointer; touch-action: manipulation }
summary { margin-block-start: 0.25em; padding-block: 0.5em; border-color: transparent; background: none; color: var(--link);
  text-decoration: underline }
button:hover, select:hover { border-color: currentcolor; text-decoration: underline }
button[aria-disabled="true"] {
  border-style: dashed; background: var(--paper); color: var(--muted); cursor: default; text-decoration: none }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 5px var(--paper) }
[role="group"]:not([lang]), label { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25em 0.5em; margin-block: 0.25em }
[role="group"]:not([lang]) > :last-child { display: flex; align-items: center; gap: 0.5em }
[role="group"]:not([lang]) > :first-child, label > :first-child { flex: 1 1 12em; max-inline-size: 20em }
select { max-inline-size: 100%; font-weight: inherit }
[data-value] { min-inline-size: min(8em, 30vw); text-align: center; font-variant-numeric: tabular-nums }
[role="status"] { position: absolute; inline-size: 1px; block-size: 1px; margin: 0; overflow: hidden; clip-path: inset(50%) }
@media (forced-colors: active) { button[aria-disabled="true"] { border-color: GrayText; color: GrayText } }
@media print { :host { display: none } }
`;
