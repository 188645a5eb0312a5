import { bestAllowed } from "../greedy.ts";
import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { LAMBDA, TRACES } from "./hyperparameters.ts";
import { QLambdaAgent, type StepError } from "./q-lambda-agent.ts";

/**
 * Peng's Q(λ): with V(s) = max_a Q(s, a), every value with a trace e of an earlier step moves by
 * `α · (r + γ · V(s′) − V(s)) · e` and Q(s, a) by `α · (r + γ · V(s′) − Q(s, a))`; then (s, a) gets its trace and every trace
 * decays by γλ. Traces are never cut: it learns values between those of the behaviour and of the greedy policy.
 *
 * Nothing follows a termination; a truncation bootstraps; both clear the traces. An action that took k steps is followed
 * at γ^k. Learning draws nothing. The traces of the paper are `accumulating`.
 *
 * @see Peng & Williams, Incremental Multi-Step Q-Learning (Machine Learning 22, 1996).
 */
export class PengQLambda extends QLambdaAgent {
  constructor(setup: TableSetup) {
    super(setup, "peng-q-lambda");
  }

  protected override kept(): number {
    return 1;
  }

  protected override learnStep({ index, target, transition }: StepError): void {
    const { table } = this;
    const { values } = table;
    const best = bestAllowed(values, table.offset(transition.context), this.bootstrapOver(transition.mask));
    const error = target - (values[index] ?? 0);
    this.traces.credit(table, target - best, this.stepSizeAt);
    values[index] = (values[index] ?? 0) + this.stepSizeAt(index) * error;
    this.visitTrace(index);
  }
}

registerTableAgent("peng-q-lambda", {
  family: "multi-step",
  summary: "Q-learning with eligibility traces for the error of the state's value, never cut",
  source: "Peng & Williams 1996",
  parameters: [...CONTROL_PARAMETERS, LAMBDA, TRACES],
  build: (setup) => new PengQLambda(setup),
});
