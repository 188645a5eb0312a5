import { HighestIndex } from "../exploration/highest-index.ts";
import { HORIZON, INITIAL_VALUE, stepSizeParameter } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { MeanBandit } from "./bandit.ts";

/**
 * The greedy bandit with optimistic initial values: `Q(s, a) += α · (r − Q(s, a))` from a Q₀ above every reward, so that
 * each action disappoints and the others are tried. A constant α keeps the optimism for some pulls; with 1 / n(s, a) the
 * first reward ends it.
 *
 * Draws one `integer` where several actions tie.
 */
export class OptimisticGreedy extends MeanBandit {
  constructor(setup: TableSetup) {
    const exploration = new HighestIndex(setup.actionCount, { index: (row, action) => row.value(action) });
    super(setup, { name: "optimistic-greedy", exploration });
  }
}

registerTableAgent("optimistic-greedy", {
  family: "bandit",
  summary: "a greedy contextual bandit that explores because it expects too much of what it has not tried",
  source: "Sutton & Barto 2018, §2.6",
  parameters: [
    stepSizeParameter(0.1),
    { ...INITIAL_VALUE, default: 1, meaning: "Q₀, value of every action at first: above every reward" },
    HORIZON,
  ],
  build: (setup) => new OptimisticGreedy(setup),
});
