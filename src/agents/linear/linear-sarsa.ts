import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { FeatureVector } from "./context.ts";
import { type FeatureSetup, readModel, registerFeatureAgent } from "./feature-state.ts";
import { LINEAR_TD_PARAMETERS, LinearTdAgent } from "./linear-td.ts";

const Vector = z.array(z.number());

const Waiting = z.strictObject({
  context: Vector,
  action: z.int().nonnegative(),
  reward: z.number(),
  continuation: z.number().min(0).max(1).describe("γ^k of what follows."),
  nextContext: Vector,
  nextMask: z.array(z.int().min(0).max(1)),
});
type Waiting = z.infer<typeof Waiting>;

/**
 * Semi-gradient SARSA: `wₐ += α · (r + γ · Q(s′, a′) − Q(s, a)) · x(s)`, on-policy.
 *
 * The step is learned when the next one of the episode says what a′ was. Nothing follows a terminated step; where an
 * episode was truncated there is no a′, and the step bootstraps from Σ b(a′ | s′) · Q(s′, a′) under the behaviour
 * policy b. A step that is not followed by one from its s′ is taken as truncated there.
 */
export class LinearSarsa extends LinearTdAgent {
  #waiting: Waiting | undefined;

  constructor(setup: FeatureSetup) {
    super(setup, "linear-sarsa");
    this.#waiting = this.savedPending === undefined ? undefined : this.#readWaiting();
  }

  protected override update(transition: Transition<FeatureVector>): void {
    const { context, action, reward, terminated, truncated } = transition;
    if (!terminated) this.checkNext(transition);
    this.#learnWaiting(transition);
    const continuation = this.continuation(transition);
    if (terminated || truncated) {
      const next = terminated ? 0 : this.expectedNext(transition);
      this.moveTowards(context, action, reward + continuation * next);
      return;
    }
    this.#waiting = {
      ...{ context: Array.from(context), action, reward, continuation },
      ...{ nextContext: Array.from(transition.nextContext), nextMask: Array.from(transition.nextMask) },
    };
  }

  protected override savePending(): JsonValue | undefined {
    return this.#waiting === undefined ? undefined : { ...structuredClone(this.#waiting) };
  }

  #learnWaiting({ context, action }: Transition<FeatureVector>): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    const goesOn = waiting.nextContext.every((entry, index) => entry === context[index]);
    const next = goesOn
      ? this.value(context, action)
      : this.expectedNext({ ...waiting, nextMask: Uint8Array.from(waiting.nextMask) });
    this.moveTowards(waiting.context, waiting.action, waiting.reward + waiting.continuation * next);
  }

  #readWaiting(): Waiting {
    const waiting = readModel(this.name, Waiting, this.savedPending);
    const { context, nextContext, nextMask, action } = waiting;
    const fits = [context, nextContext].every(({ length }) => length === this.dimension);
    if (fits && nextMask.length === this.actionCount && action < this.actionCount) return waiting;
    throw new SnapshotError(`The saved ${this.name} does not fit: \`model.pending\` is of another agent.`);
  }
}

registerFeatureAgent("linear-sarsa", {
  family: "linear",
  summary: "SARSA with action values that are linear in a feature vector",
  source: "Rummery & Niranjan 1994; Sutton & Barto 2018, §10.1",
  parameters: LINEAR_TD_PARAMETERS,
  build: (setup) => new LinearSarsa(setup),
});
