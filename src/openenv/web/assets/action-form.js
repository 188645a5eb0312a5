// @ts-check
import { useMemo, useState } from "preact/hooks";
import { FormField } from "./form-field.js";
import { html } from "./html.js";
import { Problem } from "./problem.js";
import { actionOf, fieldsOf } from "./schema-fields.js";

/** @import { Desk, PageState } from "./desk.js" */

/**
 * A form for any action that the schema allows.
 * @param {{ desk: Desk, page: PageState }} props
 */
export function ActionForm({ desk, page }) {
  const fields = useMemo(() => fieldsOf(page.schema.action), [page.schema]);
  const [values, setValues] = useState(/** @type {Readonly<Record<string, any>>} */ ({}));
  const faulty = page.error?.place === "form" ? page.error.fields : [];
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (page.busy) return;
    if (await desk.playAction(actionOf(fields, values))) setValues({});
  };
  const sendByKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send(event);
  };
  return html`<form class="action-form" onSubmit=${send} onKeyDown=${sendByKey} noValidate>
    <p class="hint">Every field that is filled in is written to the case. Empty fields are left out.</p>
    ${fields.map(
      (
        field,
      ) => html`<${FormField} key=${field.name} field=${field} value=${values[field.name]} isFaulty=${faulty.includes(field.name)}
        onValue=${(/** @type {any} */ value) => setValues((before) => ({ ...before, [field.name]: value }))} />`,
    )}
    <${Problem} error=${page.error} place="form" />
    <div class="row">
      <button type="submit" class="primary" aria-describedby="problem-form">Send action</button>
      <button type="button" onClick=${() => setValues({})}>Clear</button>
      <span class="hint"><kbd>Ctrl</kbd> <kbd>Enter</kbd> sends from any field.</span>
    </div>
  </form>`;
}
