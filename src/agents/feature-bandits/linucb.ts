import type { Choice } from "../../core/agent.ts";
import { GreedySet } from "../greedy.ts";
import { numberOf } from "../hyperparameters.ts";
import type { FeatureVector } from "../linear/context.ts";
import type { FeatureRow } from "../linear/feature-row.ts";
import { type FeatureSetup, registerFeatureAgent } from "../linear/feature-state.ts";
import { alphaParameter, REGULARIZATION } from "./hyperparameters.ts";
import { RidgeBandit } from "./ridge-bandit.ts";

/**
 * LinUCB with disjoint models: the allowed action of highest `xᵀθ_a + α · sqrt(xᵀ A_a⁻¹ x)`, with `A_a = λI + Σ x·xᵀ` and
 * `θ_a = A_a⁻¹ · Σ r·x` over the steps of the action. An action that was never taken has A⁻¹ = I / λ.
 *
 * Ties are broken uniformly with one `integer`, drawn only if there are several; the propensity is 1 / ties. It acts
 * greedily without the bonus.
 *
 * @see Li, Chu, Langford & Schapire, A Contextual-Bandit Approach to Personalized News Article Recommendation (WWW
 *   2010), Algorithm 1, where λ = 1.
 */
export class LinUcb extends RidgeBandit {
  readonly #alpha: number;
  readonly #bounds: Float64Array;
  readonly #best: GreedySet;

  constructor(setup: FeatureSetup) {
    super(setup, "linucb");
    this.#alpha = numberOf(setup.hyperparameters, "alpha");
    this.#bounds = new Float64Array(setup.actionCount);
    this.#best = new GreedySet(setup.actionCount);
  }

  protected override choose({ values, mask }: FeatureRow, context: FeatureVector): Choice {
    for (let action = 0; action < this.actionCount; action += 1) {
      if (mask[action] !== 1) continue;
      this.#bounds[action] = (values[action] ?? 0) + this.#alpha * this.arms.width(action, context);
    }
    this.#best.read(this.#bounds, 0, mask);
    return { action: this.#best.breakTie(this.rng), propensity: 1 / this.#best.tieCount };
  }
}

registerFeatureAgent("linucb", {
  family: "feature-bandit",
  summary: "a linear contextual bandit that adds a confidence bonus, one model for each action",
  source: "Li et al. 2010, Algorithm 1",
  parameters: [alphaParameter("α, weight of the confidence bonus"), REGULARIZATION],
  build: (setup) => new LinUcb(setup),
});
