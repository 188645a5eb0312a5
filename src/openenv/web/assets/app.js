// @ts-check
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { ActionPanel } from "./action-panel.js";
import { CaseFile } from "./case-file.js";
import { Desk } from "./desk.js";
import { EpisodeBar } from "./episode-bar.js";
import { History } from "./history.js";
import { html } from "./html.js";
import { Manual } from "./manual.js";
import { Masthead } from "./masthead.js";
import { PolicyPanel } from "./policy-panel.js";
import { RawJson } from "./raw-json.js";
import { Rewards } from "./rewards.js";
import { ScoreBreakdown } from "./score-breakdown.js";
import { Snippet } from "./snippet.js";
import { useStore } from "./store.js";
import { Ticket } from "./ticket.js";
import { pretty } from "./words.js";

const desk = new Desk();

function Welcome() {
  return html`<section class="card welcome">
    <h2>No ticket on the desk</h2>
    <p>Choose a task and press <strong>Reset</strong>, or let a bundled policy play.</p>
  </section>`;
}

/** @param {{ observation: Record<string, any> | null }} props */
function Documents({ observation }) {
  if (observation === null) return html`<${Welcome} />`;
  if (observation["ticket"] === undefined) {
    return html`<section class="card"><h2>Observation</h2><${Snippet} desk=${desk} label="Observation" text=${pretty(observation)} /></section>`;
  }
  return html`<${Ticket} observation=${observation} /><${CaseFile} observation=${observation} />`;
}

function App() {
  const page = useStore(desk.store);
  useEffect(() => void desk.start(), []);
  const observation = page.episode.current_observation;
  return html`
    <${Masthead} page=${page} />
    <main>
      <${EpisodeBar} desk=${desk} page=${page} />
      <div class="columns">
        <div class="column">
          <${Documents} observation=${observation} />
          <${History} page=${page} />
        </div>
        <div class="column">
          <${ScoreBreakdown} grade=${page.grade} />
          <${ActionPanel} desk=${desk} page=${page} />
          ${page.policies.length > 0 && html`<${PolicyPanel} desk=${desk} page=${page} />`}
          <${Rewards} page=${page} />
        </div>
      </div>
      <div class="card appendix">
        <${RawJson} desk=${desk} page=${page} />
        <${Manual} desk=${desk} page=${page} />
      </div>
    </main>
    <p class="visually-hidden" role="status" aria-live="polite">${page.announcement}</p>
  `;
}

const root = document.getElementById("app");
if (root !== null) {
  root.replaceChildren();
  render(html`<${App} />`, root);
}
