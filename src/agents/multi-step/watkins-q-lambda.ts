import type { Transition } from "../../core/agent.ts";
import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { LAMBDA, TRACES } from "./hyperparameters.ts";
import { QLambdaAgent } from "./q-lambda-agent.ts";

/**
 * Watkins's Q(λ): with the error `δ = r + γ · max_a′ Q(s′, a′) − Q(s, a)` every value moves by α · δ · e; then every trace e
 * decays by γλ, and to 0 if the next action is not greedy, for what follows it says nothing about the greedy policy.
 *
 * An action that ties for the best is greedy. A visit changes its trace as in {@link SarsaLambda}. Nothing follows a
 * termination; a truncation bootstraps; both clear the traces. An action that took k steps is followed at γ^k. Learning
 * draws nothing.
 *
 * @see Watkins, Learning from Delayed Rewards (PhD thesis, Cambridge, 1989); Sutton & Barto 2018, §12.10.
 */
export class WatkinsQLambda extends QLambdaAgent {
  constructor(setup: TableSetup) {
    super(setup, "watkins-q-lambda");
  }

  protected override kept({ context, mask, action }: Transition): number {
    return this.look(context, this.bootstrapOver(mask)).greedy.has(action) ? 1 : 0;
  }
}

registerTableAgent("watkins-q-lambda", {
  family: "multi-step",
  summary: "Q-learning with eligibility traces that are cut where an action is not greedy",
  source: "Watkins 1989; Sutton & Barto 2018, §12.10",
  parameters: [...CONTROL_PARAMETERS, LAMBDA, TRACES],
  build: (setup) => new WatkinsQLambda(setup),
});
