// @ts-check
import { html } from "./html.js";
import { ListField } from "./list-field.js";
import { words } from "./words.js";

/** @import { FieldSpec } from "./schema-fields.js" */
/** @typedef {{ field: FieldSpec, value: any, isFaulty: boolean, onValue: (value: any) => void }} Props */

/**
 * @param {Props} props
 * @param {Readonly<Record<string, unknown>>} shared
 */
function choice({ field, value, onValue }, shared) {
  const select = (/** @type {any} */ e) => onValue(e.target.value);
  return html`<select ...${shared} value=${value ?? (field.required ? field.choices[0] : "")} onChange=${select}>
    ${!field.required && html`<option value="">leave as it is</option>`}
    ${field.choices.map((each) => html`<option key=${each} value=${each}>${each}</option>`)}
  </select>`;
}

/** @type {Readonly<Record<FieldSpec["kind"], (props: Props, shared: Readonly<Record<string, unknown>>) => any>>} */
const CONTROLS = {
  choice,
  text: ({ value, onValue }, shared) =>
    html`<input ...${shared} type="text" autocomplete="off" spellcheck=${false} value=${value ?? ""} onInput=${(/** @type {any} */ e) => onValue(e.target.value)} />`,
  "long-text": ({ value, onValue }, shared) =>
    html`<textarea ...${shared} rows="3" value=${value ?? ""} onInput=${(/** @type {any} */ e) => onValue(e.target.value)}></textarea>`,
  number: ({ field, value, onValue }, shared) =>
    html`<input ...${shared} type="number" ...${field.range} value=${value ?? ""} onInput=${(/** @type {any} */ e) => onValue(e.target.value)} />`,
  boolean: ({ value, onValue }, shared) =>
    html`<input ...${shared} type="checkbox" checked=${value === true} onChange=${(/** @type {any} */ e) => onValue(e.target.checked)} />`,
  list: ({ field, value, onValue }, { id, "aria-describedby": describedBy }) =>
    html`<${ListField} id=${id} label=${words(field.name)} describedBy=${describedBy} items=${value ?? []} onItems=${onValue} />`,
  json: ({ value, onValue }, shared) =>
    html`<textarea ...${shared} rows="3" placeholder="JSON" value=${value ?? ""} onInput=${(/** @type {any} */ e) => onValue(e.target.value)}></textarea>`,
};

/**
 * One property of the action with its label, its meaning and a control that fits its schema.
 * @param {Props} props
 */
export function FormField(props) {
  const { field, isFaulty } = props;
  const id = `field-${field.name}`;
  const isShort = ["choice", "text", "number", "boolean"].includes(field.kind);
  const shared = {
    id,
    "aria-describedby": isFaulty ? `${id}-hint problem-form` : `${id}-hint`,
    ...(isFaulty && { "aria-invalid": "true" }),
  };
  return html`<div class=${isShort ? "field field-short" : "field"}>
    <label for=${id}>${words(field.name)}${field.required && html` <span class="muted">(required)</span>`}</label>
    ${CONTROLS[field.kind](props, shared)}
    <p class="hint" id=${`${id}-hint`}>${field.hint}</p>
  </div>`;
}
