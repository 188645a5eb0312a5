import { z } from "zod";
import type { Choice, Transition } from "../../core/agent.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import { booleanParameter, numberParameter } from "../../core/parameters.ts";
import type { Rng } from "../../core/random.ts";
import { drawAction } from "../exploration/draw.ts";
import { GreedySet } from "../greedy.ts";
import { booleanOf, EPSILON, HORIZON, numberOf, scheduleOf } from "../hyperparameters.ts";
import type { FeatureVector } from "../linear/context.ts";
import { FeatureAgent } from "../linear/feature-agent.ts";
import type { FeatureRow } from "../linear/feature-row.ts";
import { type FeatureSetup, readModel, registerFeatureAgent } from "../linear/feature-state.ts";
import type { Schedule } from "../schedules.ts";
import { REGULARIZATION } from "./hyperparameters.ts";
import { checkReward } from "./ridge.ts";
import { RidgeArms } from "./ridge-arms.ts";

/**
 * A bag of bootstrapped models: each of m sets of ridge regressions learns a step Poisson(1) times, as it would be in a
 * resample of the experience, and votes for its best allowed action, evenly among ties. An action is drawn with its
 * share of the votes, or uniformly with probability ε: exact propensities. Values are the means over the bag.
 *
 * Draws: one `next` for a choice; one Poisson number for each model when a step is learned.
 *
 * @see Bietti, Agarwal & Langford, A Contextual Bandit Bake-off (JMLR 22, 2021), §3.3; Oza & Russell, Online Bagging
 *   and Boosting (AISTATS 2001); `greedify` as in Vowpal Wabbit.
 */
export class Bag extends FeatureAgent {
  readonly #models: readonly RidgeArms[];
  readonly #greedify: boolean;
  readonly #epsilon: Schedule;
  readonly #estimates: Float64Array;
  readonly #probabilities: Float64Array;
  readonly #favourites: GreedySet;

  constructor(setup: FeatureSetup) {
    super(setup, { name: "bag", discount: 0 });
    const { actionCount, hyperparameters, saved } = setup;
    this.#greedify = booleanOf(hyperparameters, "greedify");
    this.#epsilon = scheduleOf(hyperparameters, "epsilon");
    this.#estimates = new Float64Array(actionCount);
    this.#probabilities = new Float64Array(actionCount);
    this.#favourites = new GreedySet(actionCount);
    const size = numberOf(hyperparameters, "models");
    const models = saved === undefined ? undefined : readModel(this.name, z.array(z.json()), saved.model);
    if (models !== undefined && models.length !== size) {
      throw new SnapshotError(
        `The saved bag does not fit: expected \`model\` of ${size} models, got ${models.length}.`,
      );
    }
    this.#models = Array.from({ length: size }, (_, index) =>
      RidgeArms.of(this.name, setup, models?.[index]),
    );
  }

  protected override writeValues(context: FeatureVector, mask: Mask, values: Float64Array): void {
    for (let action = 0; action < values.length; action += 1) {
      if (mask[action] !== 1) continue;
      let sum = 0;
      for (const model of this.#models) sum += model.mean(action, context);
      values[action] = sum / this.#models.length;
    }
  }

  protected override choose({ mask, greedy }: FeatureRow, context: FeatureVector): Choice {
    const epsilon = this.#epsilon.at(this.episodes, this.horizon, 1);
    const probabilities = this.#probabilities;
    for (let action = 0; action < this.actionCount; action += 1) {
      probabilities[action] = mask[action] === 1 ? epsilon / greedy.allowedCount : 0;
    }
    for (const model of this.#models) {
      for (let action = 0; action < this.actionCount; action += 1) {
        this.#estimates[action] = mask[action] === 1 ? model.mean(action, context) : 0;
      }
      this.#favourites.read(this.#estimates, 0, mask);
      const vote = (1 - epsilon) / (this.#models.length * this.#favourites.tieCount);
      for (let rank = 0; rank < this.#favourites.tieCount; rank += 1) {
        const action = this.#favourites.at(rank);
        probabilities[action] = (probabilities[action] ?? 0) + vote;
      }
    }
    return drawAction(probabilities, this.rng);
  }

  protected override update({ context, action, reward }: Transition<FeatureVector>): void {
    checkReward(reward);
    for (const [index, model] of this.#models.entries()) {
      const times = index === 0 && this.#greedify ? 1 : drawPoisson(this.rng);
      if (times > 0) model.add(action, context, { reward, weight: times });
    }
    this.counts[action] = (this.counts[action] ?? 0) + 1;
  }

  protected override saveModel(): JsonValue {
    return this.#models.map((model) => model.save());
  }
}

/** A draw from the Poisson distribution of mean 1: products of `next` until they fall below 1 / e. */
function drawPoisson(rng: Rng): number {
  let count = 0;
  for (let product = rng.next(); product > Math.exp(-1); product *= rng.next()) count += 1;
  return count;
}

registerFeatureAgent("bag", {
  family: "feature-bandit",
  summary: "bootstrapped linear models that vote on the action",
  source: "Bietti, Agarwal & Langford 2021; Oza & Russell 2001",
  parameters: [
    numberParameter({
      name: "models",
      default: 10,
      meaning: "m, models in the bag",
      min: 1,
      max: 1000,
      integer: true,
    }),
    booleanParameter({
      name: "greedify",
      default: false,
      meaning: "whether the first model learns every step exactly once",
    }),
    { ...EPSILON, default: 0.05 },
    HORIZON,
    REGULARIZATION,
  ],
  build: (setup) => new Bag(setup),
});
