import type { Transition } from "../../core/agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { CONTROL_PARAMETERS, ControlAgent } from "./control-agent.ts";

/**
 * Expected SARSA: `Q(s, a) += α · (r + γ · Σ_a′ b(a′ | s′) · Q(s′, a′) − Q(s, a))`, on-policy.
 *
 * b is the behaviour policy after masking as it stands at the update, for every kind of exploration. Nothing follows a
 * terminated step; a truncated one bootstraps like any other. An action that took k steps is followed at γ^k. Learning
 * draws nothing.
 *
 * @see van Seijen, van Hasselt, Whiteson & Wiering, A Theoretical and Empirical Analysis of Expected Sarsa (ADPRL 2009);
 *   Sutton & Barto 2018, eq. 6.9.
 */
export class ExpectedSarsa extends ControlAgent {
  constructor(setup: TableSetup) {
    super(setup, "expected-sarsa");
  }

  protected override update(transition: Transition): void {
    const { context, action, reward, terminated } = transition;
    const expected = terminated ? 0 : this.expectedNext(transition);
    this.moveTowards(context, action, reward + this.continuation(transition) * expected);
  }
}

registerTableAgent("expected-sarsa", {
  family: "tabular",
  summary: "one-step on-policy control with the mean over next actions instead of a sampled one",
  source: "van Seijen et al. 2009; Sutton & Barto 2018, §6.6",
  parameters: CONTROL_PARAMETERS,
  build: (setup) => new ExpectedSarsa(setup),
});
