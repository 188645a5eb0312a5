// @ts-check
import { html } from "./html.js";
import { signed, words } from "./words.js";

/** @import { ActionLog } from "../messages.ts" */
/** @import { PageState } from "./desk.js" */

/** @typedef {{ step: number, operation: string, reward: number, total: number }} Point */

const WIDTH = 640;
const HEIGHT = 160;
const MARGIN = { left: 36, right: 8, top: 12, bottom: 26 };

/**
 * @param {readonly ActionLog[]} logs
 * @returns {Point[]}
 */
function pointsOf(logs) {
  let total = 0;
  return logs.map(({ step_count: step, action, reward }) => {
    total += reward ?? 0;
    return { step, operation: String(action["operation"] ?? "action"), reward: reward ?? 0, total };
  });
}

/** @param {{ points: readonly Point[], slots: number }} props */
function Chart({ points, slots }) {
  const values = points.flatMap(({ reward, total }) => [reward, total]);
  const low = Math.min(0, ...values);
  const high = Math.max(1, ...values);
  const slot = (WIDTH - MARGIN.left - MARGIN.right) / slots;
  const x = (/** @type {number} */ step) => MARGIN.left + (step - 0.5) * slot;
  const y = (/** @type {number} */ value) =>
    MARGIN.top + ((high - value) / (high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const line = points.map(({ step, total }) => `${x(step)},${y(total)}`).join(" ");
  const told = points.map(({ step, reward }) => `step ${step} ${signed(reward)}`).join(", ");
  return html`<svg class="chart" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${`Reward by step: ${told}. The table says the same.`}>
    ${[0, 1].map(
      (value) => html`<g key=${value}>
        <line class="grid" x1=${MARGIN.left} x2=${WIDTH - MARGIN.right} y1=${y(value)} y2=${y(value)} />
        <text class="tick" x=${MARGIN.left - 6} y=${y(value) + 4} text-anchor="end">${value}</text>
      </g>`,
    )}
    ${points.map(
      ({ step, reward }) => html`<g key=${step}>
        <rect class=${reward < 0 ? "bar bar-loss" : "bar"} x=${x(step) - slot * 0.3} width=${slot * 0.6}
          y=${y(Math.max(0, reward))} height=${Math.abs(y(reward) - y(0))} />
        <text class="tick" x=${x(step)} y=${HEIGHT - 6} text-anchor="middle">${step}</text>
      </g>`,
    )}
    <polyline class="total" points=${line} />
    ${points.map(({ step, total }) => html`<circle key=${step} class="dot" cx=${x(step)} cy=${y(total)} r="3" />`)}
  </svg>`;
}

/** @param {{ points: readonly Point[] }} props */
function Table({ points }) {
  return html`<table>
    <thead><tr><th scope="col">Step</th><th scope="col">Operation</th><th scope="col" class="number">Reward</th><th scope="col" class="number">Total</th></tr></thead>
    <tbody>
      ${points.map(
        ({ step, operation, reward, total }) => html`<tr key=${step}>
          <td>${step}</td><td>${words(operation)}</td><td class="number">${signed(reward)}</td><td class="number">${signed(total)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/**
 * The rewards of the episode, drawn and as a table.
 * @param {{ page: PageState }} props
 */
export function Rewards({ page }) {
  const points = pointsOf(page.episode.action_logs);
  const left = Number(page.episode.current_observation?.["remaining_steps"] ?? 0);
  return html`<section class="card rewards" aria-labelledby="rewards-title">
    <h2 id="rewards-title">Rewards</h2>
    ${
      points.length === 0
        ? html`<p class="muted">One bar for each step will stand here.</p>`
        : html`<p class="legend"><span class="key key-bar"></span>reward of the step <span class="key key-total"></span>total so far</p>
          <${Chart} points=${points} slots=${Math.max(points.length + left, 4)} /><${Table} points=${points} />`
    }
  </section>`;
}
