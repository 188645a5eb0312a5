import type { Transition } from "../../core/agent.ts";
import { numberParameter } from "../../core/parameters.ts";
import { BOOTSTRAP_MASK, DISCOUNT, numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { MAX_REWARD, PLAN_EVERY, STEP_HORIZON, valueBound } from "./hyperparameters.ts";
import type { LearnedPair } from "./learned-pair.ts";
import { ModelAgent, planIsDue } from "./model-agent.ts";
import { plan } from "./planner.ts";

/**
 * Model-based interval estimation with exploration bonus:
 * `Q(s, a) = r̂ + β / √n(s, a) + γ · Σ p̂(s′) · max_a′ Q(s′, a′)`, at most R_max / (1 − γ), or R_max · H at γ = 1.
 *
 * An untried action is worth that bound. It plans between episodes, where the paper plans before every step. Nothing
 * follows a terminated step; a truncated one is followed. Draws as {@link ModelAgent}; planning draws nothing.
 *
 * @see Strehl & Littman, An Analysis of Model-Based Interval Estimation for Markov Decision Processes (JCSS 74, 2008), §3.3.
 */
export class MbieEb extends ModelAgent {
  readonly #bound: number;
  readonly #bonus: number;
  readonly #planEvery: number;

  constructor(setup: TableSetup) {
    const { hyperparameters } = setup;
    super(setup, { name: "mbie-eb", initialValue: valueBound(hyperparameters) });
    this.#bound = valueBound(hyperparameters);
    this.#bonus = numberOf(hyperparameters, "bonus");
    this.#planEvery = numberOf(hyperparameters, "planEvery");
  }

  protected override learned(_pair: LearnedPair, transition: Transition): void {
    if (!planIsDue(transition, this.episodes, this.#planEvery)) return;
    plan(this.model, this.table.values, {
      ...{ discount: this.discount, sweeps: this.sweeps },
      backup: (pair, ahead) =>
        Math.min(this.#bound, pair.meanReward + this.#bonus / Math.sqrt(pair.count) + ahead.mean(pair)),
    });
  }
}

registerTableAgent("mbie-eb", {
  family: "model-based",
  summary: "plans with a bonus that falls as 1 / √n for what was tried little",
  source: "Strehl & Littman 2008, §3.3",
  parameters: [
    numberParameter({
      name: "bonus",
      default: 0.05,
      meaning: "β, in reward units; high values explore more",
      min: 0,
      max: 1e100,
    }),
    ...[MAX_REWARD, DISCOUNT, STEP_HORIZON, PLAN_EVERY, BOOTSTRAP_MASK],
  ],
  build: (setup) => new MbieEb(setup),
});
