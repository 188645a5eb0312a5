import { type FiniteMdp, pairsOf } from "./finite-mdp.ts";
import type { PairSet } from "./value-iteration.ts";

/** Every state that can be reached from the start by the given pairs. */
export function reachable(mdp: FiniteMdp, pairs: PairSet): readonly number[] {
  const found = new Set(mdp.initial.map(({ state }) => state));
  // A set goes on to what is added while it is walked.
  for (const state of found) {
    for (const next of followers(mdp, state, pairs)) found.add(next);
  }
  return [...found];
}

function followers(mdp: FiniteMdp, state: number, pairs: PairSet): readonly number[] {
  return pairsOf(mdp, state, pairs).flatMap((pair) => nextStates(mdp, pair));
}

/** Actions of the first given pair of each state, from the likeliest start along the likeliest results. */
export function mostLikelyPath(mdp: FiniteMdp, pairs: PairSet): readonly number[] {
  const [start] = [...mdp.initial].sort((a, b) => b.probability - a.probability);
  const actions: number[] = [];
  const seen = new Set<number>();
  let state = start?.state ?? -1;
  while (state >= 0 && !seen.has(state)) {
    seen.add(state);
    const [pair] = pairsOf(mdp, state, pairs);
    if (pair === undefined) break;
    actions.push(mdp.pairAction[pair] ?? 0);
    state = likeliestNext(mdp, pair);
  }
  return actions;
}

/** The state that a pair most likely leads to, the first of several; −1 where that is an end. */
export function likeliestNext(mdp: FiniteMdp, pair: number): number {
  let best = mdp.edgeStart[pair] ?? 0;
  const end = mdp.edgeStart[pair + 1] ?? 0;
  for (let edge = best + 1; edge < end; edge += 1) {
    if ((mdp.edgeProbability[edge] ?? 0) > (mdp.edgeProbability[best] ?? 0)) best = edge;
  }
  return mdp.edgeNext[best] ?? -1;
}

/**
 * The actions of a shortest way from a start to a state by the given pairs, by index; empty for a start, and for a state
 * that they do not reach.
 */
export function shortestHistory(mdp: FiniteMdp, pairs: PairSet, target: number): readonly number[] {
  return shortestHistories(mdp, pairs)(target);
}

/** {@link shortestHistory} for many states of one process. */
export function shortestHistories(mdp: FiniteMdp, pairs: PairSet): (target: number) => readonly number[] {
  const cameBy = new Map<number, Arrival>();
  const found = new Set(mdp.initial.map(({ state }) => state));
  for (const state of found) {
    for (const { next, pair } of arrivalsFrom(mdp, state, pairs)) {
      if (!found.has(next)) cameBy.set(next, { state, pair });
      found.add(next);
    }
  }
  return (target) => actionsBackFrom(mdp, target, cameBy);
}

/** How a state was entered first. */
interface Arrival {
  readonly state: number;
  readonly pair: number;
}

function arrivalsFrom(
  mdp: FiniteMdp,
  state: number,
  pairs: PairSet,
): readonly { readonly next: number; readonly pair: number }[] {
  return pairsOf(mdp, state, pairs).flatMap((pair) => nextStates(mdp, pair).map((next) => ({ next, pair })));
}

function actionsBackFrom(
  mdp: FiniteMdp,
  target: number,
  cameBy: ReadonlyMap<number, Arrival>,
): readonly number[] {
  const actions: number[] = [];
  for (let step = cameBy.get(target); step !== undefined; step = cameBy.get(step.state)) {
    actions.unshift(mdp.pairAction[step.pair] ?? 0);
  }
  return actions;
}

/** States that a pair can lead to. */
export function nextStates(mdp: FiniteMdp, pair: number): readonly number[] {
  const next = mdp.edgeNext.subarray(mdp.edgeStart[pair] ?? 0, mdp.edgeStart[pair + 1] ?? 0);
  return [...next].filter((state) => state >= 0);
}
