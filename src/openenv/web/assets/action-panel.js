// @ts-check
import { useState } from "preact/hooks";
import { ActionForm } from "./action-form.js";
import { html } from "./html.js";
import { NamedActions } from "./named-actions.js";
import { Tabs } from "./tabs.js";

/** @import { Desk, PageState } from "./desk.js" */

const FORM = { id: "form", label: "Form" };
const NAMED = { id: "named", label: "Named actions" };

/** @param {{ page: PageState }} props */
function Standing({ page }) {
  if (page.state === null)
    return html`<p class="notice" id="standing">Reset first: there is no episode to act in.</p>`;
  if (page.state["done"] !== true) return null;
  return html`<p class="notice" id="standing">The episode has ended. Reset to play again.</p>`;
}

/**
 * Where a person acts: by name, or field by field.
 * @param {{ desk: Desk, page: PageState }} props
 */
export function ActionPanel({ desk, page }) {
  const [selected, select] = useState(NAMED.id);
  const hasNames = page.library.libraries.length > 0;
  const shown = hasNames ? selected : FORM.id;
  const Panel = shown === FORM.id ? ActionForm : NamedActions;
  return html`<section class="card actions" id="actions" tabIndex=${-1} aria-labelledby="actions-title">
    <h2 id="actions-title">Act</h2>
    <${Tabs} label="Ways to act" tabs=${hasNames ? [NAMED, FORM] : [FORM]} selected=${shown} onSelect=${select} />
    <div role="tabpanel" id=${`panel-${shown}`} aria-labelledby=${`tab-${shown}`}>
      <${Standing} page=${page} />
      <${Panel} desk=${desk} page=${page} />
    </div>
  </section>`;
}
