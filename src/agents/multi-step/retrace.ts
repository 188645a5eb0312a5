import type { Transition } from "../../core/agent.ts";
import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { LAMBDA, TRACES, targetParameter } from "./hyperparameters.ts";
import { QLambdaAgent } from "./q-lambda-agent.ts";
import { requirePropensity, TargetPolicy } from "./target-policy.ts";

/**
 * Retrace(λ): with the error `δ = r + γ · Σ_a π(a | s′) · Q(s′, a) − Q(s, a)` every value moves by α · δ · e; a trace decays
 * by γλ · min(1, π(a | s) / b(a | s)) for the action a taken next, b(a | s) being the propensity it was taken with. Safe for
 * any behaviour, and it cuts no more than it must.
 *
 * π is the greedy policy, for which it is Watkins's Q(λ) but for ties, or with `target` behaviour the one that acts. Nothing
 * follows a termination; a truncation bootstraps; both clear the traces. An action that took k steps is followed at γ^k.
 * Learning draws nothing. The traces of the paper are `accumulating`.
 *
 * @see Munos, Stepleton, Harutyunyan & Bellemare, Safe and Efficient Off-Policy Reinforcement Learning (NIPS 2016).
 */
export class Retrace extends QLambdaAgent {
  readonly #target: TargetPolicy;

  constructor(setup: TableSetup) {
    super(setup, "retrace");
    this.#target = new TargetPolicy(setup.hyperparameters["target"], this.exploration, setup.actionCount);
  }

  protected override update(transition: Transition): void {
    requirePropensity(transition);
    super.update(transition);
  }

  protected override kept({ context, mask, action, propensity }: Transition): number {
    this.#target.read(this.look(context, this.bootstrapOver(mask)));
    return Math.min(1, this.#target.probability(action) / propensity);
  }

  protected override nextValue({ nextContext, nextMask }: Transition): number {
    this.#target.read(this.look(nextContext, this.bootstrapOver(nextMask)));
    return this.#target.mean;
  }
}

registerTableAgent("retrace", {
  family: "multi-step",
  summary: "eligibility traces cut as little as any behaviour safely allows",
  source: "Munos et al. 2016",
  parameters: [...CONTROL_PARAMETERS, LAMBDA, TRACES, targetParameter("greedy")],
  build: (setup) => new Retrace(setup),
});
