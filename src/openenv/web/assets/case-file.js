// @ts-check
import { html } from "./html.js";
import { counted, words } from "./words.js";

const WORDS = ["queue", "priority", "issue_type", "status", "resolution_code"];

/** @param {{ value: unknown }} props */
function Value({ value }) {
  if (value === null || value === undefined) return html`<span class="muted">not set</span>`;
  return html`<code>${value}</code>`;
}

/** @param {{ text: string | null }} props */
function Text({ text }) {
  if (text === null) return html`<span class="muted">not written</span>`;
  return html`<span class="written">${text}</span>`;
}

/** @param {{ fields: readonly string[], none: string }} props */
function Fields({ fields, none }) {
  if (fields.length === 0) return html`<span class="muted">${none}</span>`;
  return html`<ul class="chips">${fields.map((field) => html`<li key=${field} class="chip"><code>${field}</code></li>`)}</ul>`;
}

/** @param {{ followUp: Record<string, any> }} props */
function FollowUp({ followUp }) {
  const { status, round, message, provided_fields, wrong_fields } = followUp;
  return html`<div class="follow-up">
    <h3>Customer follow-up <span class="chip">${words(status)}</span></h3>
    ${message === "" ? html`<p class="muted">${status === "pending" ? "Asked; wait for the answer." : "No answer yet."}</p>` : html`<blockquote>${message}</blockquote>`}
    ${
      round > 0 &&
      html`<dl class="details">
      <div class="wide"><dt>Provided</dt><dd><${Fields} fields=${provided_fields} none="nothing" /></dd></div>
      <div><dt>Not usable</dt><dd><${Fields} fields=${wrong_fields} none="nothing" /></dd></div>
      <div><dt>Answers</dt><dd>${counted(round, "round")}</dd></div>
    </dl>`
    }
  </div>`;
}

/**
 * The case as it has been worked so far, and what the customer answered.
 * @param {{ observation: Record<string, any> }} props
 */
export function CaseFile({ observation }) {
  const { case: caseState, follow_up } = observation;
  return html`<section class="card case" aria-labelledby="case-title">
    <h2 id="case-title">Case</h2>
    <dl class="details">
      ${WORDS.map((name) => html`<div key=${name}><dt>${words(name)}</dt><dd><${Value} value=${caseState[name]} /></dd></div>`)}
      <div class="wide"><dt>requested fields</dt><dd><${Fields} fields=${caseState.requested_fields} none="none" /></dd></div>
      <div class="wide"><dt>reply</dt><dd><${Text} text=${caseState.reply} /></dd></div>
      <div class="wide"><dt>internal note</dt><dd><${Text} text=${caseState.internal_note} /></dd></div>
    </dl>
    <${FollowUp} followUp=${follow_up} />
  </section>`;
}
