import type { Rng } from "../../core/random.ts";
import { bestAllowed } from "../greedy.ts";
import type { LearnedModel } from "./learned-model.ts";
import type { LearnedPair, Outcome } from "./learned-pair.ts";
import type { LearnedRow } from "./learned-row.ts";

/** One simulated step of a tried pair. */
export interface SimulatedStep {
  readonly reward: number;
  readonly outcome: Outcome;
}

/** Where simulated steps come from and how they are valued. */
export class Simulator {
  readonly #model: LearnedModel;
  readonly #rng: Rng;
  readonly #isLatest: boolean;
  readonly #discount: number;

  /** @param options - Whether steps show the latest outcome only; γ in [0, 1]. */
  constructor(
    model: LearnedModel,
    rng: Rng,
    { isLatest, discount }: { readonly isLatest: boolean; readonly discount: number },
  ) {
    this.#model = model;
    this.#rng = rng;
    this.#isLatest = isLatest;
    this.#discount = discount;
  }

  /** A row in which something was tried: one `integer` over them. */
  drawRow(): LearnedRow | undefined {
    const rows = this.#model.triedRows;
    return rows[this.#rng.integer(rows.length)];
  }

  /** A tried pair: one `integer` over the rows with tried actions, one over those actions. */
  drawPair(): LearnedPair | undefined {
    const { pairs = [] } = this.drawRow() ?? {};
    return pairs[this.#rng.integer(pairs.length)];
  }

  /** A step of a pair; one `integer` over its visits if it had several outcomes and any may be shown. */
  step(pair: LearnedPair): SimulatedStep {
    if (this.#isLatest) return { reward: pair.latestReward, outcome: pair.latest };
    const { outcomes, count, meanReward } = pair;
    return { reward: meanReward, outcome: pair.at(outcomes.length > 1 ? this.#rng.integer(count) : 0) };
  }

  /** γ^duration · max over the allowed next values, 0 after a termination. */
  worth({ next, duration }: Outcome, values: Float64Array): number {
    if (next === undefined) return 0;
    const discount = duration === 1 ? this.#discount : this.#discount ** duration;
    return discount * bestAllowed(values, next.offset, next.mask);
  }
}
