import type { Transition } from "../../core/agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { CONTROL_PARAMETERS, ControlAgent } from "./control-agent.ts";

/**
 * One-step Q-learning target, `r + γ · max_a′ Q(s′, a′)`.
 *
 * @param reward - r, in reward units.
 * @param discount - γ in [0, 1], or 0 if the transition terminated. A truncated transition keeps γ.
 * @param bestNext - max_a′ Q(s′, a′), in reward units.
 * @returns The target, in reward units.
 * @see Watkins, Learning from Delayed Rewards (PhD thesis, Cambridge, 1989); Sutton & Barto, Reinforcement Learning
 *   (2nd ed., 2018), eq. 6.8.
 */
export function qLearningTarget(reward: number, discount: number, bestNext: number): number {
  return reward + discount * bestNext;
}

/**
 * Q-learning: `Q(s, a) += α · (r + γ · max_a′ Q(s′, a′) − Q(s, a))`, off-policy.
 *
 * Nothing follows a terminated step; a truncated one bootstraps. An action that took k steps is followed at γ^k, which is
 * SMDP Q-learning (Bradtke & Duff 1994). Ties are broken at random while it learns and by {@link tieRank} in evaluation.
 */
export class QLearning extends ControlAgent {
  constructor(setup: TableSetup) {
    super(setup, "q-learning");
  }

  protected override update(transition: Transition): void {
    const { context, action, reward, terminated } = transition;
    const best = terminated ? 0 : this.bestNext(transition);
    this.moveTowards(context, action, qLearningTarget(reward, this.continuation(transition), best));
  }
}

registerTableAgent("q-learning", {
  family: "tabular",
  summary: "one-step off-policy control with a table of action values",
  source: "Watkins 1989; Sutton & Barto 2018, §6.5",
  parameters: CONTROL_PARAMETERS,
  build: (setup) => new QLearning(setup),
});
