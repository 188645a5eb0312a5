/**
 * An enumerated decision process in flat arrays. State `s` has the pairs `pairStart[s]` to `pairStart[s + 1]` (one for
 * each allowed action), and pair `p` the edges `edgeStart[p]` to `edgeStart[p + 1]` (one for each possible result).
 */
export interface FiniteMdp {
  readonly stateCount: number;
  readonly actionCount: number;
  /** Shape [stateCount + 1]. */
  readonly pairStart: Int32Array;
  /** Action of each pair, ascending within a state; shape [pairCount]. */
  readonly pairAction: Int32Array;
  /** Shape [pairCount + 1]. */
  readonly edgeStart: Int32Array;
  /** State that an edge leads to, or −1 where the episode ends; shape [edgeCount]. */
  readonly edgeNext: Int32Array;
  readonly edgeProbability: Float64Array;
  readonly edgeReward: Float64Array;
  /** Raw score of the state that an edge leads to, also where the episode ends; shape [edgeCount]. */
  readonly edgeScore: Float64Array;
  /** Start states with their probabilities, which sum to 1. */
  readonly initial: readonly { readonly state: number; readonly probability: number }[];
  /** What an agent sees in each state: its table row; shape [stateCount]. */
  readonly keys: Float64Array;
}

/** The pair of a state and an action, or −1 if the action is not allowed there. */
export function pairOf(mdp: FiniteMdp, state: number, action: number): number {
  const end = mdp.pairStart[state + 1] ?? 0;
  for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
    if (mdp.pairAction[pair] === action) return pair;
  }
  return -1;
}

/** The pairs of a state, of all or of those given; `pairs` has shape [pairCount]. */
export function pairsOf(mdp: FiniteMdp, state: number, pairs?: Uint8Array): readonly number[] {
  const found: number[] = [];
  const end = mdp.pairStart[state + 1] ?? 0;
  for (let pair = mdp.pairStart[state] ?? 0; pair < end; pair += 1) {
    if (pairs === undefined || pairs[pair] === 1) found.push(pair);
  }
  return found;
}

/**
 * `Σ p · (reward + γ · value(next))` over the results of a pair, in reward units.
 * @param values - Value of each state, shape [stateCount].
 */
export function backup(mdp: FiniteMdp, pair: number, values: Float64Array, discount: number): number {
  const end = mdp.edgeStart[pair + 1] ?? 0;
  let sum = 0;
  for (let edge = mdp.edgeStart[pair] ?? 0; edge < end; edge += 1) {
    const next = mdp.edgeNext[edge] ?? -1;
    const future = next < 0 ? 0 : discount * (values[next] ?? 0);
    sum += (mdp.edgeProbability[edge] ?? 0) * ((mdp.edgeReward[edge] ?? 0) + future);
  }
  return sum;
}
