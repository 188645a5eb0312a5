import { type FiniteMdp, pairsOf } from "./finite-mdp.ts";
import { nextStates } from "./paths.ts";
import type { PairSet } from "./value-iteration.ts";

/** Of the given pairs, those that never lead to a state whose actions were all taken away. */
export function avoidingDeadEnds(mdp: FiniteMdp, pairs: PairSet): PairSet {
  const kept = Uint8Array.from(pairs);
  while (dropOnce(mdp, kept));
  return kept;
}

/** Whether every start has a pair left, or had none from the beginning. */
export function canStart(mdp: FiniteMdp, pairs: PairSet): boolean {
  return mdp.initial.every(({ state }) => !isDead(mdp, pairs, state));
}

function dropOnce(mdp: FiniteMdp, kept: PairSet): boolean {
  let dropped = false;
  for (let state = mdp.stateCount - 1; state >= 0; state -= 1) {
    for (const pair of pairsOf(mdp, state, kept)) {
      if (!nextStates(mdp, pair).some((next) => isDead(mdp, kept, next))) continue;
      kept[pair] = 0;
      dropped = true;
    }
  }
  return dropped;
}

function isDead(mdp: FiniteMdp, pairs: PairSet, state: number): boolean {
  const first = mdp.pairStart[state] ?? 0;
  const end = mdp.pairStart[state + 1] ?? 0;
  for (let pair = first; pair < end; pair += 1) if (pairs[pair] === 1) return false;
  return end > first;
}
