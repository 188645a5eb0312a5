import type { Transition } from "../../core/agent.ts";
import { HighestIndex } from "../exploration/highest-index.ts";
import { numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit, MeanBandit } from "./bandit.ts";
import { Column } from "./column.ts";
import { CONFIDENCE } from "./confidence.ts";

/** What is known about an arm that was pulled. */
export interface PulledArm {
  /** Mean reward. */
  readonly mean: number;
  /** n, pulls of the arm, > 0; not whole if they are discounted. */
  readonly pulls: number;
  /** N, pulls of all allowed arms, > 0. */
  readonly total: number;
  /** α, width of the range of rewards. */
  readonly confidence: number;
}

/**
 * Index of UCB1, `mean + α · sqrt(2 · ln N / n)`, in reward units.
 * @see Auer, Cesa-Bianchi & Fischer, Finite-time Analysis of the Multiarmed Bandit Problem (Machine Learning, 2002), §2.
 */
export function ucb1Index({ mean, pulls, total, confidence }: PulledArm): number {
  return mean + confidence * Math.sqrt((2 * Math.log(total)) / pulls);
}

/**
 * Index of UCB1-Tuned, `mean + α · sqrt(ln N / n · min(¼, v / α² + sqrt(2 · ln N / n)))`, in reward units.
 * @param variance - v, of the rewards of the arm, in squared reward units.
 * @see Auer, Cesa-Bianchi & Fischer (Machine Learning, 2002), §4.
 */
export function ucb1TunedIndex({ mean, pulls, total, confidence }: PulledArm, variance: number): number {
  if (confidence === 0) return mean;
  const share = Math.log(total) / pulls;
  const bound = variance / confidence ** 2 + Math.sqrt(2 * share);
  return mean + confidence * Math.sqrt(share * Math.min(0.25, bound));
}

/**
 * UCB1: takes each allowed action once, then the one of highest {@link ucb1Index}. N counts the pulls of allowed actions.
 *
 * Draws one `integer` where several actions tie, as those that were never taken do.
 */
export class Ucb1 extends MeanBandit {
  constructor(setup: TableSetup) {
    const confidence = numberOf(setup.hyperparameters, "confidence");
    const exploration = new HighestIndex(setup.actionCount, {
      index: (row, action, total) => {
        const pulls = row.count(action);
        if (pulls === 0) return Number.POSITIVE_INFINITY;
        return ucb1Index({ mean: row.value(action), pulls, total, confidence });
      },
    });
    super(setup, { name: "ucb1", exploration });
  }
}

/** UCB1-Tuned: as UCB1, with {@link ucb1TunedIndex}, which explores actions of little variance less. */
export class Ucb1Tuned extends Bandit {
  /** Σ (reward − mean)² of each action. */
  readonly #squares: Column;

  constructor(setup: TableSetup) {
    const confidence = numberOf(setup.hyperparameters, "confidence");
    const squares = new Column({ width: setup.actionCount, min: 0 });
    const exploration = new HighestIndex(setup.actionCount, {
      index: (row, action, total) => {
        const pulls = row.count(action);
        if (pulls === 0) return Number.POSITIVE_INFINITY;
        const variance = squares.get(row.offset + action) / pulls;
        return ucb1TunedIndex({ mean: row.value(action), pulls, total, confidence }, variance);
      },
    });
    super(setup, { name: "ucb1-tuned", exploration, columns: { squares } });
    this.#squares = squares;
  }

  protected override update({ context, action, reward }: Transition): void {
    const { table } = this;
    const before = table.values[table.offset(context) + action] ?? 0;
    this.moveTowards(context, action, reward);
    const place = table.offset(context) + action;
    this.#squares.add(place, (reward - before) * (reward - (table.values[place] ?? 0)));
  }
}

registerTableAgent("ucb1", {
  family: "bandit",
  summary: "a contextual bandit that takes the action of highest upper confidence bound",
  source: "Auer, Cesa-Bianchi & Fischer 2002, §2",
  parameters: [CONFIDENCE],
  build: (setup) => new Ucb1(setup),
});

registerTableAgent("ucb1-tuned", {
  family: "bandit",
  summary: "UCB1 with bounds that are narrow where rewards vary little",
  source: "Auer, Cesa-Bianchi & Fischer 2002, §4",
  parameters: [CONFIDENCE],
  build: (setup) => new Ucb1Tuned(setup),
});
