import type { Transition } from "../../core/agent.ts";
import { numberParameter } from "../../core/parameters.ts";
import { BOOTSTRAP_MASK, DISCOUNT, numberOf } from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { PLAN_EVERY, STEP_HORIZON } from "./hyperparameters.ts";
import type { LearnedPair } from "./learned-pair.ts";
import { ModelAgent, planIsDue } from "./model-agent.ts";
import { plan } from "./planner.ts";
import { drawDirichlet, drawMeanReward, type NormalGamma, normalGammaPosterior } from "./posterior.ts";

/**
 * Posterior sampling: before every episode it draws one model from what it believes, solves it and acts greedily by its
 * solution until the episode ends.
 *
 * Mean rewards have a normal-gamma belief. What follows a tried pair has a Dirichlet belief over the outcomes seen, each
 * weighing as often as it was seen (Haldane's prior: rows that were never seen get no weight). An untried action of a
 * row pays a reward drawn from the prior, and nothing follows it: `priorMean` and `priorDeviation` say what is believed
 * of everything after it. Nothing follows a terminated step; a truncated one is followed.
 *
 * Draws: as {@link ModelAgent} for choices; at the end of an episode, row by row, the mean reward and the outcome
 * probabilities of each tried pair in the order they were tried in, then a reward for each untried action.
 *
 * @see Strens, A Bayesian Framework for Reinforcement Learning (ICML 2000); Osband, Russo & Van Roy, (More) Efficient
 *   Reinforcement Learning via Posterior Sampling (NeurIPS 2013), Algorithm 1.
 */
export class Psrl extends ModelAgent {
  readonly #prior: NormalGamma;
  readonly #planEvery: number;

  constructor(setup: TableSetup) {
    const { hyperparameters } = setup;
    super(setup, { name: "psrl", initialValue: numberOf(hyperparameters, "priorMean") });
    this.#planEvery = numberOf(hyperparameters, "planEvery");
    this.#prior = {
      mean: numberOf(hyperparameters, "priorMean"),
      strength: numberOf(hyperparameters, "priorStrength"),
      shape: PRIOR_SHAPE,
      rate: numberOf(hyperparameters, "priorDeviation") ** 2,
    };
  }

  protected override learned(_pair: LearnedPair, transition: Transition): void {
    if (!planIsDue(transition, this.episodes, this.#planEvery)) return;
    const { rewards, chances } = this.#sample();
    plan(this.model, this.table.values, {
      ...{ discount: this.discount, sweeps: this.sweeps },
      backup: (pair, ahead) => (rewards[pair.index] ?? 0) + ahead.mean(pair, chances.get(pair)),
    });
  }

  /** Draws a model: mean rewards by index of the table, and chances of outcomes where there are several. */
  #sample(): SampledModel {
    const { model, rng, table } = this;
    const rewards = new Float64Array(table.values.length);
    const chances = new Map<LearnedPair, readonly number[]>();
    for (const { offset, pairs, allowed } of model.rows) {
      for (const pair of pairs) {
        rewards[pair.index] = drawMeanReward(normalGammaPosterior(this.#prior, pair), rng);
        if (pair.outcomes.length === 1) continue;
        const counts = pair.outcomes.map(({ count }) => count);
        chances.set(pair, drawDirichlet(counts, rng));
      }
      for (let action = 0; action < allowed.length; action += 1) {
        const index = offset + action;
        if (allowed[action] === 0 || table.count(index) > 0) continue;
        table.values[index] = drawMeanReward(this.#prior, rng);
      }
    }
    return { rewards, chances };
  }
}

interface SampledModel {
  readonly rewards: Float64Array;
  readonly chances: ReadonlyMap<LearnedPair, readonly number[]>;
}

/** α of the prior: Student's t with two degrees of freedom. */
const PRIOR_SHAPE = 1;

registerTableAgent("psrl", {
  family: "model-based",
  summary: "acts in every episode as is best in one model drawn from what it believes",
  source: "Strens 2000; Osband, Russo & Van Roy 2013, Algorithm 1",
  parameters: [
    numberParameter({
      name: "priorMean",
      default: 0,
      meaning: "mean of the belief about the reward of an untried action, in reward units",
      min: -1e100,
      max: 1e100,
    }),
    numberParameter({
      name: "priorDeviation",
      default: 0.3,
      meaning: "spread of that belief, in reward units; high values explore more",
      min: 0,
      max: 1e50,
      aboveMin: true,
    }),
    numberParameter({
      name: "priorStrength",
      default: 1,
      meaning: "how many observed rewards the prior mean counts as",
      min: 0,
      max: 1e50,
      aboveMin: true,
    }),
    ...[DISCOUNT, STEP_HORIZON, PLAN_EVERY, BOOTSTRAP_MASK],
  ],
  build: (setup) => new Psrl(setup),
});
