import { type FiniteMdp, pairsOf } from "./finite-mdp.ts";
import { MdpBuilder } from "./mdp-builder.ts";
import { nextStates } from "./paths.ts";

/**
 * The process with all states of one group taken as one, such as those that differ in the steps left alone. An action of
 * a group leads where it leads from its members, each equally often, without those members that it ends in where it leads
 * on from others: there the clock ran out. It pays the least that it pays in any of the members that count.
 *
 * @param group - Group of each state; shape [stateCount].
 */
export function mergeStates(mdp: FiniteMdp, group: readonly (string | number)[]): FiniteMdp {
  const numbers = new Map<string | number, number>();
  for (const name of group) if (!numbers.has(name)) numbers.set(name, numbers.size);
  const numberOf = (state: number): number => numbers.get(group[state] ?? "") ?? -1;
  const members: number[][] = Array.from({ length: numbers.size }, () => []);
  for (let state = 0; state < mdp.stateCount; state += 1) members[numberOf(state)]?.push(state);
  const table = new MergedTable(mdp, numberOf);
  for (const states of members) table.add(states);
  return table.finish();
}

class MergedTable {
  readonly #mdp: FiniteMdp;
  readonly #numberOf: (state: number) => number;
  readonly #builder = new MdpBuilder();

  constructor(mdp: FiniteMdp, numberOf: (state: number) => number) {
    this.#mdp = mdp;
    this.#numberOf = numberOf;
  }

  add(states: readonly number[]): void {
    this.#builder.addState(this.#mdp.keys[states[0] ?? 0] ?? 0);
    const byAction = new Map<number, number[]>();
    for (const pair of states.flatMap((state) => pairsOf(this.#mdp, state))) {
      const action = this.#mdp.pairAction[pair] ?? 0;
      byAction.set(action, [...(byAction.get(action) ?? []), pair]);
    }
    for (const [action, pairs] of [...byAction].sort(([a], [b]) => a - b)) {
      this.#builder.addPair(action);
      const onward = pairs.filter((pair) => nextStates(this.#mdp, pair).length > 0);
      const counted = onward.length > 0 ? onward : pairs;
      const least = Math.min(...counted.map((pair) => expectedReward(this.#mdp, pair)));
      for (const pair of counted) this.#addEdges(pair, { share: 1 / counted.length, reward: least });
    }
  }

  #addEdges(pair: number, { share, reward }: { readonly share: number; readonly reward: number }): void {
    const { edgeStart, edgeNext, edgeProbability, edgeScore } = this.#mdp;
    for (let edge = edgeStart[pair] ?? 0; edge < (edgeStart[pair + 1] ?? 0); edge += 1) {
      const next = edgeNext[edge] ?? -1;
      this.#builder.addEdge({
        next: next < 0 ? -1 : this.#numberOf(next),
        probability: share * (edgeProbability[edge] ?? 0),
        reward,
        score: edgeScore[edge] ?? 0,
      });
    }
  }

  finish(): FiniteMdp {
    const { initial, actionCount } = this.#mdp;
    const numbered = initial.map(({ state, probability }) => ({ state: this.#numberOf(state), probability }));
    return this.#builder.finish({ initial: numbered, actionCount });
  }
}

function expectedReward({ edgeStart, edgeProbability, edgeReward }: FiniteMdp, pair: number): number {
  let sum = 0;
  for (let edge = edgeStart[pair] ?? 0; edge < (edgeStart[pair + 1] ?? 0); edge += 1) {
    sum += (edgeProbability[edge] ?? 0) * (edgeReward[edge] ?? 0);
  }
  return sum;
}
