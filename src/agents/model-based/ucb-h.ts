import type { Transition } from "../../core/agent.ts";
import { EpsilonGreedy } from "../exploration/epsilon-greedy.ts";
import { BOOTSTRAP_MASK, DISCOUNT, numberOf } from "../hyperparameters.ts";
import { constant } from "../schedules.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { BonusAgent } from "./bonus-agent.ts";
import { bonusScaleParameter, LOG_TERM, MAX_REWARD, STEP_HORIZON, valueBound } from "./hyperparameters.ts";

/**
 * The step size of UCB-H, `(H + 1) / (H + t)`: it leaves the last 1 / H of the visits most of the weight.
 *
 * @param stepHorizon - H, ≥ 1.
 * @param visits - t, visits of the pair including this one, ≥ 1.
 * @see Jin et al. 2018, eq. 2.2.
 */
export function ucbHStepSize(stepHorizon: number, visits: number): number {
  return (stepHorizon + 1) / (stepHorizon + visits);
}

/**
 * The Hoeffding bonus of UCB-H, `√(H³ · ι / t)`, for rewards in [0, 1].
 *
 * @param logTerm - ι, the logarithm of the confidence level, > 0.
 * @see Jin et al. 2018, Algorithm 1.
 */
export function ucbHBonus(stepHorizon: number, logTerm: number, visits: number): number {
  return Math.sqrt((stepHorizon ** 3 * logTerm) / visits);
}

/**
 * Q-learning with upper confidence bounds (UCB-H):
 * `Q(s, a) += α_t · (r + V(s′) + c · R_max · √(H³ι / t) − Q(s, a))`, `V = min(H · R_max, max_a Q)`, all values from
 * H · R_max on.
 *
 * Where the rows tell the step of the episode this is the paper's algorithm, with one table for each step; where they do
 * not, it is the stationary variant. With γ < 1 what follows is discounted, and values are at most R_max / (1 − γ).
 * Nothing follows a terminated step; a truncated one bootstraps. Evaluation goes by values learned with the same step
 * sizes and without the bonus. Draws: for each choice one `next`, and one `integer` over the ties if there are several.
 *
 * @see Jin, Allen-Zhu, Bubeck & Jordan, Is Q-learning Provably Efficient? (NeurIPS 2018), Algorithm 1.
 */
export class UcbH extends BonusAgent {
  readonly #stepHorizon: number;
  readonly #bound: number;
  readonly #scale: number;
  readonly #logTerm: number;

  constructor(setup: TableSetup) {
    const { hyperparameters } = setup;
    super(setup, {
      name: "ucb-h",
      discount: numberOf(hyperparameters, "discount"),
      exploration: new EpsilonGreedy(constant(0), 1),
      initialValue: valueBound(hyperparameters),
    });
    this.#stepHorizon = numberOf(hyperparameters, "stepHorizon");
    this.#bound = valueBound(hyperparameters);
    this.#scale = numberOf(hyperparameters, "bonusScale") * numberOf(hyperparameters, "maxReward");
    this.#logTerm = numberOf(hyperparameters, "logTerm");
  }

  protected override update(transition: Transition): void {
    const { context, action, reward } = transition;
    const { table } = this;
    const follows = this.continuation(transition);
    const best = Math.min(this.#bound, this.bestNext(transition));
    const plain = reward + follows * this.bestPlainNext(transition);
    const visits = table.count(table.offset(context) + action) + 1;
    const bonus = this.#scale * ucbHBonus(this.#stepHorizon, this.#logTerm, visits);
    this.moveTowards(context, action, reward + follows * best + bonus);
    this.movePlain(table.offset(context) + action, plain, this.stepSize(visits));
  }

  protected override stepSize(visits: number): number {
    return ucbHStepSize(this.#stepHorizon, visits);
  }
}

registerTableAgent("ucb-h", {
  family: "tabular",
  summary: "Q-learning from high values with an upper-confidence bonus, for episodes of few steps",
  source: "Jin et al. 2018, Algorithm 1",
  parameters: [bonusScaleParameter(0.001), ...[LOG_TERM, MAX_REWARD, DISCOUNT, STEP_HORIZON, BOOTSTRAP_MASK]],
  build: (setup) => new UcbH(setup),
});
