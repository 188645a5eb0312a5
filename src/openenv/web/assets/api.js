// @ts-check
/** @import { EpisodeState, GradeReport, NamedActionList, OfferedActions, PolicyStep } from "../messages.ts" */

/** A refusal of the server in one line, with the fields at fault. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {readonly string[]} fields
   */
  constructor(message, fields = []) {
    super(message);
    this.fields = fields;
  }
}

/** @param {{ loc: readonly (string | number)[], msg: string }} issue */
function describe({ loc, msg }) {
  const where = loc.filter((part) => part !== "body" && part !== "action").join(".");
  return where === "" ? msg : `${where}: ${msg}`;
}

/**
 * @param {{ detail?: unknown } | null} body
 * @param {number} status
 */
function refusalOf(body, status) {
  const detail = body?.detail;
  if (typeof detail === "string") return new Refusal(detail);
  if (!Array.isArray(detail)) return new Refusal(`The server answered ${status}.`);
  const fields = detail.flatMap(({ loc }) => loc.map(String));
  return new Refusal(`Refused: ${detail.map(describe).join("; ")}.`, fields);
}

/**
 * Asks the server; addresses are relative to the page, so that it works below any path.
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<any>}
 */
async function ask(path, init) {
  const response = await fetch(path, init).catch(() => undefined);
  if (response === undefined) throw new Refusal("The server cannot be reached: try again in a moment.");
  const body = await response.json().catch(() => null);
  if (!response.ok) throw refusalOf(body, response.status);
  return body;
}

/**
 * @param {string} path
 * @param {Readonly<Record<string, unknown>>} body
 */
function send(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** @typedef {{ library: string, mask: string }} Played */

/** What does not change while the page is open. */
export async function loadSetting() {
  const [metadata, schema, { tasks }, { policies }] = await Promise.all([
    ask("metadata"),
    ask("schema"),
    ask("tasks"),
    ask("policy"),
  ]);
  return { metadata, schema, tasks, policies };
}

/**
 * @param {string} name
 * @returns {Promise<NamedActionList>}
 */
export function loadLibrary(name) {
  return ask(`library?${new URLSearchParams({ name })}`);
}

/**
 * @param {Played} played
 * @returns {Promise<OfferedActions>}
 */
export function loadMask(played) {
  return ask(`mask?${new URLSearchParams(played)}`);
}

/** @returns {Promise<EpisodeState>} */
export function loadEpisode() {
  return ask("episode");
}

/** @returns {Promise<Record<string, any>>} */
export function loadState() {
  return ask("state");
}

/** @returns {Promise<GradeReport | null>} */
export function loadGrade() {
  return ask("grade");
}

/** @param {Readonly<Record<string, unknown>>} params */
export function sendReset(params) {
  return send("reset", params);
}

/** @param {Readonly<Record<string, unknown>>} action */
export function sendAction(action) {
  return send("step", { action });
}

/**
 * @param {string} name
 * @param {Played} played
 */
export function sendNamed(name, played) {
  return send("step", { name, ...played });
}

/**
 * @param {string} name
 * @param {Played} played
 * @returns {Promise<PolicyStep>}
 */
export function sendPolicy(name, played) {
  return send("policy", { name, ...played });
}
