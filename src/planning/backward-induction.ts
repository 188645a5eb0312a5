import { InvalidArgumentError } from "../core/errors.ts";
import { backup, type FiniteMdp } from "./finite-mdp.ts";
import { checkDiscount } from "./value-iteration.ts";

/** Options of {@link backwardInduction}. */
export interface BackwardInductionOptions {
  /** Steps after which everything stops, an integer ≥ 0. */
  readonly horizon: number;
  /** γ in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
}

/** Optimal values and actions by steps left. */
export interface HorizonPlan {
  /** Entry [h][s]: the largest expected return of state s with h steps left; shape [horizon + 1, stateCount]. */
  readonly values: readonly Float64Array[];
  /** Entry [h][s]: the best action there, the lowest of those that tie; −1 where there is none or h is 0. Same shape. */
  readonly policy: readonly Int32Array[];
}

/**
 * Finite-horizon dynamic programming: the steps left are part of the state, so that the best action may depend on them.
 * What is left after the last step is worth nothing.
 *
 * @see Puterman, Markov Decision Processes (1994), §4.5.
 * @throws {InvalidArgumentError} If γ is outside [0, 1] or the horizon is no integer ≥ 0.
 */
export function backwardInduction(
  mdp: FiniteMdp,
  { horizon, discount = 1 }: BackwardInductionOptions,
): HorizonPlan {
  checkDiscount(discount);
  if (!Number.isSafeInteger(horizon) || horizon < 0) {
    throw new InvalidArgumentError(`Expected \`horizon\` to be an integer >= 0, got ${horizon}.`);
  }
  let last: Float64Array = new Float64Array(mdp.stateCount);
  const values = [last];
  const policy = [new Int32Array(mdp.stateCount).fill(-1)];
  for (let left = 1; left <= horizon; left += 1) {
    const next = new Float64Array(mdp.stateCount);
    const actions = new Int32Array(mdp.stateCount).fill(-1);
    for (let state = 0; state < mdp.stateCount; state += 1) {
      const pair = bestPair(mdp, state, { values: last, discount });
      if (pair < 0) continue;
      next[state] = backup(mdp, pair, last, discount);
      actions[state] = mdp.pairAction[pair] ?? -1;
    }
    values.push(next);
    policy.push(actions);
    last = next;
  }
  return { values, policy };
}

function bestPair(
  mdp: FiniteMdp,
  state: number,
  { values, discount }: { readonly values: Float64Array; readonly discount: number },
): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  const end = mdp.pairStart[state + 1] ?? 0;
  for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
    const value = backup(mdp, pair, values, discount);
    if (value > most) {
      best = pair;
      most = value;
    }
  }
  return best;
}
