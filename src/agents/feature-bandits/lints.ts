import type { Choice } from "../../core/agent.ts";
import { drawNormal } from "../bandits/distributions.ts";
import { numberOf } from "../hyperparameters.ts";
import type { FeatureVector } from "../linear/context.ts";
import type { FeatureRow } from "../linear/feature-row.ts";
import { type FeatureSetup, registerFeatureAgent } from "../linear/feature-state.ts";
import { probabilityOfBest } from "./best-normal.ts";
import { alphaParameter, REGULARIZATION } from "./hyperparameters.ts";
import { RidgeBandit } from "./ridge-bandit.ts";

const LEAST = Number.MIN_VALUE;

/**
 * Linear Thompson sampling: coefficients `β_a ~ N(θ_a, α² A_a⁻¹)` are sampled for every action, and the allowed action of
 * highest `xᵀβ_a` is taken. Only xᵀβ_a matters, and it is normal with mean xᵀθ_a and deviation `α · sqrt(xᵀ A_a⁻¹ x)`,
 * independently for each action; so that is what is drawn: one normal number (two `double`) for each allowed action
 * in order, none if only one is allowed.
 *
 * The propensity is the probability that the action's number is the largest, by quadrature in one dimension to about
 * 1e-9. Where nothing is uncertain (α = 0, or the zero vector) the best is taken, ties broken with one `integer`.
 *
 * @see Agrawal & Goyal, Thompson Sampling for Contextual Bandits with Linear Payoffs (ICML 2013), with a posterior for
 *   each action.
 */
export class LinTs extends RidgeBandit {
  readonly #alpha: number;
  readonly #deviations: Float64Array;

  constructor(setup: FeatureSetup) {
    super(setup, "lints");
    this.#alpha = numberOf(setup.hyperparameters, "alpha");
    this.#deviations = new Float64Array(setup.actionCount);
  }

  protected override choose(row: FeatureRow, context: FeatureVector): Choice {
    const { values: means, mask, greedy } = row;
    const allowed: number[] = [];
    for (let action = 0; action < this.actionCount; action += 1) if (mask[action] === 1) allowed.push(action);
    const deviations = this.#deviations;
    for (const action of allowed) deviations[action] = this.#alpha * this.arms.width(action, context);
    if (allowed.some((action) => deviations[action] === 0)) {
      return { action: greedy.breakTie(this.rng), propensity: 1 / greedy.tieCount };
    }
    const action = this.#sampleBest(means, allowed);
    const propensity = probabilityOfBest({ means, deviations }, allowed, action);
    return { action, propensity: Math.max(LEAST, propensity) };
  }

  #sampleBest(means: Float64Array, allowed: readonly number[]): number {
    const [only = 0] = allowed;
    if (allowed.length === 1) return only;
    let best = only;
    let highest = Number.NEGATIVE_INFINITY;
    for (const action of allowed) {
      const sample = (means[action] ?? 0) + (this.#deviations[action] ?? 0) * drawNormal(this.rng);
      if (sample <= highest) continue;
      best = action;
      highest = sample;
    }
    return best;
  }
}

registerFeatureAgent("lints", {
  family: "feature-bandit",
  summary: "linear Thompson sampling: takes the best action under sampled coefficients",
  source: "Agrawal & Goyal 2013",
  parameters: [alphaParameter("α, scale of the posterior's standard deviations"), REGULARIZATION],
  build: (setup) => new LinTs(setup),
});
