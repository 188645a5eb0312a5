import type { Transition } from "../../core/agent.ts";
import { numberParameter } from "../../core/parameters.ts";
import { EXPLORATION_PARAMETERS } from "../exploration/index.ts";
import {
  BOOTSTRAP_MASK,
  DISCOUNT,
  HORIZON,
  INITIAL_VALUE,
  numberOf,
  stepSizeParameter,
} from "../hyperparameters.ts";
import { qLearningTarget } from "../one-step/q-learning.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { BonusAgent } from "./bonus-agent.ts";

/**
 * Q-learning with a count-based bonus: `Q(s, a) += α · (r + β / √n(s, a) + γ · max_a′ Q(s′, a′) − Q(s, a))`, where n
 * counts the visit itself.
 *
 * Nothing follows a terminated step; a truncated one bootstraps. Evaluation goes by values learned without the bonus.
 * Draws as its exploration.
 *
 * @see Strehl & Littman (JCSS 74, 2008), §3.3, for the bonus; Bellemare et al., Unifying Count-Based Exploration and
 *   Intrinsic Motivation (NeurIPS 2016), §4, for its use without a model.
 */
export class CountBonusQLearning extends BonusAgent {
  readonly #bonus: number;

  constructor(setup: TableSetup) {
    super(setup, {
      name: "count-bonus-q-learning",
      discount: numberOf(setup.hyperparameters, "discount"),
    });
    this.#bonus = numberOf(setup.hyperparameters, "bonus");
  }

  protected override update(transition: Transition): void {
    const { context, action, reward } = transition;
    const { table } = this;
    const follows = this.continuation(transition);
    const best = this.bestNext(transition);
    const plain = qLearningTarget(reward, follows, this.bestPlainNext(transition));
    const visits = table.count(table.offset(context) + action) + 1;
    this.moveTowards(
      context,
      action,
      qLearningTarget(reward + this.#bonus / Math.sqrt(visits), follows, best),
    );
    this.movePlain(table.offset(context) + action, plain, this.stepSize(visits));
  }
}

registerTableAgent("count-bonus-q-learning", {
  family: "tabular",
  summary: "Q-learning with a bonus that falls as 1 / √n for what was tried little",
  source: "Strehl & Littman 2008, §3.3; Bellemare et al. 2016, §4",
  parameters: [
    numberParameter({
      name: "bonus",
      default: 0.1,
      meaning: "β, in reward units; high values explore more",
      min: 0,
      max: 1e100,
    }),
    ...[stepSizeParameter(0.1), DISCOUNT, ...EXPLORATION_PARAMETERS, INITIAL_VALUE, HORIZON, BOOTSTRAP_MASK],
  ],
  build: (setup) => new CountBonusQLearning(setup),
});
