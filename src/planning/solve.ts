import type { TransitionModel } from "../core/model.ts";
import { refusePayingCycles } from "./cycles.ts";
import { type EnumerateOptions, enumerate } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { finalScores, TIE, withRewards } from "./objectives.ts";
import { mostLikelyPath, reachable } from "./paths.ts";
import { fromStart, rangeOverPolicies, type ValueRange } from "./policy-range.ts";
import {
  checkDiscount,
  type IterationOptions,
  optimalValues,
  type PairSet,
  pairValues,
} from "./value-iteration.ts";

/** What `solve` takes. */
export interface SolveOptions extends EnumerateOptions, Omit<IterationOptions, "discount"> {
  /** γ in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
}

/** The optimum of a model. */
export interface Solution {
  /** V*: the largest expected discounted return from the start, in reward units. */
  readonly optimalReturn: number;
  /** The largest expected final raw score of any policy, whatever it earns, in [0, 1]. */
  readonly bestRawScore: number;
  /** Expected final raw scores over all policies that earn `optimalReturn`. */
  readonly rawScoreOfOptimal: ValueRange;
  /**
   * The smallest difference between an optimal action and the best other one, over the states that optimal policies
   * reach; `null` where every action is optimal everywhere.
   */
  readonly margin: number | null;
  /** Names of optimal actions along the most likely way; equal ones by fewest steps left, then lowest index. */
  readonly actions: readonly string[];
  readonly stateCount: number;
  /** Whether every state was seen. */
  readonly exact: true;
}

/**
 * The exact optimum of a model, by enumeration and dynamic programming.
 * @throws {GymError} `MODEL_TOO_LARGE` past `maxStates`, `NOT_CONVERGED` if values grow for ever, or `INVALID_ARGUMENT`.
 */
export function solve<State>(model: TransitionModel<State>, options: SolveOptions = {}): Solution {
  const { discount = 1 } = options;
  checkDiscount(discount);
  const { mdp } = enumerate(model, options);
  return solveMdp(mdp, { ...options, discount, nameOf: (action) => model.actionName(action) });
}

/** What `solveMdp` takes beside the process. */
export interface SolveMdpOptions extends IterationOptions {
  readonly nameOf: (action: number) => string;
}

/** The optimum of an enumerated process. */
export function solveMdp(mdp: FiniteMdp, options: SolveMdpOptions): Solution {
  const { discount } = options;
  if (discount === 1) refusePayingCycles(mdp, options.nameOf);
  const { values } = optimalValues(mdp, options);
  const optimal = optimalPairs(mdp, pairValues(mdp, values, discount), values);
  const scores = withRewards(mdp, finalScores(mdp));
  const undiscounted = { ...options, discount: 1 };
  const best = optimalValues(scores, undiscounted).values;
  const policies = { pairs: optimal, values, discount };
  return {
    optimalReturn: fromStart(mdp, values),
    bestRawScore: fromStart(mdp, best),
    rawScoreOfOptimal: rangeOverPolicies(mdp, scores.edgeReward, { ...undiscounted, policies }),
    margin: marginOf(mdp, { values, optimal, discount }),
    actions: mostLikelyPath(mdp, quickest(mdp, optimal, options)).map(options.nameOf),
    stateCount: mdp.stateCount,
    exact: true,
  };
}

/** Every pair whose value is that of its state, up to ties. */
export function optimalPairs(mdp: FiniteMdp, ofPairs: Float64Array, values: Float64Array): PairSet {
  const optimal = new Uint8Array(ofPairs.length);
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const end = mdp.pairStart[state + 1] ?? 0;
    for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
      if ((values[state] ?? 0) - (ofPairs[pair] ?? 0) <= TIE) optimal[pair] = 1;
    }
  }
  return optimal;
}

function marginOf(
  mdp: FiniteMdp,
  solved: { readonly values: Float64Array; readonly optimal: PairSet; readonly discount: number },
): number | null {
  const { values, optimal, discount } = solved;
  const ofPairs = pairValues(mdp, values, discount);
  let margin = Number.POSITIVE_INFINITY;
  for (const state of reachable(mdp, optimal)) {
    const end = mdp.pairStart[state + 1] ?? 0;
    for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
      if (optimal[pair] !== 1) margin = Math.min(margin, (values[state] ?? 0) - (ofPairs[pair] ?? 0));
    }
  }
  return Number.isFinite(margin) ? margin : null;
}

/** Of the given pairs, those on the quickest way to an end, the first of a state only. */
export function quickest(mdp: FiniteMdp, pairs: PairSet, options: IterationOptions): PairSet {
  const minusOne = new Float64Array(mdp.edgeNext.length).fill(-1);
  const hurried = withRewards(mdp, minusOne);
  const { values } = optimalValues(hurried, { ...options, discount: 1 }, pairs);
  const ofPairs = pairValues(hurried, values, 1);
  const chosen = new Uint8Array(pairs.length);
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const end = mdp.pairStart[state + 1] ?? 0;
    for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
      if (pairs[pair] !== 1 || (values[state] ?? 0) - (ofPairs[pair] ?? 0) > TIE) continue;
      chosen[pair] = 1;
      break;
    }
  }
  return chosen;
}
