import type { Action } from "../supportdesk/models.ts";

const MIN_SCORE = 0.01;
const MAX_SCORE = 0.99;
/** Characters of a text that an action shows. */
const SHOWN_CHARACTERS = 40;
/** Characters of an error that a line shows. */
const ERROR_CHARACTERS = 200;

/** What a `[STEP]` line says. */
export interface StepRecord {
  /** Number of the step, from 1. */
  readonly step: number;
  readonly action: Action;
  readonly reward: number;
  readonly done: boolean;
  /** Why the heuristic acted in place of the model; `null` where nothing went wrong. */
  readonly error: string | null;
}

/** What an `[END]` line says. */
export interface EndRecord {
  readonly success: boolean;
  /** Score in [0, 1]; the line keeps it inside [0.01, 0.99]. */
  readonly score: number;
  /** The reward of every step. */
  readonly rewards: readonly number[];
}

/** A value without white space and control characters: every run of them becomes one `_`. */
export function squeeze(text: string): string {
  return text.trim().replaceAll(/[\s\p{C}]+/gu, "_");
}

/** A number with two decimals; never `-0.00`, and 0.00 for what is no number. */
export function twoDecimals(value: number): string {
  const text = (Number.isFinite(value) ? value : 0).toFixed(2);
  return text === "-0.00" ? "0.00" : text;
}

/** A score kept inside [0.01, 0.99]. */
export function clampScore(score: number): number {
  return Math.min(MAX_SCORE, Math.max(MIN_SCORE, Number.isFinite(score) ? score : 0));
}

function firstCharacters(text: string, count: number): string {
  return [...squeeze(text)].slice(0, count).join("");
}

function shownText(text: string): string {
  return firstCharacters(text, SHOWN_CHARACTERS);
}

/** A value of a line; `_` for a blank one, so that it never vanishes. */
function word(text: string): string {
  return squeeze(text) || "_";
}

function shownField([name, value]: readonly [string, unknown]): string[] {
  if (Array.isArray(value))
    return value.length === 0 ? [] : [`${name}=${value.map(String).map(shownText).join("|")}`];
  return typeof value === "string" ? [`${name}=${shownText(value)}`] : [];
}

/**
 * An action as `operation(field=value,…)`, with its set fields in record order. Lists have `|` between their values,
 * every white-space run is one `_`, texts are cut at 40 characters.
 */
export function actionText({ operation, metadata: _ignored, ...fields }: Action): string {
  return `${operation}(${Object.entries(fields).flatMap(shownField).join(",")})`;
}

/** The line that opens an episode. */
export function startLine(task: string, benchmark: string, model: string): string {
  return `[START] task=${word(task)} env=${word(benchmark)} model=${word(model)}`;
}

/** The line of one environment step. */
export function stepLine({ step, action, reward, done, error }: StepRecord): string {
  const problem = error === null ? "null" : word(firstCharacters(error, ERROR_CHARACTERS));
  return `[STEP] step=${step} action=${actionText(action)} reward=${twoDecimals(reward)} done=${done} error=${problem}`;
}

/** The line that closes an episode. */
export function endLine({ success, score, rewards }: EndRecord): string {
  const list = rewards.map(twoDecimals).join(",");
  return `[END] success=${success} steps=${rewards.length} score=${twoDecimals(clampScore(score))} rewards=${list}`;
}
