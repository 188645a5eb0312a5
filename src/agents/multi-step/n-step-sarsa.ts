import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import type { WaitingStep } from "../one-step/waiting-step.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { STEPS } from "./hyperparameters.ts";
import { NStepAgent } from "./n-step-agent.ts";

/**
 * n-step SARSA: `Q(s₀, a₀) += α · (r₁ + γ r₂ + … + γⁿ⁻¹ rₙ + γⁿ Q(sₙ, aₙ) − Q(s₀, a₀))` along the actions that were taken,
 * on-policy.
 *
 * Nothing follows a termination; at a truncation Σ_a b(a | s) · Q(s, a) under the behaviour policy b stands for the action
 * that was never taken. An action that took k steps is followed at γ^k. Learning draws nothing.
 *
 * @see Sutton & Barto 2018, §7.2, eq. 7.4–7.5.
 */
export class NStepSarsa extends NStepAgent {
  constructor(setup: TableSetup) {
    super(setup, "n-step-sarsa");
  }

  protected override needsNextAction(): boolean {
    return true;
  }

  protected override backUp(
    step: WaitingStep,
    next: WaitingStep | undefined,
    rest: number | undefined,
  ): number {
    const { reward, discount } = step;
    return discount === 0 ? reward : reward + discount * (rest ?? this.#bootstrap(step, next));
  }

  #bootstrap(step: WaitingStep, next: WaitingStep | undefined): number {
    return next === undefined ? this.expectedNext(step) : this.actionValue(next.context, next.action);
  }
}

registerTableAgent("n-step-sarsa", {
  family: "multi-step",
  summary: "on-policy control with the sum of n rewards and the value after them",
  source: "Sutton & Barto 2018, §7.2",
  parameters: [...CONTROL_PARAMETERS, STEPS],
  build: (setup) => new NStepSarsa(setup),
});
