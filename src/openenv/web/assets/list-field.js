// @ts-check
import { useRef, useState } from "preact/hooks";
import { html } from "./html.js";

/**
 * A list of short texts: type one, press Enter or Add; each can be removed again.
 * @param {{ id: string, label: string, describedBy: string, items: readonly string[], onItems: (items: string[]) => void }} props
 */
export function ListField({ id, label, describedBy, items, onItems }) {
  const [text, setText] = useState("");
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const add = () => {
    const fresh = text.split(/[\s,]+/).filter((item) => item !== "" && !items.includes(item));
    setText("");
    if (fresh.length > 0) onItems([...items, ...fresh]);
  };
  const addByKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || text.trim() === "") return;
    event.preventDefault();
    add();
  };
  const remove = (/** @type {string} */ item) => {
    onItems(items.filter((each) => each !== item));
    input.current?.focus();
  };
  return html`<div class="list-field">
    <div class="row">
      <input id=${id} ref=${input} type="text" autocomplete="off" spellcheck=${false} value=${text} aria-describedby=${describedBy}
        onInput=${(/** @type {any} */ e) => setText(e.target.value)} onKeyDown=${addByKey} onBlur=${add} />
      <button type="button" onClick=${add}>Add<span class="visually-hidden"> to ${label}</span></button>
    </div>
    ${
      items.length > 0 &&
      html`<ul class="chips" aria-label=${`${label}, added`}>
      ${items.map(
        (item) => html`<li key=${item} class="chip"><code>${item}</code>
          <button type="button" class="remove" aria-label=${`Remove ${item}`} onClick=${() => remove(item)}>×</button></li>`,
      )}
    </ul>`
    }
  </div>`;
}
