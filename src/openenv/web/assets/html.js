// @ts-check
import htm from "htm";
import { h } from "preact";

/**
 * Markup as a tagged template: what JSX would be with a build step.
 * @type {(strings: TemplateStringsArray, ...values: any[]) => any}
 */
export const html = /** @type {any} */ (htm).bind(h);
