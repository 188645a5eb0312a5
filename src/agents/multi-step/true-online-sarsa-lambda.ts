import { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import { numberOf } from "../hyperparameters.ts";
import { CONTROL_PARAMETERS } from "../one-step/control-agent.ts";
import { NextActionAgent } from "../one-step/next-action-agent.ts";
import type { WaitingStep } from "../one-step/waiting-step.ts";
import { readExtra } from "../saved-extra.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { EligibilityTraces } from "./eligibility-traces.ts";
import { LAMBDA } from "./hyperparameters.ts";

const one = (): number => 1;

/**
 * True online SARSA(λ) over a table: after every step the values are those that the online λ-return algorithm would have
 * given for the episode so far. On-policy.
 *
 * With Q(s, a) as it is, Q° as it was when (s, a) was bootstrapped from, and `δ = r + γ · Q(s′, a′) − Q(s, a)`: the trace of
 * (s, a) becomes (1 − α) · e + α (a dutch trace that holds the step size), every value moves by (δ + Q − Q°) · e, Q(s, a) by
 * −α · (Q − Q°) besides, and every trace decays by γλ. Nothing follows a termination; at a truncation
 * Σ_a b(a | s′) · Q(s′, a) under the behaviour policy b stands for the action that was never taken. Every end clears the
 * traces. An action that took k steps is followed at γ^k. Learning draws nothing.
 *
 * @see van Seijen, Mahmood, Pilarski, Machado & Sutton, True Online Temporal-Difference Learning (JMLR 17, 2016); Sutton &
 *   Barto 2018, §12.7.
 */
export class TrueOnlineSarsaLambda extends NextActionAgent {
  readonly #traces: EligibilityTraces;
  readonly #lambda: number;
  /** Q°; absent at the first step of an episode. */
  #before: number | undefined;

  constructor(setup: TableSetup) {
    super(setup, "true-online-sarsa-lambda");
    this.#traces = new EligibilityTraces(setup, this.name);
    this.#lambda = numberOf(setup.hyperparameters, "lambda");
    this.#before = readExtra(setup, this.name, { before: z.number().nullable() })?.before ?? undefined;
  }

  protected override learnStep({ context, action, reward, discount }: WaitingStep, nextValue: number): void {
    const { table } = this;
    const target = reward + discount * nextValue;
    this.requireFinite(target, context);
    const index = table.visit(context, action);
    const stepSize = this.stepSize(table.count(index));
    const value = table.values[index] ?? 0;
    const before = this.#before ?? value;
    this.#traces.visit(index, 1 - stepSize, stepSize);
    this.#traces.credit(table, target - before, one);
    table.values[index] = (table.values[index] ?? 0) - stepSize * (value - before);
    this.#traces.decay(discount * this.#lambda);
    this.#before = nextValue;
  }

  protected override endEpisode(): void {
    this.#traces.clear();
    this.#before = undefined;
  }

  protected override saveExtra(): JsonObject {
    return { ...super.saveExtra(), traces: this.#traces.save(), before: this.#before ?? null };
  }
}

registerTableAgent("true-online-sarsa-lambda", {
  family: "multi-step",
  summary: "on-policy control with dutch traces that match the online λ-return exactly",
  source: "van Seijen et al. 2016; Sutton & Barto 2018, §12.7",
  parameters: [...CONTROL_PARAMETERS, LAMBDA],
  build: (setup) => new TrueOnlineSarsaLambda(setup),
});
