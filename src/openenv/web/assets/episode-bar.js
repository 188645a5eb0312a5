// @ts-check
import { html } from "./html.js";
import { Problem } from "./problem.js";
import { counted, signed, words } from "./words.js";

/** @import { Desk, PageState } from "./desk.js" */

/** @param {{ desk: Desk, page: PageState }} props */
function Pickers({ desk, page }) {
  const { tasks, chosen, busy } = page;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!busy) void desk.reset("episode");
  };
  return html`<form class="pickers" onSubmit=${submit} noValidate>
    <div class="field">
      <label for="task">Task</label>
      <select id="task" value=${chosen.taskId} onChange=${(/** @type {any} */ e) => desk.choose({ taskId: e.target.value })}>
        ${tasks.map(({ task_id }) => html`<option key=${task_id} value=${task_id}>${task_id}</option>`)}
      </select>
    </div>
    <div class="field field-seed">
      <label for="seed">Seed</label>
      <input id="seed" type="text" inputmode="numeric" autocomplete="off" value=${chosen.seed}
        onInput=${(/** @type {any} */ e) => desk.choose({ seed: e.target.value })} />
    </div>
    <button class="primary" type="submit" aria-describedby="problem-episode">Reset</button>
  </form>`;
}

/** @param {{ left: number, total: number }} props */
function Steps({ left, total }) {
  const played = total - left;
  const pips = Array.from(
    { length: total },
    (_, index) => html`<i key=${index} class=${index < played ? "pip pip-played" : "pip"}></i>`,
  );
  return html`<div class="fact">
    <dt>Steps</dt>
    <dd><span class="pips" aria-hidden="true">${pips}</span> ${counted(left, "step")} left of ${total}</dd>
  </div>`;
}

/** @param {{ page: PageState }} props */
function Facts({ page }) {
  const { state, episode, grade } = page;
  const observation = episode.current_observation;
  if (observation === null || state === null) return null;
  const left = observation.remaining_steps;
  const score = grade?.score;
  return html`<dl class="facts">
    ${state["workflow_stage"] !== undefined && html`<div class="fact"><dt>Stage</dt><dd>${words(state["workflow_stage"])}</dd></div>`}
    ${left !== undefined && html`<${Steps} left=${left} total=${left + episode.step_count} />`}
    ${state["total_reward"] !== undefined && html`<div class="fact"><dt>Return</dt><dd class="number">${signed(state["total_reward"])}</dd></div>`}
    ${score !== undefined && html`<div class="fact"><dt>${grade?.ended ? "Reported score" : "Score so far"}</dt><dd class="number">${score.toFixed(2)}</dd></div>`}
  </dl>`;
}

/** @param {{ page: PageState }} props */
function Feedback({ page }) {
  const { grade, episode } = page;
  const feedback = episode.current_observation?.["feedback"];
  const ending = grade?.ended ? html`<strong>Episode ended: ${words(grade.outcome)}.</strong> ` : "";
  if (feedback === undefined) return null;
  return html`<p class="feedback">${ending}${feedback}</p>`;
}

/**
 * Where an episode is begun, and how it stands.
 * @param {{ desk: Desk, page: PageState }} props
 */
export function EpisodeBar({ desk, page }) {
  return html`<section class="card episode" aria-label="Episode">
    <${Pickers} desk=${desk} page=${page} />
    <${Facts} page=${page} />
    <${Feedback} page=${page} />
    <${Problem} error=${page.error} place="episode" />
  </section>`;
}
