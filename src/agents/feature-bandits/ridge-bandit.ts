import type { Transition } from "../../core/agent.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import type { FeatureVector } from "../linear/context.ts";
import { FeatureAgent } from "../linear/feature-agent.ts";
import type { FeatureSetup } from "../linear/feature-state.ts";
import { checkReward } from "./ridge.ts";
import { RidgeArms } from "./ridge-arms.ts";

/**
 * A contextual bandit with one ridge regression of the reward for each action. It values an action by its own reward,
 * γ = 0, and ignores what follows, so it makes no difference whether a step terminated or was truncated. A subclass
 * says how it chooses.
 */
export abstract class RidgeBandit extends FeatureAgent {
  protected readonly arms: RidgeArms;

  constructor(setup: FeatureSetup, name: string) {
    super(setup, { name, discount: 0 });
    this.arms = RidgeArms.of(name, setup, setup.saved?.model);
  }

  protected override writeValues(context: FeatureVector, mask: Mask, values: Float64Array): void {
    for (let action = 0; action < values.length; action += 1) {
      if (mask[action] === 1) values[action] = this.arms.mean(action, context);
    }
  }

  protected override update({ context, action, reward }: Transition<FeatureVector>): void {
    checkReward(reward);
    this.arms.add(action, context, { reward });
    this.counts[action] = (this.counts[action] ?? 0) + 1;
  }

  protected override saveModel(): JsonValue {
    return this.arms.save();
  }
}
