import type { CurvePoint } from "../training/callbacks.ts";

/** How much less the episodes of a training earned than optimal ones would have. */
export interface TrainingRegret {
  /** Σ over the training episodes of V*(task) − return, both undiscounted, in reward units. */
  readonly total: number;
  readonly perEpisode: number;
}

/**
 * The regret of a training whose tasks took turns, from its curve; `null` without an episode.
 *
 * @param curve - Its last point is the end of the training.
 * @param optima - V* of each task at γ = 1, in the order of their turns.
 */
export function trainingRegret(
  curve: readonly Pick<CurvePoint, "episodes" | "trainReturn">[],
  optima: readonly number[],
): TrainingRegret | null {
  const episodes = curve.at(-1)?.episodes ?? 0;
  if (episodes === 0 || optima.length === 0) return null;
  const rounds = Math.floor(episodes / optima.length);
  const rest = episodes % optima.length;
  const possible = optima.reduce((sum, value, turn) => sum + value * (rounds + (turn < rest ? 1 : 0)), 0);
  const earned = curve.reduce((sum, point, index) => {
    return sum + point.trainReturn * (point.episodes - (curve[index - 1]?.episodes ?? 0));
  }, 0);
  const total = possible - earned;
  return { total, perEpisode: total / episodes };
}
