import { GymError, InvalidArgumentError } from "../core/errors.ts";
import { backup, type FiniteMdp } from "./finite-mdp.ts";
import { TIE } from "./objectives.ts";
import { checkDiscount, type IterationOptions, policyValues, roundingOf } from "./value-iteration.ts";

/** An optimal policy and its values. */
export interface OptimalPlan {
  /** In reward units, shape [stateCount]. */
  readonly values: Float64Array;
  /** Chosen action of each state, the lowest of those that tie; −1 where there is none. Shape [stateCount]. */
  readonly policy: Int32Array;
  /** Times the policy was improved. */
  readonly iterations: number;
}

/** Options of {@link modifiedPolicyIteration}. */
export interface ModifiedPolicyIterationOptions extends IterationOptions {
  /** Backups of the current policy between two improvements, an integer ≥ 0; 0 is value iteration. @defaultValue 10 */
  readonly evaluationSweeps?: number;
}

/**
 * Howard's policy iteration: evaluates a policy to the tolerance, then improves it where an action is better by more
 * than 1e-9, until nothing is. At γ = 1 every policy must end.
 *
 * @see Sutton & Barto 2018, §4.3; Puterman 1994, §6.4.
 * @throws {InvalidArgumentError} If γ is outside [0, 1].
 * @throws {GymError} `NOT_CONVERGED` if a policy's values do not settle, as at γ = 1 where it earns for ever.
 */
export function policyIteration(mdp: FiniteMdp, options: IterationOptions): OptimalPlan {
  checkDiscount(options.discount);
  const chosen = Int32Array.from({ length: mdp.stateCount }, (_, state) => firstPair(mdp, state));
  for (let iterations = 1; iterations <= maxIterations(options); iterations += 1) {
    const { values } = policyValues(mdp, asProbabilities(mdp, chosen), options);
    if (!improve(mdp, chosen, { values, discount: options.discount, least: TIE })) {
      return { values, policy: actionsOf(mdp, chosen), iterations };
    }
  }
  throw notConverged("policy iteration", options);
}

/**
 * Modified policy iteration: some backups of the current policy instead of its exact values. It stops as value iteration
 * does, so that the values are within the tolerance of the optimal ones.
 *
 * @see Puterman & Shin, Modified policy iteration algorithms for discounted Markov decision problems (1978); Puterman
 * 1994, §6.5.
 * @throws {InvalidArgumentError} If γ is outside [0, 1] or `evaluationSweeps` is no integer ≥ 0.
 * @throws {GymError} `NOT_CONVERGED` if values still change after `maxSweeps` improvements.
 */
export function modifiedPolicyIteration(
  mdp: FiniteMdp,
  options: ModifiedPolicyIterationOptions,
): OptimalPlan {
  const { discount, evaluationSweeps = 10, tolerance = 1e-12 } = options;
  checkDiscount(discount);
  if (!Number.isSafeInteger(evaluationSweeps) || evaluationSweeps < 0) {
    throw new InvalidArgumentError(
      `Expected \`evaluationSweeps\` to be an integer >= 0, got ${evaluationSweeps}.`,
    );
  }
  const values = new Float64Array(mdp.stateCount);
  const chosen = new Int32Array(mdp.stateCount).fill(-1);
  const threshold = discount === 0 || discount === 1 ? 0 : (tolerance * (1 - discount)) / (2 * discount);
  for (let iterations = 1; iterations <= maxIterations(options); iterations += 1) {
    improve(mdp, chosen, { values, discount, least: 0 });
    const { change, size } = follow(mdp, chosen, { values, discount });
    if (change <= Math.max(threshold, roundingOf(size))) {
      return { values, policy: actionsOf(mdp, chosen), iterations };
    }
    for (let sweep = 0; sweep < evaluationSweeps; sweep += 1) follow(mdp, chosen, { values, discount });
  }
  throw notConverged("modified policy iteration", options);
}

interface Values {
  readonly values: Float64Array;
  readonly discount: number;
}

/** Takes the best pair of each state where it beats the chosen one by more than `least`. @returns Whether any did. */
function improve(
  mdp: FiniteMdp,
  chosen: Int32Array,
  { values, discount, least }: Values & { readonly least: number },
): boolean {
  let improved = false;
  for (let state = 0; state < mdp.stateCount; state += 1) {
    let best = chosen[state] ?? -1;
    let most = best < 0 ? Number.NEGATIVE_INFINITY : backup(mdp, best, values, discount) + least;
    const end = mdp.pairStart[state + 1] ?? 0;
    for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
      const value = backup(mdp, pair, values, discount);
      if (value > most) [best, most] = [pair, value];
    }
    improved ||= best !== chosen[state];
    chosen[state] = best;
  }
  return improved;
}

/** One sweep of the chosen pairs, in place. */
function follow(
  mdp: FiniteMdp,
  chosen: Int32Array,
  { values, discount }: Values,
): { readonly change: number; readonly size: number } {
  let change = 0;
  let size = 0;
  for (let state = mdp.stateCount - 1; state >= 0; state -= 1) {
    const pair = chosen[state] ?? -1;
    const value = pair < 0 ? 0 : backup(mdp, pair, values, discount);
    change = Math.max(change, Math.abs(value - (values[state] ?? 0)));
    size = Math.max(size, Math.abs(value));
    values[state] = value;
  }
  return { change, size };
}

function firstPair(mdp: FiniteMdp, state: number): number {
  const first = mdp.pairStart[state] ?? 0;
  return first < (mdp.pairStart[state + 1] ?? 0) ? first : -1;
}

function asProbabilities(mdp: FiniteMdp, chosen: Int32Array): Float64Array {
  const policy = new Float64Array(mdp.pairAction.length);
  for (const pair of chosen) if (pair >= 0) policy[pair] = 1;
  return policy;
}

function actionsOf(mdp: FiniteMdp, chosen: Int32Array): Int32Array {
  return chosen.map((pair) => (pair < 0 ? -1 : (mdp.pairAction[pair] ?? -1)));
}

function maxIterations({ maxSweeps = 100_000 }: IterationOptions): number {
  return maxSweeps;
}

function notConverged(name: string, options: IterationOptions): GymError {
  return new GymError(
    "NOT_CONVERGED",
    `The values of ${name} still change after ${maxIterations(options)} improvements: take a discount below 1, or an environment whose episodes must end.`,
  );
}
