// @ts-check
import { useRef } from "preact/hooks";
import { html } from "./html.js";
import { duration, words } from "./words.js";

/** Minutes below which the clock is shown as pressing. */
const PRESSING_MINUTES = 30;
/** Minutes that one step at the desk costs. */
const STEP_MINUTES = 15;

/** @typedef {{ observation: Record<string, any> }} Props */

/**
 * The longest the clock of this ticket has been seen at, which the meter is drawn against.
 * @param {Props} props
 */
function useWholeClock({ observation }) {
  const { ticket, action_history: history } = observation;
  const seen = useRef({ subject: "", minutes: 0 });
  const atStart = ticket.sla_minutes_remaining + STEP_MINUTES * history.length;
  const isSame = seen.current.subject === ticket.subject;
  seen.current = {
    subject: ticket.subject,
    minutes: isSame ? Math.max(seen.current.minutes, atStart) : atStart,
  };
  return Math.max(1, seen.current.minutes);
}

/** @param {Props} props */
function Clock({ observation }) {
  const minutes = observation.ticket.sla_minutes_remaining;
  const whole = useWholeClock({ observation });
  const text =
    minutes < 0 ? `Breached ${duration(-minutes)} ago` : `${duration(minutes)} left of ${duration(whole)}`;
  const mood = minutes < 0 ? "bad" : minutes <= PRESSING_MINUTES ? "warn" : "good";
  return html`<div class=${`clock clock-${mood}`}>
    <label for="sla-clock">SLA clock</label>
    <meter id="sla-clock" min="0" max=${whole} low=${Math.min(whole, PRESSING_MINUTES)} optimum=${whole} value=${Math.max(0, minutes)}>${text}</meter>
    <span class="number">${text}</span>
  </div>`;
}

/** @param {{ name: string, items: readonly string[] }} props */
function Listed({ name, items }) {
  if (items.length === 0) return null;
  return html`<div class="wide"><dt>${name}</dt>${items.map((item) => html`<dd key=${item}>${item}</dd>`)}</div>`;
}

/** @param {{ flags: readonly string[] }} props */
function RiskFlags({ flags }) {
  if (flags.length === 0) return null;
  return html`<div class="risk">
    <h3>Risk flags</h3>
    <ul class="chips">${flags.map((flag) => html`<li key=${flag} class="chip chip-warn">${words(flag)}</li>`)}</ul>
  </div>`;
}

/**
 * What the customer wrote, and how urgent it looks.
 * @param {Props} props
 */
export function Ticket({ observation }) {
  const { ticket, objective, risk_flags, difficulty, knowledge_base } = observation;
  return html`<article class="card ticket" aria-labelledby="ticket-subject">
    <header>
      <p class="kicker">Ticket <span class="chip">${difficulty}</span></p>
      <h2 id="ticket-subject">${ticket.subject}</h2>
      <p class="byline">${ticket.customer_name}, ${ticket.company} <span class="chip chip-accent">${words(ticket.customer_tier)}</span></p>
      <${Clock} observation=${observation} />
    </header>
    <blockquote>${ticket.body}</blockquote>
    <dl class="details">
      <div class="wide"><dt>Business impact</dt><dd>${ticket.business_impact}</dd></div>
      <div><dt>Affected users</dt><dd>${ticket.affected_users.toLocaleString("en")}</dd></div>
      <div><dt>Region</dt><dd>${ticket.region}</dd></div>
      <${Listed} name="Also asks" items=${ticket.secondary_concerns} />
      <${Listed} name="Attachments" items=${ticket.attachments} />
    </dl>
    <${RiskFlags} flags=${risk_flags} />
    <p class="objective"><strong>Objective.</strong> ${objective}</p>
    <${Articles} articles=${knowledge_base} />
  </article>`;
}

/** @param {{ articles: readonly { article_id: string, title: string, content: string }[] }} props */
function Articles({ articles }) {
  if (articles.length === 0) return null;
  return html`<div class="articles">
    <h3>Knowledge base</h3>
    ${articles.map(
      ({ article_id, title, content }) =>
        html`<details key=${article_id}><summary>${title}</summary><p>${content}</p><p class="muted"><code>${article_id}</code></p></details>`,
    )}
  </div>`;
}
