import type { Transition } from "../../core/agent.ts";
import type { FeatureVector } from "./context.ts";
import { type FeatureSetup, registerFeatureAgent } from "./feature-state.ts";
import { LINEAR_TD_PARAMETERS, LinearTdAgent } from "./linear-td.ts";

/**
 * Semi-gradient Expected SARSA: `wₐ += α · (r + γ · Σ_a′ b(a′ | s′) · Q(s′, a′) − Q(s, a)) · x(s)`, with the agent's own
 * behaviour policy b as it is at the update.
 *
 * Nothing follows a terminated step; a truncated one bootstraps.
 */
export class LinearExpectedSarsa extends LinearTdAgent {
  constructor(setup: FeatureSetup) {
    super(setup, "linear-expected-sarsa");
  }

  protected override update(transition: Transition<FeatureVector>): void {
    const { context, action, reward } = transition;
    const next = transition.terminated ? 0 : this.expectedNext(transition);
    this.moveTowards(context, action, reward + this.continuation(transition) * next);
  }
}

registerFeatureAgent("linear-expected-sarsa", {
  family: "linear",
  summary: "Expected SARSA with action values that are linear in a feature vector",
  source: "van Seijen et al. 2009; Sutton & Barto 2018, §6.6 and §10.1",
  parameters: LINEAR_TD_PARAMETERS,
  build: (setup) => new LinearExpectedSarsa(setup),
});
