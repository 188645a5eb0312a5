// @ts-check
import { useRef } from "preact/hooks";
import { html } from "./html.js";

/** @import { Desk } from "./desk.js" */

/** @param {HTMLElement | null} element */
function selectText(element) {
  if (element !== null) getSelection()?.selectAllChildren(element);
}

/**
 * A text to take away, with a button that copies it.
 * @param {{ desk: Desk, label: string, text: string }} props
 */
export function Snippet({ desk, label, text }) {
  const code = useRef(/** @type {HTMLElement | null} */ (null));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      desk.say(`${label} copied.`);
    } catch {
      selectText(code.current);
      desk.say(`${label} selected: copy it with Ctrl C.`);
    }
  };
  return html`<div class="snippet">
    <button type="button" onClick=${copy}>Copy<span class="visually-hidden"> ${label}</span></button>
    <pre tabIndex=${0} aria-label=${label}><code ref=${code}>${text}</code></pre>
  </div>`;
}
