// @ts-check
import { html } from "./html.js";

/** @typedef {{ id: string, label: string }} Tab */

/**
 * The tab that a key moves to; `undefined` for other keys.
 * @param {string} key
 * @param {number} index
 * @param {number} count
 */
function target(key, index, count) {
  switch (key) {
    case "ArrowRight":
      return (index + 1) % count;
    case "ArrowLeft":
      return (index + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

/**
 * A row of tabs: one stop for Tab, arrow keys between them.
 * @param {{ label: string, tabs: readonly Tab[], selected: string, onSelect: (id: string) => void }} props
 */
export function Tabs({ label, tabs, selected, onSelect }) {
  const move = (/** @type {KeyboardEvent} */ event) => {
    const current = tabs.findIndex(({ id }) => id === selected);
    const next = tabs[target(event.key, current, tabs.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} onKeyDown=${move}>
    ${tabs.map(({ id, label: name }) => {
      const isSelected = id === selected;
      return html`<button key=${id} type="button" role="tab" id=${`tab-${id}`} aria-controls=${`panel-${id}`}
        aria-selected=${String(isSelected)} tabIndex=${isSelected ? 0 : -1} onClick=${() => onSelect(id)}>${name}</button>`;
    })}
  </div>`;
}
