// @ts-check
import { html } from "./html.js";

/** @import { PageState } from "./desk.js" */

/**
 * What was refused, in the place where it was asked for.
 * @param {{ error: PageState["error"], place: string }} props
 */
export function Problem({ error, place }) {
  return html`<p class="error" role="alert" id=${`problem-${place}`}>${error?.place === place ? error.message : ""}</p>`;
}
