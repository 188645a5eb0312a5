// @ts-check
import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { Problem } from "./problem.js";

/** @import { Desk, PageState } from "./desk.js" */

const MS_PER_SECOND = 1000;

/** Steps per second to begin with; fewer for people who asked for less motion. */
function firstSpeed() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0.5 : 1;
}

/** @param {{ speed: number, onSpeed: (speed: number) => void }} props */
function Speed({ speed, onSpeed }) {
  const text = `${speed} ${speed === 1 ? "step" : "steps"} a second`;
  return html`<div class="field">
    <label for="speed">Speed</label>
    <input id="speed" type="range" min="0.5" max="4" step="0.5" value=${speed} aria-valuetext=${text}
      onInput=${(/** @type {any} */ e) => onSpeed(Number(e.target.value))} />
    <p class="hint">${text}</p>
  </div>`;
}

/** @param {{ page: PageState }} props */
function LastChoice({ page: { choice } }) {
  if (choice === null) return null;
  return html`<div class="choice">
    <p>Last choice of <strong>${choice.policy}</strong>: <code>${choice.name}</code></p>
    <pre tabIndex=${0} aria-label="The action as it was sent"><code>${JSON.stringify(choice.action)}</code></pre>
  </div>`;
}

/**
 * Plays a policy step after step until the episode ends, something fails, or a person stops it.
 * @param {{ desk: Desk, policy: string, speed: number }} options
 */
function usePlayer({ desk, policy, speed }) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let stopped = false;
    const next = async () => {
      const worked = await desk.playPolicy(policy);
      if (stopped) return;
      if (!worked) setPlaying(false);
      else timer = setTimeout(next, MS_PER_SECOND / speed);
    };
    timer = setTimeout(next, 0);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [playing, policy, speed]);
  return /** @type {const} */ ([playing, setPlaying]);
}

/** @param {{ page: PageState, policy: string, onPolicy: (policy: string) => void }} props */
function Choice({ page, policy, onPolicy }) {
  const { policies } = page;
  const summary = policies.find(({ name }) => name === policy)?.summary ?? "";
  return html`<div class="field">
    <label for="policy">Policy</label>
    <select id="policy" value=${policy} aria-describedby="policy-hint" onChange=${(/** @type {any} */ e) => onPolicy(e.target.value)}>
      ${policies.map(({ name }) => html`<option key=${name} value=${name}>${name}</option>`)}
    </select>
    <p class="hint" id="policy-hint">${summary}</p>
  </div>`;
}

/**
 * Lets a bundled policy play, step by step or by itself.
 * @param {{ desk: Desk, page: PageState }} props
 */
export function PolicyPanel({ desk, page }) {
  const { busy, state, episode, error } = page;
  const [policy, choose] = useState("heuristic");
  const [speed, setSpeed] = useState(firstSpeed);
  const [playing, setPlaying] = usePlayer({ desk, policy, speed });
  const hasEnded = state?.["done"] === true;
  useEffect(() => {
    if (hasEnded) setPlaying(false);
  }, [hasEnded, episode.episode_id]);
  const step = () => {
    if (!busy) void desk.playPolicy(policy);
  };
  const toggle = async () => {
    if (playing || (hasEnded && !(await desk.reset("policy")))) return setPlaying(false);
    return setPlaying(true);
  };
  return html`<section class="card policy" aria-labelledby="policy-title">
    <h2 id="policy-title">Watch a policy</h2>
    <div class="settings">
      <${Choice} page=${page} policy=${policy} onPolicy=${choose} />
      <${Speed} speed=${speed} onSpeed=${setSpeed} />
    </div>
    <div class="row">
      <button type="button" onClick=${step}>Step</button>
      <button type="button" class="primary" onClick=${toggle}>${playing ? "Pause" : "Play"}</button>
      <span class="hint">Begins a new episode when none is running.</span>
    </div>
    <${Problem} error=${error} place="policy" />
    <${LastChoice} page=${page} />
  </section>`;
}
