import { GymError, InvalidArgumentError, show } from "../core/errors.ts";
import { backup, type FiniteMdp } from "./finite-mdp.ts";

/** How exact an iterative solution must be. */
export interface IterationOptions {
  /** γ in [0, 1]. */
  readonly discount: number;
  /** Largest allowed distance of a value from the exact one, > 0. @defaultValue 1e-12 */
  readonly tolerance?: number;
  /** Sweeps after which a solution that still changes is given up. @defaultValue 100,000 */
  readonly maxSweeps?: number;
  /** Values to start from, shape [stateCount]. They matter at γ = 1 alone. @defaultValue zeros */
  readonly start?: Float64Array;
}

/** Values of the states and the sweeps they took. */
export interface StateValues {
  /** In reward units, shape [stateCount]. */
  readonly values: Float64Array;
  readonly sweeps: number;
}

/** Pairs that may be chosen, 1 or 0; shape [pairCount]. A state without any keeps the value 0. */
export type PairSet = Uint8Array;

/** Every pair of a process. */
export function allPairs(mdp: FiniteMdp): PairSet {
  return new Uint8Array(mdp.pairAction.length).fill(1);
}

/** @throws {InvalidArgumentError} If γ is outside [0, 1]. */
export function checkDiscount(discount: number): void {
  if (Number.isFinite(discount) && discount >= 0 && discount <= 1) return;
  throw new InvalidArgumentError(`Expected \`discount\` in [0, 1], got ${show(discount)}.`);
}

/**
 * Optimal values by Gauss–Seidel value iteration from the last state found to the first, which is backward induction in
 * one sweep where every step leads on (as with a step budget in the state).
 *
 * It stops when the last change is below `tolerance · (1 − γ) / (2γ)`, so that the greedy policy is within `tolerance`
 * of optimal, and at γ = 1 when nothing changes by more than rounding.
 *
 * @param pairs - Pairs to choose from. @defaultValue all
 * @see Puterman, Markov Decision Processes (1994), §6.3; Sutton & Barto 2018, §4.4.
 * @throws {GymError} `NOT_CONVERGED` if values still change after `maxSweeps`.
 */
export function optimalValues(mdp: FiniteMdp, options: IterationOptions, pairs?: PairSet): StateValues {
  return iterate(mdp, options, (state, values) => {
    const end = mdp.pairStart[state + 1] ?? 0;
    let best = Number.NEGATIVE_INFINITY;
    for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
      if (pairs === undefined || pairs[pair] === 1) {
        best = Math.max(best, backup(mdp, pair, values, options.discount));
      }
    }
    return best === Number.NEGATIVE_INFINITY ? 0 : best;
  });
}

/**
 * Values of a policy, exact up to the tolerance.
 *
 * @param policy - Probability of each pair, shape [pairCount]; those of a state sum to 1.
 * @see Sutton & Barto 2018, §4.1.
 * @throws {GymError} `NOT_CONVERGED` if values still change after `maxSweeps`.
 */
export function policyValues(mdp: FiniteMdp, policy: Float64Array, options: IterationOptions): StateValues {
  return iterate(mdp, options, (state, values) => {
    const end = mdp.pairStart[state + 1] ?? 0;
    let sum = 0;
    for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
      const probability = policy[pair] ?? 0;
      if (probability > 0) sum += probability * backup(mdp, pair, values, options.discount);
    }
    return sum;
  });
}

/** Action values by pair, shape [pairCount], in reward units. */
export function pairValues(mdp: FiniteMdp, values: Float64Array, discount: number): Float64Array {
  const result = new Float64Array(mdp.pairAction.length);
  for (let pair = 0; pair < result.length; pair += 1) result[pair] = backup(mdp, pair, values, discount);
  return result;
}

/** Change of a value that rounding alone can keep up. @param size - Largest absolute value. */
export function roundingOf(size: number): number {
  return 4 * size * Number.EPSILON;
}

const DEFAULT_TOLERANCE = 1e-12;
const MAX_SWEEPS = 100_000;

function iterate(
  mdp: FiniteMdp,
  { discount, tolerance = DEFAULT_TOLERANCE, maxSweeps = MAX_SWEEPS, start }: IterationOptions,
  valueAt: (state: number, values: Float64Array) => number,
): StateValues {
  checkDiscount(discount);
  const values = start === undefined ? new Float64Array(mdp.stateCount) : Float64Array.from(start);
  const threshold = discount === 0 || discount === 1 ? 0 : (tolerance * (1 - discount)) / (2 * discount);
  for (let sweep = 1; sweep <= maxSweeps; sweep += 1) {
    let change = 0;
    let size = 0;
    for (let state = mdp.stateCount - 1; state >= 0; state -= 1) {
      const value = valueAt(state, values);
      change = Math.max(change, Math.abs(value - (values[state] ?? 0)));
      size = Math.max(size, Math.abs(value));
      values[state] = value;
    }
    if (change <= Math.max(threshold, roundingOf(size))) return { values, sweeps: sweep };
  }
  throw new GymError(
    "NOT_CONVERGED",
    `The values still change after ${maxSweeps} sweeps: take a discount below 1, or an environment whose episodes must end.`,
  );
}
