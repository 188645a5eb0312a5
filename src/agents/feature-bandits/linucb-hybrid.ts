import { z } from "zod";
import type { Choice, Transition } from "../../core/agent.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import { GreedySet } from "../greedy.ts";
import { numberOf } from "../hyperparameters.ts";
import type { FeatureVector } from "../linear/context.ts";
import { FeatureAgent } from "../linear/feature-agent.ts";
import type { FeatureRow } from "../linear/feature-row.ts";
import { type FeatureSetup, readModel, registerFeatureAgent } from "../linear/feature-state.ts";
import { CholeskyFactor, dot } from "../linear-algebra.ts";
import { alphaParameter, REGULARIZATION } from "./hyperparameters.ts";
import { checkReward } from "./ridge.ts";
import { RidgeArms } from "./ridge-arms.ts";

const HybridModel = z.strictObject({
  arms: z.json(),
  shared: z.array(z.number()).nullable().describe("Cholesky factor of A₀; `null` before the first step."),
});

/**
 * LinUCB with a shared part: the reward is taken to be `xᵀβ + xᵀθ_a`, and the allowed action of highest estimate plus
 * α standard widths is chosen. Ties and propensity as in {@link LinUcb}; it acts greedily without the bonus.
 *
 * The features shared between actions are the context itself, z = x: β is what the reward of any action would be, θ_a how
 * an action differs, so an action that was tried little is drawn to the others instead of to 0. With z = x every B_a of
 * the algorithm is A_a − λI, which leaves `A₀ = λI + Σ_a λ(I − λA_a⁻¹)` and `b₀ = λ Σ_a A_a⁻¹b_a`, and with
 * `u = λA_a⁻¹x` the estimate `xᵀA_a⁻¹b_a + uᵀβ` and the width `sqrt(xᵀA_a⁻¹x + uᵀA₀⁻¹u)`: the same numbers in less work.
 *
 * @see Li, Chu, Langford & Schapire (WWW 2010), Algorithm 2, where λ = 1.
 */
export class HybridLinUcb extends FeatureAgent {
  readonly #arms: RidgeArms;
  readonly #alpha: number;
  readonly #regularization: number;
  readonly #bounds: Float64Array;
  readonly #best: GreedySet;
  readonly #reaches: Float64Array[] = [];
  #shared: CholeskyFactor | undefined;
  #beta: Float64Array | undefined;

  constructor(setup: FeatureSetup) {
    super(setup, { name: "linucb-hybrid", discount: 0 });
    const { actionCount, hyperparameters, saved } = setup;
    this.#alpha = numberOf(hyperparameters, "alpha");
    this.#regularization = numberOf(hyperparameters, "regularization");
    this.#bounds = new Float64Array(actionCount);
    this.#best = new GreedySet(actionCount);
    const model = saved === undefined ? undefined : readModel(this.name, HybridModel, saved.model);
    this.#arms = RidgeArms.of(this.name, setup, model?.arms);
    if (model?.shared != null) this.#load(model.shared);
  }

  protected override writeValues(context: FeatureVector, mask: Mask, values: Float64Array): void {
    for (let action = 0; action < values.length; action += 1) {
      if (mask[action] !== 1) continue;
      const reach = this.#reach(action, context, this.#reachOf(action, context.length));
      values[action] = this.#arms.mean(action, context) + dot(this.#beta ?? [], reach);
    }
  }

  protected override choose({ values, mask }: FeatureRow, context: FeatureVector): Choice {
    const shared = this.#shared ?? CholeskyFactor.ofScaledIdentity(context.length, this.#regularization);
    for (let action = 0; action < this.actionCount; action += 1) {
      if (mask[action] !== 1) continue;
      const own = this.#arms.precision(action, context.length).inverseForm(context);
      const width = Math.sqrt(own + shared.inverseForm(this.#reachOf(action, context.length)));
      this.#bounds[action] = (values[action] ?? 0) + this.#alpha * width;
    }
    this.#best.read(this.#bounds, 0, mask);
    return { action: this.#best.breakTie(this.rng), propensity: 1 / this.#best.tieCount };
  }

  protected override update({ context, action, reward }: Transition<FeatureVector>): void {
    checkReward(reward);
    const shared = this.#shared ?? CholeskyFactor.ofScaledIdentity(context.length, this.#regularization);
    this.#shared = shared;
    // A₀ grows by λ²(A⁻¹ before − A⁻¹ after) = u·uᵀ / (1 + xᵀA⁻¹x), by Sherman and Morrison.
    const u = this.#reach(action, context, new Float64Array(context.length));
    const norm = Math.sqrt(1 + this.#arms.precision(action, context.length).inverseForm(context));
    shared.add(u.map((entry) => entry / norm));
    this.#arms.add(action, context, { reward });
    this.#beta = this.#solveShared(shared);
    this.counts[action] = (this.counts[action] ?? 0) + 1;
  }

  protected override saveModel(): JsonValue {
    return { arms: this.#arms.save(), shared: this.#shared === undefined ? null : this.#shared.save() };
  }

  /** u = λA_a⁻¹x: how far the shared part reaches an action in a context. */
  #reach(action: number, context: FeatureVector, target: Float64Array): Float64Array {
    this.#arms.precision(action, context.length).solve(context, target);
    for (let index = 0; index < target.length; index += 1) {
      target[index] = (target[index] ?? 0) * this.#regularization;
    }
    return target;
  }

  /** Where the u of an action in the context last looked at is kept. */
  #reachOf(action: number, dimension: number): Float64Array {
    const known = this.#reaches[action];
    if (known?.length === dimension) return known;
    const fresh = new Float64Array(dimension);
    this.#reaches[action] = fresh;
    return fresh;
  }

  /** β = A₀⁻¹b₀. */
  #solveShared(shared: CholeskyFactor): Float64Array {
    const moments = new Float64Array(shared.dimension);
    for (let action = 0; action < this.actionCount; action += 1) {
      const own = this.#arms.at(action)?.coefficients;
      if (own === undefined) continue;
      for (let index = 0; index < moments.length; index += 1) {
        moments[index] = (moments[index] ?? 0) + this.#regularization * (own[index] ?? 0);
      }
    }
    return shared.solve(moments, moments);
  }

  #load(factor: readonly number[]): void {
    const dimension = this.dimension ?? 0;
    if (!CholeskyFactor.isFactor(factor, dimension)) {
      throw new SnapshotError(
        `The saved ${this.name} does not fit: expected \`model.shared\` over ${dimension} features.`,
      );
    }
    this.#shared = CholeskyFactor.load(dimension, factor);
    this.#beta = this.#solveShared(this.#shared);
  }
}

registerFeatureAgent("linucb-hybrid", {
  family: "feature-bandit",
  summary: "LinUCB with a part that all actions share",
  source: "Li et al. 2010, Algorithm 2",
  parameters: [alphaParameter("α, weight of the confidence bonus"), REGULARIZATION],
  build: (setup) => new HybridLinUcb(setup),
});
