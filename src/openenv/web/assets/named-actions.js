// @ts-check
import { useState } from "preact/hooks";
import { html } from "./html.js";
import { Problem } from "./problem.js";
import { words } from "./words.js";

/** @import { ActionDescription } from "../../../supportdesk/action-library/index.ts" */
/** @import { Desk, PageState } from "./desk.js" */

/** @param {{ desk: Desk, page: PageState }} props */
function Settings({ desk, page }) {
  const { library, mask } = page;
  return html`
    <div class="field">
      <label for="library">Library</label>
      <select id="library" value=${library.name} onChange=${(/** @type {any} */ e) => desk.chooseLibrary(e.target.value)}>
        ${library.libraries.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="mask">Mask</label>
      <select id="mask" value=${mask} onChange=${(/** @type {any} */ e) => desk.chooseMask(e.target.value)}>
        ${library.masks.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
      </select>
    </div>
  `;
}

/** @param {{ action: ActionDescription, isOffered: boolean, isRunning: boolean, onPlay: (name: string) => void }} props */
function ActionButton({ action, isOffered, isRunning, onPlay }) {
  const [group, ...rest] = action.name.split(":");
  const own = rest.join(":");
  const play = () => {
    if (isOffered) onPlay(action.name);
  };
  return html`<button type="button" class="action" aria-disabled=${String(!isOffered)}
    aria-describedby=${isRunning ? undefined : "standing"} onClick=${play}>
    ${own !== "" && html`<span class="visually-hidden">${group}:</span>`}<span>${own === "" ? group : own}</span>
    ${isRunning && !isOffered && html`<small>not offered now</small>`}
  </button>`;
}

/**
 * @param {readonly ActionDescription[]} actions
 * @returns {[string, ActionDescription[]][]}
 */
function byGroup(actions) {
  /** @type {Map<string, ActionDescription[]>} */
  const groups = new Map();
  for (const action of actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  return [...groups];
}

/**
 * Finds an action by a part of its name; Enter plays it when it is the only one offered.
 * @param {{ filter: string, onFilter: (filter: string) => void, onEnter: () => void }} props
 */
function Finder({ filter, onFilter, onEnter }) {
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    onEnter();
  };
  return html`<form class="field" onSubmit=${submit}>
    <label for="filter">Find an action</label>
    <input id="filter" type="search" autocomplete="off" spellcheck=${false} value=${filter} aria-describedby="filter-hint"
      onInput=${(/** @type {any} */ e) => onFilter(e.target.value)} />
  </form>`;
}

/** @param {{ actions: readonly ActionDescription[], page: PageState, onPlay: (name: string) => void }} props */
function Groups({ actions, page, onPlay }) {
  const { offered, state } = page;
  const isRunning = state?.["done"] === false;
  if (actions.length === 0) return html`<p class="muted">No action of this library has that in its name.</p>`;
  return html`<div class="groups">
    ${byGroup(actions).map(
      ([
        group,
        members,
      ]) => html`<div key=${group} class="group" role="group" aria-labelledby=${`group-${group}`}>
        <h3 id=${`group-${group}`}>${words(group)}</h3>
        <div class="buttons">
          ${members.map((action) => html`<${ActionButton} key=${action.name} action=${action} isOffered=${offered[action.index] === 1} isRunning=${isRunning} onPlay=${onPlay} />`)}
        </div>
      </div>`,
    )}
  </div>`;
}

/**
 * The actions of a library, by group, with the mask shown.
 * @param {{ desk: Desk, page: PageState }} props
 */
export function NamedActions({ desk, page }) {
  const [filter, setFilter] = useState("");
  const { library, offered, busy, error } = page;
  const wanted = filter.trim().toLowerCase();
  const found = library.actions.filter(({ name }) => name.includes(wanted));
  const play = (/** @type {string} */ name) => {
    if (!busy) void desk.playNamed(name);
  };
  const playOnly = () => {
    const [only, ...others] = found.filter(({ index }) => offered[index] === 1);
    if (only === undefined) return desk.say("No offered action has that in its name.");
    if (others.length > 0)
      return desk.say(`${others.length + 1} offered actions match: type more of the name.`);
    setFilter("");
    return play(only.name);
  };
  return html`<div class="named">
    <div class="settings">
      <${Finder} filter=${filter} onFilter=${setFilter} onEnter=${playOnly} />
      <${Settings} desk=${desk} page=${page} />
    </div>
    <p class="hint" id="filter-hint">Enter plays the action when only one offered action has that in its name.</p>
    <${Problem} error=${error} place="named" />
    <${Groups} actions=${found} page=${page} onPlay=${play} />
  </div>`;
}
