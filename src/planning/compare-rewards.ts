import { InvalidArgumentError } from "../core/errors.ts";
import type { TransitionModel } from "../core/model.ts";
import type { EnumerateOptions } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { withRewards } from "./objectives.ts";
import { pairRewards } from "./paired-model.ts";
import { checkDiscount, policyValues } from "./value-iteration.ts";

/** Options of {@link compareRewards}. */
export interface CompareRewardsOptions extends EnumerateOptions {
  /** γ in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
}

/**
 * A distance between the rewards of two models with the same dynamics, in [0, 1], without training: 0 where one is a
 * positive multiple of the other plus potential-based shaping, 1 where it is the opposite.
 *
 * Each reward is levelled by its values under the uniform policy, `R(s, a, s′) + γV(s′) − V(s)`, which takes away every
 * potential that is 0 at the end, then compared by the angle between the two: √((1 − cos) / 2). Each state counts the same,
 * each action of a state, and results by their probability. A reward that levels to 0 has distance 0 from another such
 * one, and √½ from all others.
 *
 * @throws {InvalidArgumentError} If the models differ in more than their rewards.
 * @throws {GymError} `NOT_CONVERGED` at γ = 1 where uniform play earns for ever.
 * @see Gleave et al., Quantifying differences in reward functions (ICLR 2021), for the distance; Skalse et al., STARC
 * (ICLR 2024), for levelling by values, which needs no transitions that cannot happen.
 */
export function compareRewards<A, B>(
  a: TransitionModel<A>,
  b: TransitionModel<B>,
  options: CompareRewardsOptions = {},
): number {
  const { discount = 1 } = options;
  checkDiscount(discount);
  const { mdp, changed } = pairRewards(a, b, options);
  const weights = edgeWeights(mdp);
  const one = levelled(mdp, discount);
  const other = levelled(withRewards(mdp, changed), discount);
  return distance(one, other, weights);
}

/** Options of {@link epicDistance}. */
export interface EpicOptions {
  /** γ in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
}

/** Rewards R(s, a, s′) of every state, action and next state, shape [states, actions, states]. */
export type RewardTable = readonly (readonly (readonly number[])[])[];

/**
 * The EPIC distance of two reward tables, in [0, 1], by exact sums with uniform distributions of states, actions and next
 * states: √((1 − ρ) / 2) of the canonical rewards `R(s, a, s′) + E[γR(s′, A, S′) − R(s, A, S′) − γR(S, A, S′)]`. A table
 * whose canonical reward is constant has distance 0 from another such one, and √½ from all others.
 *
 * @throws {InvalidArgumentError} If γ is outside [0, 1] or the tables have other shapes.
 * @see Gleave et al., Quantifying differences in reward functions (ICLR 2021), definitions 4.1 and 4.2.
 */
export function epicDistance(a: RewardTable, b: RewardTable, { discount = 1 }: EpicOptions = {}): number {
  checkDiscount(discount);
  const [one, other] = [canonical(a, discount), canonical(b, discount)];
  const sameShape =
    a.length === b.length &&
    a.every(
      (actions, s) =>
        actions.length === b[s]?.length && actions.every((next, x) => next.length === b[s]?.[x]?.length),
    );
  if (!sameShape || one.length !== a.length * (a[0]?.length ?? 0) * a.length) {
    throw new InvalidArgumentError("Expected two reward tables of one shape [states, actions, states].");
  }
  return distance(centred(one), centred(other), new Float64Array(one.length).fill(1 / one.length));
}

function canonical(table: RewardTable, discount: number): Float64Array {
  const means = table.map((actions) => mean(actions.flat()));
  const all = mean(means);
  return Float64Array.from(
    table.flatMap((actions, state) =>
      actions.flatMap((next) =>
        next.map((reward, to) => reward + discount * (means[to] ?? 0) - (means[state] ?? 0) - discount * all),
      ),
    ),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function centred(values: Float64Array): Float64Array {
  const middle = mean([...values]);
  return values.map((value) => value - middle);
}

const NOTHING = 1e-9;

function distance(a: Float64Array, b: Float64Array, weights: Float64Array): number {
  const product = (one: Float64Array, other: Float64Array): number =>
    one.reduce((sum, value, index) => sum + (weights[index] ?? 0) * value * (other[index] ?? 0), 0);
  const [sizeA, sizeB] = [Math.sqrt(product(a, a)), Math.sqrt(product(b, b))];
  if (sizeA <= NOTHING || sizeB <= NOTHING) return sizeA <= NOTHING && sizeB <= NOTHING ? 0 : Math.SQRT1_2;
  const cosine = product(a, b) / (sizeA * sizeB);
  return Math.sqrt(Math.max(0, Math.min(1, (1 - cosine) / 2)));
}

/** Rewards plus γV(s′) − V(s), with V the values of uniform play; shape [edgeCount]. */
function levelled(mdp: FiniteMdp, discount: number): Float64Array {
  const { values } = policyValues(mdp, uniformPairs(mdp), { discount });
  const levels = new Float64Array(mdp.edgeReward);
  for (let state = 0; state < mdp.stateCount; state += 1) {
    for (const edge of edgesOf(mdp, state)) {
      const next = mdp.edgeNext[edge] ?? -1;
      const after = next < 0 ? 0 : discount * (values[next] ?? 0);
      levels[edge] = (levels[edge] ?? 0) + after - (values[state] ?? 0);
    }
  }
  return levels;
}

/** Every pair of a state equally often, shape [pairCount]. */
function uniformPairs(mdp: FiniteMdp): Float64Array {
  const policy = new Float64Array(mdp.pairAction.length);
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const first = mdp.pairStart[state] ?? 0;
    const end = mdp.pairStart[state + 1] ?? 0;
    policy.fill(1 / (end - first), first, end);
  }
  return policy;
}

function edgesOf(mdp: FiniteMdp, state: number): readonly number[] {
  const first = mdp.edgeStart[mdp.pairStart[state] ?? 0] ?? 0;
  const end = mdp.edgeStart[mdp.pairStart[state + 1] ?? 0] ?? 0;
  return Array.from({ length: end - first }, (_, rank) => first + rank);
}

/** Each state counts the same, each of its pairs, and results by their probability; shape [edgeCount], with sum 1. */
function edgeWeights(mdp: FiniteMdp): Float64Array {
  const weights = new Float64Array(mdp.edgeNext.length);
  const ofPairs = uniformPairs(mdp);
  for (let pair = 0; pair < ofPairs.length; pair += 1) {
    const end = mdp.edgeStart[pair + 1] ?? 0;
    for (let edge = mdp.edgeStart[pair] ?? 0; edge < end; edge += 1) {
      weights[edge] = ((mdp.edgeProbability[edge] ?? 0) * (ofPairs[pair] ?? 0)) / mdp.stateCount;
    }
  }
  return weights;
}
