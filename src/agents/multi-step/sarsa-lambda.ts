import type { JsonObject } from "../../core/json.ts";
import { numberOf } from "../hyperparameters.ts";
import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import { NextActionAgent } from "../one-step/next-action-agent.ts";
import type { WaitingStep } from "../one-step/waiting-step.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { EligibilityTraces, keptByVisit } from "./eligibility-traces.ts";
import { LAMBDA, TRACES } from "./hyperparameters.ts";

/**
 * SARSA(λ): with the error `δ = r + γ · Q(s′, a′) − Q(s, a)` of the action a′ taken next, every value moves by α · δ · e; then
 * every trace e decays by γλ. On-policy.
 *
 * A visit sets its trace to 1 (replacing), adds 1 (accumulating) or sets it to (1 − α) · e + 1 (dutch); the traces of the
 * other actions of a row stay. A step size that counts visits is that of each value. Nothing follows a termination; at a
 * truncation Σ_a b(a | s′) · Q(s′, a) under the behaviour policy b stands for the action that was never taken. Every end
 * clears the traces. An action that took k steps is followed at γ^k. Learning draws nothing.
 *
 * @see Rummery & Niranjan 1994; Singh & Sutton 1996; Sutton & Barto 2018, §12.7.
 */
export class SarsaLambda extends NextActionAgent {
  readonly #traces: EligibilityTraces;
  readonly #lambda: number;
  readonly #alpha = (index: number): number => this.stepSize(this.table.count(index));

  constructor(setup: TableSetup) {
    super(setup, "sarsa-lambda");
    this.#traces = new EligibilityTraces(setup, this.name);
    this.#lambda = numberOf(setup.hyperparameters, "lambda");
  }

  protected override learnStep({ context, action, reward, discount }: WaitingStep, nextValue: number): void {
    const { table } = this;
    const target = reward + discount * nextValue;
    this.requireFinite(target, context);
    const index = table.visit(context, action);
    const error = target - (table.values[index] ?? 0);
    this.#traces.visit(index, keptByVisit(this.setup.hyperparameters["traces"], this.#alpha(index)), 1);
    this.#traces.credit(table, error, this.#alpha);
    this.#traces.decay(discount * this.#lambda);
  }

  protected override endEpisode(): void {
    this.#traces.clear();
  }

  protected override saveExtra(): JsonObject {
    return { ...super.saveExtra(), traces: this.#traces.save() };
  }
}

registerTableAgent("sarsa-lambda", {
  family: "multi-step",
  summary: "on-policy control with eligibility traces",
  source: "Rummery & Niranjan 1994; Singh & Sutton 1996; Sutton & Barto 2018, §12.7",
  parameters: [...CONTROL_PARAMETERS, LAMBDA, TRACES],
  build: (setup) => new SarsaLambda(setup),
});
