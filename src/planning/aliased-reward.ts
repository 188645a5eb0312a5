import { type FiniteMdp, pairsOf } from "./finite-mdp.ts";
import { TIE } from "./objectives.ts";
import type { RewardPair } from "./paired-model.ts";
import { shortestHistory } from "./paths.ts";
import { allPairs } from "./value-iteration.ts";

/** One table row and action with unlike rewards on the way to one table row. */
export interface AliasedReward {
  readonly key: number;
  /** Name of the action. */
  readonly action: string;
  readonly nextKey: number;
  /** Two differences between changed and base reward, in reward units. */
  readonly additions: readonly [number, number];
  /** Names of the actions of a shortest way to each. */
  readonly histories: readonly [readonly string[], readonly string[]];
}

interface Seen {
  readonly state: number;
  readonly addition: number;
}

/** The first place where what was added to the reward is no function of (key, action, next key); `null` if there is none. */
export function aliasedReward(pair: RewardPair, nameOf: (action: number) => string): AliasedReward | null {
  const { mdp } = pair;
  const known = new Map<string, Seen>();
  for (let state = 0; state < mdp.stateCount; state += 1) {
    for (const edge of edgesOf(pair, state)) {
      const before = known.get(edge.id);
      if (before === undefined) known.set(edge.id, edge);
      else if (Math.abs(before.addition - edge.addition) > TIE) {
        return {
          ...{ key: mdp.keys[state] ?? 0, action: nameOf(edge.action), nextKey: edge.nextKey },
          additions: [before.addition, edge.addition],
          histories: [historyOf(mdp, before.state, nameOf), historyOf(mdp, state, nameOf)],
        };
      }
    }
  }
  return null;
}

function historyOf(mdp: FiniteMdp, state: number, nameOf: (action: number) => string): readonly string[] {
  return shortestHistory(mdp, allPairs(mdp), state).map(nameOf);
}

interface SeenEdge extends Seen {
  /** Key, action, next key, and whether the episode ends. */
  readonly id: string;
  readonly action: number;
  readonly nextKey: number;
}

function edgesOf({ mdp, changed, nextKeys }: RewardPair, state: number): readonly SeenEdge[] {
  return pairsOf(mdp, state).flatMap((pair) => {
    const action = mdp.pairAction[pair] ?? 0;
    const first = mdp.edgeStart[pair] ?? 0;
    return Array.from({ length: (mdp.edgeStart[pair + 1] ?? 0) - first }, (_, rank) => {
      const edge = first + rank;
      const nextKey = nextKeys[edge] ?? 0;
      const ends = (mdp.edgeNext[edge] ?? -1) < 0;
      const id = `${mdp.keys[state]}|${action}|${nextKey}|${ends}`;
      return { id, state, action, nextKey, addition: (changed[edge] ?? 0) - (mdp.edgeReward[edge] ?? 0) };
    });
  });
}
