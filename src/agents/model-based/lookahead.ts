import type { LearnedModel } from "./learned-model.ts";
import type { LearnedPair, Outcome } from "./learned-pair.ts";
import type { LearnedRow } from "./learned-row.ts";

/**
 * Looks one step ahead in a learned model: what the situations that follow a pair are worth under action values.
 *
 * A situation is worth the best value of its allowed actions, or 0 where all of them are −∞, which marks what was never
 * tried.
 */
export class Lookahead {
  readonly #model: LearnedModel;
  readonly #values: Float64Array;
  readonly #discount: number;
  readonly #best: Float64Array;

  /** @param values - Action values by index of the table. @param discount - γ in [0, 1]. */
  constructor(model: LearnedModel, values: Float64Array, discount: number) {
    this.#model = model;
    this.#values = values;
    this.#discount = discount;
    this.#best = new Float64Array(model.situations.length);
    this.refresh();
  }

  /** Reads the values of every row. */
  refresh(): void {
    for (const row of this.#model.rows) this.refreshRow(row);
  }

  /** Reads the values of one row. @returns The largest change of what its situations are worth. */
  refreshRow({ offset, situations }: LearnedRow): number {
    let change = 0;
    for (const { id, mask } of situations) {
      let best = Number.NEGATIVE_INFINITY;
      for (let action = 0; action < mask.length; action += 1) {
        const value = this.#values[offset + action] ?? 0;
        if (mask[action] === 1 && value > best) best = value;
      }
      if (best === Number.NEGATIVE_INFINITY) best = 0;
      change = Math.max(change, Math.abs(best - (this.#best[id] ?? 0)));
      this.#best[id] = best;
    }
    return change;
  }

  /** γ^duration · V(next), 0 after a termination. */
  worth({ next, duration }: Outcome): number {
    if (next === undefined) return 0;
    const discount = duration === 1 ? this.#discount : this.#discount ** duration;
    return discount * (this.#best[next.id] ?? 0);
  }

  /** Mean worth of what followed a pair. @param chances - Of its outcomes. @defaultValue how often they were seen */
  mean({ outcomes, count }: LearnedPair, chances?: readonly number[]): number {
    const [first] = outcomes;
    if (outcomes.length === 1 && first !== undefined) return this.worth(first);
    let sum = 0;
    for (let rank = 0; rank < outcomes.length; rank += 1) {
      const outcome = outcomes[rank];
      if (outcome !== undefined) sum += (chances?.[rank] ?? outcome.count / count) * this.worth(outcome);
    }
    return sum;
  }

  /** Variance of the worth of what followed a pair. */
  variance(pair: LearnedPair): number {
    const mean = this.mean(pair);
    let sum = 0;
    for (const outcome of pair.outcomes) {
      sum += (outcome.count / pair.count) * (this.worth(outcome) - mean) ** 2;
    }
    return sum;
  }
}
