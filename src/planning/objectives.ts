import type { FiniteMdp } from "./finite-mdp.ts";

/** Differences up to this read as ties, in reward units. */
export const TIE = 1e-9;

/** The same process with other rewards. @param edgeReward - Shape [edgeCount]. */
export function withRewards(mdp: FiniteMdp, edgeReward: Float64Array): FiniteMdp {
  return { ...mdp, edgeReward };
}

/** Rewards that pay the raw score of the last state, times a factor, and nothing before. Shape [edgeCount]. */
export function finalScores({ edgeNext, edgeScore }: FiniteMdp, factor = 1): Float64Array {
  return edgeScore.map((score, edge) => ((edgeNext[edge] ?? -1) < 0 ? factor * score : 0));
}
