import type { Transition } from "../../core/agent.ts";
import { numberParameter } from "../../core/parameters.ts";
import { HighestIndex } from "../exploration/highest-index.ts";
import { numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { Bandit } from "./bandit.ts";
import { REWARD_RANGE, RewardRange } from "./reward-range.ts";

/** Relative entropy of Bernoulli(p) to Bernoulli(q), in nats; ∞ where q rules out what p allows. */
export function bernoulliDivergence(p: number, q: number): number {
  const one = p === 0 ? 0 : p * Math.log(p / q);
  const zero = p === 1 ? 0 : (1 - p) * Math.log((1 - p) / (1 - q));
  return one + zero;
}

const HALVINGS = 52;

/**
 * The largest q in [mean, 1] with n · kl(mean, q) ≤ limit, to 1e-15.
 *
 * @param mean - In [0, 1].
 * @param limit - Share of the logarithm for each pull, ≥ 0: (ln N + c · ln ln N) / n.
 * @see Garivier & Cappé, The KL-UCB Algorithm for Bounded Stochastic Bandits and Beyond (COLT 2011), algorithm 1.
 */
export function klUpperBound(mean: number, limit: number): number {
  let low = mean;
  let high = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (bernoulliDivergence(mean, middle) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * KL-UCB: takes each allowed action once, then the one of highest {@link klUpperBound}, on rewards mapped to [0, 1]. Its
 * regret is that of the lower bound of Lai & Robbins for rewards of 0 or 1.
 *
 * Draws one `integer` where several actions tie. A reward outside the range is refused.
 */
export class KlUcb extends Bandit {
  readonly #range: RewardRange;

  constructor(setup: TableSetup) {
    const range = new RewardRange(setup.hyperparameters);
    const c = numberOf(setup.hyperparameters, "c");
    const exploration = new HighestIndex(setup.actionCount, {
      index: (row, action, total) => {
        const pulls = row.count(action);
        if (pulls === 0) return Number.POSITIVE_INFINITY;
        const mean = Math.min(1, Math.max(0, range.scale(row.value(action))));
        const log = Math.log(total);
        return klUpperBound(mean, (log + c * Math.log(Math.max(1, log))) / pulls);
      },
    });
    super(setup, { name: "kl-ucb", exploration });
    this.#range = range;
  }

  protected override update({ context, action, reward }: Transition): void {
    this.#range.toUnit(reward);
    this.moveTowards(context, action, reward);
  }
}

registerTableAgent("kl-ucb", {
  family: "bandit",
  summary: "a contextual bandit whose upper confidence bounds follow from relative entropy",
  source: "Garivier & Cappé 2011",
  parameters: [
    numberParameter({
      name: "c",
      default: 0,
      meaning: "weight of ln ln N in the bound; 3 in theory, 0 in practice",
      min: 0,
      max: 1e100,
    }),
    ...REWARD_RANGE,
  ],
  build: (setup) => new KlUcb(setup),
});
