// @ts-check
import { useState } from "preact/hooks";
import { html } from "./html.js";
import { Snippet } from "./snippet.js";
import { pretty } from "./words.js";

/** @import { Desk, PageState } from "./desk.js" */

/** @type {Readonly<Record<string, (page: PageState) => unknown>>} */
const DOCUMENTS = {
  observation: ({ episode }) => episode.current_observation,
  state: ({ state }) => state,
  "action log": ({ episode }) => episode.action_logs,
  grade: ({ grade }) => grade,
};

/**
 * The records behind the page, as they cross the wire.
 * @param {{ desk: Desk, page: PageState }} props
 */
export function RawJson({ desk, page }) {
  const [name, choose] = useState("observation");
  const [open, setOpen] = useState(false);
  const text = open ? pretty(DOCUMENTS[name]?.(page) ?? null) : "";
  return html`<details onToggle=${(/** @type {any} */ e) => setOpen(e.currentTarget.open)}>
    <summary><h2>Raw JSON</h2></summary>
    <div class="field">
      <label for="document">Record</label>
      <select id="document" value=${name} onChange=${(/** @type {any} */ e) => choose(e.target.value)}>
        ${Object.keys(DOCUMENTS).map((each) => html`<option key=${each} value=${each}>${each}</option>`)}
      </select>
    </div>
    <${Snippet} desk=${desk} label="Raw JSON" text=${text} />
  </details>`;
}
