import type { Env } from "../../core/env.ts";
import type { JsonObject } from "../../core/json.ts";
import type { TransitionModel } from "../../core/model.ts";
import { mcts } from "../../planning/mcts.ts";
import type { Solution } from "../../planning/solve.ts";
import { type BoundedSolution, solveOrBound, type ValueInterval } from "../../planning/solve-or-bound.ts";
import { inFlags, modelOf, type TaskOptions } from "./optima.ts";
import { returnBounds } from "./return-bounds.ts";

/** The optimum of a task. */
export interface ExactlySolved extends Solution {
  readonly taskId: string;
}

/** What is known of a task that has too many states. */
export interface BoundedTask {
  readonly taskId: string;
  readonly bestRawScore: ValueInterval;
  readonly rawScoreOfOptimal: null;
  readonly optimalReturn: ValueInterval;
  readonly margin: null;
  /** Names of the actions of the best way that a search found; what they earn is in the lower bounds. */
  readonly actions: readonly string[];
  readonly stateCount: number;
  readonly exact: false;
}

/** The optimum of a task, or bounds of it. */
export type SolvedTask = ExactlySolved | BoundedTask;

/** Options of {@link solveOrBoundTask}. */
export interface SolveOrBoundOptions extends TaskOptions {
  readonly maxStates: number;
  /** Options of the desk. */
  readonly kwargs: JsonObject;
}

/**
 * Solves a task, or bounds what cannot be solved within `maxStates` states: by what the nearest states leave open, and
 * from below by the best way that a search finds.
 */
export function solveOrBoundTask(env: Env, taskId: string, options: SolveOrBoundOptions): SolvedTask {
  const model = modelOf(env, taskId);
  const bounds = returnBounds(options.kwargs);
  try {
    // The states of a desk are episodes.
    const returnLeft = (state: unknown): ValueInterval => bounds(state as Parameters<typeof bounds>[0]);
    const solution = solveOrBound(model, { ...options, returnLeft });
    return solution.exact ? inOrder(taskId, solution) : searched(taskId, solution, { model, ...options });
  } catch (error) {
    throw inFlags(error, taskId, options.maxStates);
  }
}

function inOrder(taskId: string, solution: Solution): ExactlySolved {
  const { bestRawScore, rawScoreOfOptimal, optimalReturn, margin, actions, stateCount, exact } = solution;
  return { taskId, bestRawScore, rawScoreOfOptimal, optimalReturn, margin, actions, stateCount, exact };
}

interface Search extends SolveOrBoundOptions {
  readonly model: TransitionModel;
}

/** Episodes that a search simulates. */
const SIMULATIONS = 2000;

/** Nothing on a desk is random, so that what a way earns bounds the optimum from below. */
function searched(taskId: string, bounded: BoundedSolution, { model, discount }: Search): BoundedTask {
  const { best } = mcts(model, { simulations: SIMULATIONS, discount });
  const { optimalReturn, bestRawScore, stateCount } = bounded;
  return {
    taskId,
    bestRawScore: raised(bestRawScore, scoreAfter(model, best.actions)),
    rawScoreOfOptimal: null,
    optimalReturn: raised(optimalReturn, best.return),
    margin: null,
    actions: best.actions.map((action) => model.actionName(action)),
    stateCount,
    exact: false,
  };
}

function raised({ lower, upper }: ValueInterval, reached: number): ValueInterval {
  return { lower: Math.min(upper, Math.max(lower, reached)), upper };
}

function scoreAfter(model: TransitionModel, actions: readonly number[]): number {
  let state = model.initial()[0]?.state;
  for (const action of actions) state = model.transitions(state, action)[0]?.next;
  return model.score(state);
}
