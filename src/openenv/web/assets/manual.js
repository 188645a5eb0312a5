// @ts-check
import { html } from "./html.js";
import { Snippet } from "./snippet.js";

/** @import { Desk, PageState } from "./desk.js" */

/** The address of the server this page came from, without a slash at its end. */
function baseUrl() {
  return new URL("..", location.href).href.replace(/\/$/, "");
}

/** @param {string} taskId */
function python(taskId) {
  return `# pip install openenv
from openenv import GenericEnvClient

with GenericEnvClient(base_url="${baseUrl()}").sync() as env:
    result = env.reset(task_id="${taskId}", seed=0)
    print(result.observation["ticket"]["subject"])
    result = env.step({"operation": "classify", "priority": "high"})
    print(result.reward, result.done)`;
}

/** @param {string} taskId */
function typescript(taskId) {
  return `// npm install supportdesk-gym
import { OpenEnvClient } from "supportdesk-gym/openenv";

const client = new OpenEnvClient("${baseUrl()}");
let result = await client.reset({ task_id: "${taskId}", seed: 0 });
result = await client.step({ operation: "classify", priority: "high" });
console.log(result.reward, result.done);
await client.close();`;
}

const KEYS = [
  [["Tab"], "goes through everything; the first stop skips to the actions"],
  [["←", "→"], "change between Named actions and Form while a tab has the focus"],
  [["Enter"], "in Find an action, plays the only offered action left"],
  [["Ctrl", "Enter"], "in the form, sends the action"],
  [["Enter"], "in a list field, adds the text as an item"],
];

/**
 * How to connect, which keys there are, and what the environment says of itself.
 * @param {{ desk: Desk, page: PageState }} props
 */
export function Manual({ desk, page }) {
  const taskId = page.chosen.taskId;
  const { description, readme_content: readme } = page.metadata;
  return html`
    <details>
      <summary><h2>Quick start</h2></summary>
      <h3>Python</h3>
      <${Snippet} desk=${desk} label="Python snippet" text=${python(taskId)} />
      <h3>TypeScript</h3>
      <${Snippet} desk=${desk} label="TypeScript snippet" text=${typescript(taskId)} />
      <p>Each client gets an episode of its own; only this page is shared. The whole interface is described at <a href="../docs">docs</a> and in <a href="../openapi.json">openapi.json</a>.</p>
    </details>
    <details>
      <summary><h2>Keyboard</h2></summary>
      <dl class="keys">
        ${KEYS.map(
          ([keys, meaning]) =>
            html`<div key=${meaning}><dt>${/** @type {string[]} */ (keys).map((key) => html`<kbd key=${key}>${key}</kbd> `)}</dt><dd>${meaning}</dd></div>`,
        )}
      </dl>
    </details>
    <details>
      <summary><h2>About</h2></summary>
      <p>${description}</p>
      ${readme !== null && html`<pre class="readme" tabIndex=${0} aria-label="README">${readme}</pre>`}
    </details>
  `;
}
