import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { LAMBDA, TRACES } from "./hyperparameters.ts";
import { QLambdaAgent } from "./q-lambda-agent.ts";

/**
 * Naive Q(λ): Q-learning with eligibility traces that are never cut, `Q += α · (r + γ · max_a′ Q(s′, a′) − Q(s, a)) · e`.
 *
 * {@link WatkinsQLambda} cuts the traces at an action that is not greedy; here rewards after explorative actions are
 * credited to earlier ones as well, so that it learns faster and, with exploration that stays, not the values of the
 * greedy policy. {@link PengQLambda} does not cut either, but credits earlier steps with r + γ · max Q(s′, ·) − max Q(s, ·),
 * the error of the state's value, and only the step itself with the error of its own action.
 *
 * Nothing follows a termination; a truncation bootstraps; both clear the traces. An action that took k steps is followed
 * at γ^k. Learning draws nothing.
 *
 * @see Sutton & Barto, Reinforcement Learning (1st ed., 1998), §7.6.
 */
export class NaiveQLambda extends QLambdaAgent {
  constructor(setup: TableSetup) {
    super(setup, "naive-q-lambda");
  }

  protected override kept(): number {
    return 1;
  }
}

registerTableAgent("naive-q-lambda", {
  family: "multi-step",
  summary: "Q-learning with eligibility traces that are never cut, so that exploration biases it",
  source: "Sutton & Barto 1998, §7.6",
  parameters: [...CONTROL_PARAMETERS, LAMBDA, TRACES],
  build: (setup) => new NaiveQLambda(setup),
});
