import type { Env } from "../../core/env.ts";
import { GymError } from "../../core/errors.ts";
import type { TransitionModel } from "../../core/model.ts";
import type { Solution, SolveOptions } from "../../planning/solve.ts";
import { type SolvedStates, solveStates } from "../../planning/state-values.ts";
import { formatCount } from "../../report/numbers.ts";
import { modelToSolve } from "./desk-model.ts";

/** States up to which a command solves a task beside what it is there for. */
export const MAX_STATES = 40_000;

/** How a task is solved. */
export interface TaskOptions extends Pick<SolveOptions, "onProgress"> {
  /** γ in [0, 1]. */
  readonly discount: number;
  /** States up to which a task is solved, an integer ≥ 1. @defaultValue 40,000 */
  readonly maxStates?: number;
}

/** The optima of tasks, or why they are not known. */
export type Optima =
  | { readonly tasks: ReadonlyMap<string, Solution>; readonly note?: never }
  | { readonly tasks?: never; readonly note: string };

const solutions = new Map<string, Solution>();

/**
 * Solves a task of an environment and keeps what is known of each state.
 * @throws {GymError} `UNSUPPORTED` if the environment does not know its dynamics, `MODEL_TOO_LARGE` past `maxStates`.
 */
export function solveTask(env: Env, taskId: string | undefined, options: TaskOptions): SolvedStates<unknown> {
  const { maxStates = MAX_STATES } = options;
  const model = modelOf(env, taskId);
  try {
    return solveStates(model, { ...options, maxStates });
  } catch (error) {
    throw inFlags(error, taskId, maxStates);
  }
}

/** The dynamics that a task is solved by. @throws {GymError} `UNSUPPORTED` if the environment does not know them. */
export function modelOf(env: Env, taskId: string | undefined): TransitionModel {
  const model = modelToSolve(env, taskId);
  if (model === undefined) throw new GymError("UNSUPPORTED", `${noDynamics(env)}.`);
  return model;
}

/** The optimum of a task, solved once in a process. @throws {GymError} As `solveTask` does. */
export function optimumOf(env: Env, taskId: string | undefined, options: TaskOptions): Solution {
  const { spec } = env;
  if (spec === undefined) return solveTask(env, taskId, options).solution();
  const key = JSON.stringify([spec.toJSON(), taskId ?? null, options.discount]);
  const known = solutions.get(key);
  const { maxStates = MAX_STATES } = options;
  if (known !== undefined && known.stateCount <= maxStates) return known;
  const solution = solveTask(env, taskId, options).solution();
  solutions.set(key, solution);
  return solution;
}

/**
 * The optima of tasks of an environment, or one line on why they are left out: it does not know its dynamics, or has
 * too many states.
 * @throws {GymError} If γ is outside [0, 1] or the model breaks its contract.
 */
export function optimaOf(env: Env, taskIds: readonly string[], options: TaskOptions): Optima {
  const named = env.taskIds.length > 0;
  try {
    const entries = taskIds.map(
      (taskId) => [taskId, optimumOf(env, named ? taskId : undefined, options)] as const,
    );
    return { tasks: new Map(entries) };
  } catch (error) {
    return { note: missingNote(error) };
  }
}

/** Why an optimum is left out, in one line. @throws The error itself where that is no reason but a mistake. */
export function missingNote(error: unknown): string {
  const codes = ["UNSUPPORTED", "MODEL_TOO_LARGE", "NOT_CONVERGED"];
  if (error instanceof GymError && codes.includes(error.code)) return `No optimum is shown: ${error.message}`;
  throw error;
}

function noDynamics({ spec }: Env): string {
  const wrappers = (spec?.wrappers ?? []).map(({ name }) => ` in ${name}`).join("");
  return `${spec?.id ?? "the environment"}${wrappers} does not tell its exact dynamics`;
}

/** The error of a model that is too large, in terms of what can be typed. */
export function inFlags(error: unknown, taskId: string | undefined, maxStates: number): unknown {
  if (!(error instanceof GymError) || error.code !== "MODEL_TOO_LARGE") return error;
  return new GymError(error.code, tooLarge(taskId ?? "the environment", maxStates), { cause: error });
}

/** What to do about tasks with too many states, in one line. */
export function tooLarge(tasks: string, maxStates: number, consequence = ""): string {
  const size = `${tasks} ${tasks.includes(", ") ? "have" : "has"} more than ${formatCount(maxStates)} states`;
  const advice =
    "solve, audit, evaluate and explain take more with --max-states; or take a smaller library, or mask once or workflow.";
  return consequence === "" ? `${size}: ${advice}` : `${consequence}: ${size}; ${advice}`;
}
