import type { Choice } from "../../core/agent.ts";
import type { Rng } from "../../core/random.ts";
import type { Row } from "../row.ts";
import type { Exploration } from "./exploration.ts";

/** How the arms of a row are ranked. */
export interface IndexRule {
  /** N, pulls of the allowed arms together, as {@link IndexRule.index} counts them. @defaultValue Σ n(s, a) */
  readonly total?: (row: Row) => number;
  /** Index of an arm, ∞ for one that must be tried first. */
  readonly index: (row: Row, action: number, total: number) => number;
}

/** Σ n(s, a) over the actions that the mask of a row allows. */
export function allowedPulls(row: Row): number {
  let pulls = 0;
  for (let action = 0; action < row.actionCount; action += 1) {
    if (row.mask[action] === 1) pulls += row.count(action);
  }
  return pulls;
}

/**
 * Takes the allowed action of highest index. Ties are broken uniformly with one `integer`, drawn only if there are
 * several; the propensity is 1 / ties.
 */
export class HighestIndex implements Exploration {
  readonly #rule: Required<IndexRule>;
  readonly #best: Uint32Array;

  constructor(actionCount: number, rule: IndexRule) {
    this.#rule = { total: allowedPulls, ...rule };
    this.#best = new Uint32Array(actionCount);
  }

  startEpisode(): void {}

  choose(row: Row, rng: Rng): Choice {
    const ties = this.#readBest(row);
    return { action: this.#best[ties > 1 ? rng.integer(ties) : 0] ?? 0, propensity: 1 / ties };
  }

  writeProbabilities(row: Row, probabilities: Float64Array): void {
    const ties = this.#readBest(row);
    probabilities.fill(0);
    for (let rank = 0; rank < ties; rank += 1) probabilities[this.#best[rank] ?? 0] = 1 / ties;
  }

  #readBest(row: Row): number {
    const total = this.#rule.total(row);
    let best = Number.NEGATIVE_INFINITY;
    let ties = 0;
    for (let action = 0; action < row.actionCount; action += 1) {
      if (row.mask[action] !== 1) continue;
      const index = this.#rule.index(row, action, total);
      if (index < best) continue;
      if (index > best) ties = 0;
      best = index;
      this.#best[ties] = action;
      ties += 1;
    }
    return ties;
  }
}
