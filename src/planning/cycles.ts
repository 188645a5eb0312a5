import { GymError } from "../core/errors.ts";
import { type EndComponents, endComponents } from "./components.ts";
import { backup, type FiniteMdp } from "./finite-mdp.ts";
import { TIE } from "./objectives.ts";
import { likeliestNext, shortestHistory } from "./paths.ts";
import { allPairs, type PairSet } from "./value-iteration.ts";

/** A way round that pays, so that an agent can earn without ever finishing. */
export interface PayingCycle {
  /** Actions from a start to the first state of the cycle, by index. */
  readonly history: readonly number[];
  /** Actions once round, by index; where chance plays a part, along the likeliest results. */
  readonly actions: readonly number[];
  /** Expected reward per step in the long run, > 0, to 1e-9. */
  readonly rewardPerStep: number;
}

const MAX_SWEEPS = 20_000;

/**
 * One cycle for each part of a process in which a policy can go round for ever and earn more than 0 per step. There are
 * none where every episode must end; the step budget of an environment hides them, unless the clock is left out of the
 * states.
 *
 * @see Randløv & Alstrøm, Learning to drive a bicycle using reinforcement learning and shaping (ICML 1998); Puterman,
 * Markov Decision Processes (1994), §8.5, for the bounds on the gain.
 */
export function payingCycles(mdp: FiniteMdp): readonly PayingCycle[] {
  const parts = endComponents(mdp, allPairs(mdp));
  if (!parts.pairs.includes(1)) return [];
  const { values, gains } = longRunGains(mdp, parts);
  const seen = new Set<number>();
  const cycles: PayingCycle[] = [];
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const part = parts.part[state] ?? -1;
    const gain = gains.get(part);
    if (gain === undefined || seen.has(part)) continue;
    seen.add(part);
    cycles.push(cycleFrom(mdp, state, { pairs: parts.pairs, values, gain }));
  }
  return cycles;
}

/**
 * Lazy relative value iteration in all parts at once: it moves half the way in each sweep, so that it settles also where
 * every policy is periodic.
 *
 * @returns Relative values, and the gain of each part where it is above 0.
 */
function longRunGains(mdp: FiniteMdp, parts: EndComponents): LongRun {
  let values: Float64Array = new Float64Array(mdp.stateCount);
  for (let sweep = 1; ; sweep += 1) {
    const { next, bounds } = lazySweep(mdp, parts, values);
    const isOpen = [...bounds.values()].some(({ low, high }) => high > TIE && high - low > TIE);
    if (!isOpen || sweep === MAX_SWEEPS) {
      const paying = [...bounds].filter(([, { low }]) => low > TIE);
      return { values, gains: new Map(paying.map(([part, { low }]) => [part, low])) };
    }
    values = next;
  }
}

interface LongRun {
  readonly values: Float64Array;
  readonly gains: ReadonlyMap<number, number>;
}

/** Bounds on the gain of a part, in reward units per step. */
interface GainBounds {
  readonly low: number;
  readonly high: number;
}

function lazySweep(
  mdp: FiniteMdp,
  { pairs, part }: EndComponents,
  values: Float64Array,
): { readonly next: Float64Array; readonly bounds: ReadonlyMap<number, GainBounds> } {
  const next = new Float64Array(mdp.stateCount);
  const bounds = new Map<number, GainBounds>();
  for (let state = 0; state < mdp.stateCount; state += 1) {
    const of = part[state] ?? -1;
    if (of < 0) continue;
    const value = values[state] ?? 0;
    const best = bestPair(mdp, state, { pairs, values }).value;
    const { low, high } = bounds.get(of) ?? { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
    bounds.set(of, { low: Math.min(low, best - value), high: Math.max(high, best - value) });
    next[state] = (value + best) / 2;
  }
  return { next, bounds };
}

interface Round {
  readonly pairs: PairSet;
  readonly values: Float64Array;
}

function bestPair(
  mdp: FiniteMdp,
  state: number,
  { pairs, values }: Round,
): { readonly pair: number; readonly value: number } {
  let best = { pair: -1, value: Number.NEGATIVE_INFINITY };
  const end = mdp.pairStart[state + 1] ?? 0;
  for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
    if (pairs[pair] !== 1) continue;
    const value = backup(mdp, pair, values, 1);
    if (value > best.value) best = { pair, value };
  }
  return best;
}

function cycleFrom(mdp: FiniteMdp, from: number, round: Round & { readonly gain: number }): PayingCycle {
  const path: number[] = [];
  const actions: number[] = [];
  let state = from;
  while (!path.includes(state)) {
    const { pair } = bestPair(mdp, state, round);
    path.push(state);
    actions.push(mdp.pairAction[pair] ?? 0);
    state = likeliestNext(mdp, pair);
  }
  return {
    history: shortestHistory(mdp, allPairs(mdp), state),
    actions: actions.slice(path.indexOf(state)),
    rewardPerStep: round.gain,
  };
}

/** @throws {GymError} `NOT_CONVERGED` if rewards can be collected for ever, so that nothing is optimal without a discount. */
export function refusePayingCycles(mdp: FiniteMdp, nameOf: (action: number) => string): void {
  const [cycle] = payingCycles(mdp);
  if (cycle === undefined) return;
  throw new GymError(
    "NOT_CONVERGED",
    `At discount 1 nothing is optimal: ${cycle.actions.map(nameOf).join(", ")} again and again pays ${Number(cycle.rewardPerStep.toPrecision(6))} per step for ever. Take a discount below 1, or a step budget that ends episodes.`,
  );
}
