import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";
import { numberOf } from "../hyperparameters.ts";
import { ControlAgent } from "../one-step/control-agent.ts";
import { readExtra } from "../saved-extra.ts";
import type { TableSetup } from "../table-state.ts";
import { EligibilityTraces, keptByVisit } from "./eligibility-traces.ts";

/** What {@link QLambdaAgent} learns from a step. */
export interface StepError {
  /** Where its value is in the table, visited. */
  readonly index: number;
  /** r + γ · V(s′), or r where nothing follows. */
  readonly target: number;
  readonly transition: Transition;
}

/**
 * An off-policy agent with eligibility traces. A step is learned at once; what the next action makes of the traces is
 * settled when the next step is learned, from the values that the action was chosen by.
 *
 * Every end clears the traces, and so does a step from elsewhere than the last one led to.
 */
export abstract class QLambdaAgent extends ControlAgent {
  protected readonly traces: EligibilityTraces;
  readonly #lambda: number;
  readonly #kind: unknown;
  /** Where the last step led to; absent at the start of an episode. */
  #nextContext: number | undefined;

  /** @param name - Name it is registered by. */
  constructor(setup: TableSetup, name: string) {
    super(setup, name);
    this.traces = new EligibilityTraces(setup, name);
    this.#lambda = numberOf(setup.hyperparameters, "lambda");
    this.#kind = setup.hyperparameters["traces"];
    const shape = { nextContext: z.int().nonnegative().nullable() };
    this.#nextContext = readExtra(setup, name, shape)?.nextContext ?? undefined;
  }

  /** What is left of the traces of earlier steps once an action is taken, in [0, 1]. */
  protected abstract kept(transition: Transition): number;

  /** V(s′) that a target bootstraps from. */
  protected nextValue(transition: Transition): number {
    return this.bestNext(transition);
  }

  protected override update(transition: Transition): void {
    const { context, action, reward, terminated, truncated } = transition;
    this.checkRows(transition);
    if (this.#nextContext !== context) this.traces.clear();
    if (this.traces.size > 0) this.traces.decay(this.kept(transition));
    const discount = this.continuation(transition);
    const target = reward + discount * (terminated ? 0 : this.nextValue(transition));
    this.requireFinite(target, context);
    this.learnStep({ index: this.table.visit(context, action), target, transition });
    const hasEnded = terminated || truncated;
    this.traces.decay(hasEnded ? 0 : discount * this.#lambda);
    this.#nextContext = hasEnded ? undefined : transition.nextContext;
  }

  protected learnStep({ index, target }: StepError): void {
    const error = target - (this.table.values[index] ?? 0);
    this.visitTrace(index);
    this.traces.credit(this.table, error, this.stepSizeAt);
  }

  /** Changes the trace of a place as the hyperparameter `traces` says. */
  protected visitTrace(index: number): void {
    this.traces.visit(index, keptByVisit(this.#kind, this.stepSizeAt(index)), 1);
  }

  /** α of a place. */
  protected readonly stepSizeAt = (index: number): number => this.stepSize(this.table.count(index));

  protected override saveExtra(): JsonObject {
    return { traces: this.traces.save(), nextContext: this.#nextContext ?? null };
  }
}
