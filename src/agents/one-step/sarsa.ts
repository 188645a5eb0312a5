import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { CONTROL_PARAMETERS } from "./control-agent.ts";
import { NextActionAgent } from "./next-action-agent.ts";
import type { WaitingStep } from "./waiting-step.ts";

/**
 * SARSA: `Q(s, a) += α · (r + γ · Q(s′, a′) − Q(s, a))` with the action a′ that was taken next, on-policy.
 *
 * The update of a step is made when the next step is learned. Nothing follows a terminated step; a truncated one is
 * followed by Σ_a′ b(a′ | s′) · Q(s′, a′) under the behaviour policy b. An action that took k steps is followed at γ^k.
 * Learning draws nothing.
 *
 * @see Rummery & Niranjan, On-line Q-learning using connectionist systems (1994); Sutton & Barto 2018, eq. 6.7.
 */
export class Sarsa extends NextActionAgent {
  constructor(setup: TableSetup) {
    super(setup, "sarsa");
  }

  protected override learnStep({ context, action, reward, discount }: WaitingStep, nextValue: number): void {
    this.moveTowards(context, action, reward + discount * nextValue);
  }
}

registerTableAgent("sarsa", {
  family: "tabular",
  summary: "one-step on-policy control with the action that is taken next",
  source: "Rummery & Niranjan 1994; Sutton & Barto 2018, §6.4",
  parameters: CONTROL_PARAMETERS,
  build: (setup) => new Sarsa(setup),
});
