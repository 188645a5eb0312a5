import type { FiniteMdp } from "./finite-mdp.ts";
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
  const next: number[] = [];
  const end = mdp.pairStart[state + 1] ?? 0;
  for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
    if (pairs[pair] === 1) {
      next.push(...mdp.edgeNext.subarray(mdp.edgeStart[pair] ?? 0, mdp.edgeStart[pair + 1] ?? 0));
    }
  }
  return next.filter((state) => state >= 0);
}

/** Actions of the first given pair of each state, from the likeliest start along the likeliest results. */
export function mostLikelyPath(mdp: FiniteMdp, pairs: PairSet): readonly number[] {
  const [start] = [...mdp.initial].sort((a, b) => b.probability - a.probability);
  const actions: number[] = [];
  const seen = new Set<number>();
  let state = start?.state ?? -1;
  while (state >= 0 && !seen.has(state)) {
    seen.add(state);
    const pair = firstPair(mdp, state, pairs);
    if (pair < 0) break;
    actions.push(mdp.pairAction[pair] ?? 0);
    state = likeliestNext(mdp, pair);
  }
  return actions;
}

function firstPair(mdp: FiniteMdp, state: number, pairs: PairSet): number {
  const end = mdp.pairStart[state + 1] ?? 0;
  for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) if (pairs[pair] === 1) return pair;
  return -1;
}

function likeliestNext(mdp: FiniteMdp, pair: number): number {
  let best = mdp.edgeStart[pair] ?? 0;
  const end = mdp.edgeStart[pair + 1] ?? 0;
  for (let edge = best + 1; edge < end; edge += 1) {
    if ((mdp.edgeProbability[edge] ?? 0) > (mdp.edgeProbability[best] ?? 0)) best = edge;
  }
  return mdp.edgeNext[best] ?? -1;
}
