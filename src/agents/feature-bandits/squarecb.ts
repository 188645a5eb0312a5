import type { Choice } from "../../core/agent.ts";
import { numberParameter } from "../../core/parameters.ts";
import { drawAction } from "../exploration/draw.ts";
import { numberOf } from "../hyperparameters.ts";
import type { FeatureRow } from "../linear/feature-row.ts";
import { type FeatureSetup, registerFeatureAgent } from "../linear/feature-state.ts";
import type { Row } from "../row.ts";
import { REGULARIZATION } from "./hyperparameters.ts";
import { RidgeBandit } from "./ridge-bandit.ts";

/**
 * Writes the inverse-gap weights of SquareCB: `1 / (K + γ · (v(best) − v(a)))` for an allowed action that is not best, the
 * rest for the best one, shared evenly where several tie. K counts the allowed actions.
 *
 * The weights of the others are used as they are: scaling all K of them to sum 1 is another, more timid policy.
 *
 * @param row - Estimated rewards of the actions (costs with the sign turned).
 * @param exploitation - γ ≥ 0; high values are greedy, 0 is uniform.
 * @param probabilities - Shape [actionCount]; overwritten.
 * @see Abe & Long, Associative Reinforcement Learning using Linear Probabilistic Concepts (ICML 1999); Foster & Rakhlin,
 *   Beyond UCB (ICML 2020), Algorithm 1 with μ = K.
 */
export function writeInverseGapWeights(row: Row, exploitation: number, probabilities: Float64Array): void {
  const { greedy, mask } = row;
  const best = row.value(greedy.at(0));
  let rest = 1;
  for (let action = 0; action < probabilities.length; action += 1) {
    probabilities[action] = 0;
    if (mask[action] !== 1 || row.value(action) === best) continue;
    const probability = 1 / (greedy.allowedCount + exploitation * (best - row.value(action)));
    probabilities[action] = probability;
    rest -= probability;
  }
  for (let rank = 0; rank < greedy.tieCount; rank += 1)
    probabilities[greedy.at(rank)] = rest / greedy.tieCount;
}

/**
 * SquareCB: draws actions by inverse-gap weighting of ridge estimates, `γ_t = scale · t^exponent` at the t-th step of its
 * life, so that it becomes greedy as it learns. One `next` for each choice. A step counts when it is learned.
 *
 * @see Foster & Rakhlin, Beyond UCB: Optimal and Efficient Contextual Bandits with Regression Oracles (ICML 2020);
 *   scale and exponent as in Vowpal Wabbit.
 */
export class SquareCb extends RidgeBandit {
  readonly #scale: number;
  readonly #exponent: number;
  readonly #probabilities: Float64Array;

  constructor(setup: FeatureSetup) {
    super(setup, "squarecb");
    this.#scale = numberOf(setup.hyperparameters, "gammaScale");
    this.#exponent = numberOf(setup.hyperparameters, "gammaExponent");
    this.#probabilities = new Float64Array(setup.actionCount);
  }

  protected override choose(row: FeatureRow): Choice {
    const step = 1 + this.counts.reduce((sum, count) => sum + count, 0);
    const exploitation = this.#scale * step ** this.#exponent;
    writeInverseGapWeights(row, exploitation, this.#probabilities);
    return drawAction(this.#probabilities, this.rng);
  }
}

registerFeatureAgent("squarecb", {
  family: "feature-bandit",
  summary: "draws actions by how far their estimates fall behind the best",
  source: "Foster & Rakhlin 2020",
  parameters: [
    numberParameter({
      name: "gammaScale",
      default: 10,
      meaning: "γ at the first step, in 1 / reward units; high values are greedy",
      min: 0,
      max: 1e100,
    }),
    numberParameter({
      name: "gammaExponent",
      default: 0.5,
      meaning: "how γ grows with the steps t, as t^exponent",
      min: 0,
      max: 10,
    }),
    REGULARIZATION,
  ],
  build: (setup) => new SquareCb(setup),
});
