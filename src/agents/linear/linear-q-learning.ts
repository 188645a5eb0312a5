import type { Transition } from "../../core/agent.ts";
import type { FeatureVector } from "./context.ts";
import { type FeatureSetup, registerFeatureAgent } from "./feature-state.ts";
import { LINEAR_TD_PARAMETERS, LinearTdAgent } from "./linear-td.ts";

/**
 * Semi-gradient Q-learning: `wₐ += α · (r + γ · max_a′ Q(s′, a′) − Q(s, a)) · x(s)`, off-policy.
 *
 * Nothing follows a terminated step; a truncated one bootstraps. Off-policy learning with bootstrapping and features
 * that states share can diverge; on one-hot states it is Q-learning with a table.
 */
export class LinearQLearning extends LinearTdAgent {
  constructor(setup: FeatureSetup) {
    super(setup, "linear-q-learning");
  }

  protected override update(transition: Transition<FeatureVector>): void {
    const { context, action, reward } = transition;
    const best = transition.terminated ? 0 : this.#best(transition);
    this.moveTowards(context, action, reward + this.continuation(transition) * best);
  }

  #best(transition: Transition<FeatureVector>): number {
    const row = this.lookAhead(transition);
    return row.value(row.greedy.at(0));
  }
}

registerFeatureAgent("linear-q-learning", {
  family: "linear",
  summary: "Q-learning with action values that are linear in a feature vector",
  source: "Watkins 1989; Sutton & Barto 2018, §6.5 and §11.2",
  parameters: LINEAR_TD_PARAMETERS,
  build: (setup) => new LinearQLearning(setup),
});
