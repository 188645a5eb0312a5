import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import type { WaitingStep } from "../one-step/waiting-step.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { STEPS, targetParameter } from "./hyperparameters.ts";
import { NStepAgent } from "./n-step-agent.ts";
import { TargetPolicy } from "./target-policy.ts";

/**
 * n-step tree backup: the return of a step is `G = r + γ · (Σ_{a ≠ a′} π(a | s′) · Q(s′, a) + π(a′ | s′) · G′)`, with the
 * return G′ of the action a′ taken next; after n steps `G = r + γ · Σ_a π(a | s′) · Q(s′, a)`. Off-policy without
 * importance sampling.
 *
 * π is the greedy policy or, with `target` behaviour, the one that acts: then n = 1 is expected SARSA, else Q-learning.
 * Nothing follows a termination; a truncation bootstraps. An action that took k steps is followed at γ^k. Learning draws
 * nothing.
 *
 * @see Precup, Sutton & Singh, Eligibility Traces for Off-Policy Policy Evaluation (ICML 2000); Sutton & Barto 2018, §7.5.
 */
export class TreeBackup extends NStepAgent {
  readonly #target: TargetPolicy;

  constructor(setup: TableSetup) {
    super(setup, "tree-backup");
    this.#target = new TargetPolicy(setup.hyperparameters["target"], this.exploration, setup.actionCount);
  }

  protected override needsNextAction(): boolean {
    return false;
  }

  protected override backUp(
    step: WaitingStep,
    next: WaitingStep | undefined,
    rest: number | undefined,
  ): number {
    const { reward, discount } = step;
    if (discount === 0) return reward;
    const row = this.look(step.nextContext, this.bootstrapOver(step.nextMask));
    this.#target.read(row);
    const { mean } = this.#target;
    if (next === undefined || rest === undefined) return reward + discount * mean;
    const taken = this.#target.probability(next.action) * (rest - row.value(next.action));
    return reward + discount * (mean + taken);
  }
}

registerTableAgent("tree-backup", {
  family: "multi-step",
  summary: "n rewards, with the values of the actions not taken; off-policy without importance sampling",
  source: "Precup et al. 2000; Sutton & Barto 2018, §7.5",
  parameters: [...CONTROL_PARAMETERS, STEPS, targetParameter("greedy")],
  build: (setup) => new TreeBackup(setup),
});
