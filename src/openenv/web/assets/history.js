// @ts-check
import { html } from "./html.js";
import { signed, words } from "./words.js";

/** @import { PageState } from "./desk.js" */

/**
 * What was done and what came of it, newest last.
 * @param {{ page: PageState }} props
 */
export function History({ page }) {
  const { action_logs: logs, current_observation: observation } = page.episode;
  /** @type {readonly { step: number, summary: string }[]} */
  const told = observation?.["action_history"] ?? [];
  return html`<section class="card history" aria-labelledby="history-title">
    <h2 id="history-title">History</h2>
    ${logs.length === 0 && html`<p class="muted">Nothing has been done yet.</p>`}
    <ol>
      ${logs.map(({ step_count: step, action, reward, timestamp }) => {
        const summary = told.find((entry) => entry.step === step)?.summary ?? JSON.stringify(action);
        return html`<li key=${step}>
          <p class="done"><strong>${words(action["operation"] ?? "action")}</strong> <span class="number">${signed(reward ?? 0)}</span>
            <time class="muted" dateTime=${timestamp}>${timestamp.slice(11, 19)} UTC</time></p>
          <p>${summary}</p>
        </li>`;
      })}
    </ol>
  </section>`;
}
