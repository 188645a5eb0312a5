import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";
import { numberOf } from "../hyperparameters.ts";
import { ControlAgent } from "../one-step/control-agent.ts";
import { savedStep, WaitingStep } from "../one-step/waiting-step.ts";
import { readExtra } from "../saved-extra.ts";
import type { TableSetup } from "../table-state.ts";

/**
 * An agent whose targets hold up to n rewards, worked out from the last one back.
 *
 * The step of time t is learned once the n steps t … t + n − 1 were seen, and for targets that sample it the action after
 * them; so every step is learned once, in order. An end of the episode lets all steps that still wait be learned, oldest
 * first, with what there was: nothing follows a termination, and a truncation bootstraps. An episode that was left
 * without an end (a step from elsewhere than the last one led to) is taken as truncated there. Values and policies in a
 * target are those at the time of the update. The steps that wait, at most n, are part of the saved state.
 */
export abstract class NStepAgent extends ControlAgent {
  readonly #n: number;
  readonly #steps: WaitingStep[];

  /** @param name - Name it is registered by. */
  constructor(setup: TableSetup, name: string) {
    super(setup, name);
    this.#n = numberOf(setup.hyperparameters, "steps");
    const shape = { steps: z.array(savedStep(setup.actionCount)).max(this.#n) };
    this.#steps = (readExtra(setup, name, shape)?.steps ?? []).map((saved) => {
      const step = new WaitingStep(setup.actionCount);
      step.load(saved);
      return step;
    });
  }

  /** Whether a target that bootstraps needs the action taken after its last step. */
  protected abstract needsNextAction(): boolean;

  /**
   * The return from a step, given the return from the next one.
   * @param next - The step that follows, with the action taken there; absent at the end of what was seen.
   * @param rest - The return from `next`; absent where the target ends, so that it bootstraps or stops here.
   */
  protected abstract backUp(
    step: WaitingStep,
    next: WaitingStep | undefined,
    rest: number | undefined,
  ): number;

  /**
   * What the step size is multiplied with, ≥ 0: the importance of a return for the policy that is learned.
   * @param _steps - The step that is learned and those after it whose actions are in its return.
   */
  protected importance(_steps: readonly WaitingStep[]): number {
    return 1;
  }

  protected override update(transition: Transition): void {
    this.checkRows(transition);
    const last = this.#steps.at(-1);
    if (last !== undefined && last.nextContext !== transition.context) this.#learnDownTo(0);
    const step = new WaitingStep(this.actionCount);
    step.set(transition, this.continuation(transition));
    this.#steps.push(step);
    const hasEnded = transition.terminated || transition.truncated;
    this.#learnDownTo(hasEnded ? 0 : this.#n - (this.needsNextAction() ? 0 : 1));
  }

  /** Learns the oldest steps until only `count` wait. */
  #learnDownTo(count: number): void {
    while (this.#steps.length > count) {
      this.#learnOldest();
      this.#steps.shift();
    }
  }

  #learnOldest(): void {
    const steps = this.#steps;
    const [oldest] = steps;
    if (oldest === undefined) return;
    const { context, action } = oldest;
    const last = Math.min(this.#n, steps.length) - 1;
    let rest: number | undefined;
    for (let place = last; place >= 0; place -= 1) {
      const step = steps[place];
      if (step !== undefined) rest = this.backUp(step, steps[place + 1], rest);
    }
    const target = rest ?? 0;
    this.requireFinite(target, context);
    const importance = this.importance(steps.slice(0, last + 2));
    const index = this.table.visit(context, action);
    const stepSize = this.stepSize(this.table.count(index));
    this.table.moveTowards(index, target, Math.min(1, stepSize * importance));
  }

  protected override saveExtra(): JsonObject {
    return { steps: this.#steps.map((step) => step.save()) };
  }
}
