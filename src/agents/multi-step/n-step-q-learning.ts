import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import type { WaitingStep } from "../one-step/waiting-step.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { STEPS } from "./hyperparameters.ts";
import { NStepAgent } from "./n-step-agent.ts";

/**
 * Uncorrected n-step Q-learning: `Q(s₀, a₀) += α · (r₁ + γ r₂ + … + γⁿ⁻¹ rₙ + γⁿ max_a Q(sₙ, a) − Q(s₀, a₀))`.
 *
 * The rewards are those of the actions that were taken, explorative ones included, so that for n > 1 it learns something
 * between the values of the behaviour and of the best policy; {@link TreeBackup} corrects for that. n = 1 is Q-learning.
 * Nothing follows a termination; a truncation bootstraps. An action that took k steps is followed at γ^k. Learning draws
 * nothing.
 *
 * @see Mnih et al., Asynchronous Methods for Deep Reinforcement Learning (ICML 2016), algorithm S2.
 */
export class NStepQLearning extends NStepAgent {
  constructor(setup: TableSetup) {
    super(setup, "n-step-q-learning");
  }

  protected override needsNextAction(): boolean {
    return false;
  }

  protected override backUp(step: WaitingStep, _: WaitingStep | undefined, rest: number | undefined): number {
    const { reward, discount } = step;
    return discount === 0 ? reward : reward + discount * (rest ?? this.bestNext(step));
  }
}

registerTableAgent("n-step-q-learning", {
  family: "multi-step",
  summary: "the sum of n rewards and the best value after them, not corrected for exploration",
  source: "Mnih et al. 2016, algorithm S2",
  parameters: [...CONTROL_PARAMETERS, STEPS],
  build: (setup) => new NStepQLearning(setup),
});
