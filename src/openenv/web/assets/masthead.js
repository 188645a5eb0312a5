// @ts-check
import { html } from "./html.js";

/** @import { PageState } from "./desk.js" */

const CONNECTIONS = {
  connecting: "Connecting",
  live: "Live: shared with every visitor",
  lost: "Connection lost, trying again",
};

/** @param {{ page: PageState }} props */
export function Masthead({ page }) {
  const { metadata, connection, error } = page;
  const version = metadata.version === null ? "" : `version ${metadata.version}`;
  return html`<header class="masthead">
    <img src="assets/icon.svg" alt="" width="32" height="32" />
    <h1>${metadata.name}</h1>
    <span class="muted">${version}</span>
    <p class=${`connection connection-${connection}`}>${CONNECTIONS[connection]}</p>
    ${error?.place === "page" && html`<p class="error" role="alert">${error.message}</p>`}
  </header>`;
}
