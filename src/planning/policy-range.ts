import { endComponents } from "./components.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { TIE, withRewards } from "./objectives.ts";
import { type IterationOptions, optimalValues, type PairSet } from "./value-iteration.ts";

/** Smallest and largest of something over a set of policies. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/** A set of optimal policies. */
export interface OptimalPolicies {
  /** Pairs that optimal policies choose from. */
  readonly pairs: PairSet;
  /** Optimal values, shape [stateCount]. */
  readonly values: Float64Array;
  /** γ for which they are optimal. */
  readonly discount: number;
}

/**
 * Smallest and largest expected return from the start over all policies of a set, under other rewards and another γ
 * than those they are optimal for. Without a discount, a policy is optimal only if it ends wherever it is still to earn
 * something, so that going round for ever does not count as one of the set.
 *
 * @param options - γ is that of the returns to compare.
 */
export function rangeOverPolicies(
  mdp: FiniteMdp,
  edgeReward: Float64Array,
  options: IterationOptions & { readonly policies: OptimalPolicies },
): ValueRange {
  const { policies } = options;
  const best = (rewards: Float64Array): number => {
    const rewarded = withRewards(mdp, rewards);
    const start = startFor(rewarded, policies);
    const { values } = optimalValues(
      rewarded,
      start === undefined ? options : { ...options, start },
      policies.pairs,
    );
    return fromStart(mdp, values);
  };
  return { min: -best(edgeReward.map((reward) => -reward)) + 0, max: best(edgeReward) };
}

/** Expected value of the start. */
export function fromStart({ initial }: FiniteMdp, values: Float64Array): number {
  return initial.reduce((sum, { state, probability }) => sum + probability * (values[state] ?? 0), 0);
}

/** Values below any that a policy which ends can have, in the states where an optimal policy could go on for ever but must not. */
function startFor(mdp: FiniteMdp, { pairs, values, discount }: OptimalPolicies): Float64Array | undefined {
  if (discount < 1) return undefined;
  const { part } = endComponents(mdp, pairs);
  if (part.every((number) => number < 0)) return undefined;
  const largest = mdp.edgeReward.reduce((most, reward) => Math.max(most, Math.abs(reward)), 0);
  const lowest = -(mdp.stateCount * largest + 1);
  return Float64Array.from(values, (value, state) =>
    Math.abs(value) > TIE && (part[state] ?? -1) >= 0 ? lowest : 0,
  );
}
