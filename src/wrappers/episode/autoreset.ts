import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { type NoOptions, type OptionNames, Wrapper } from "../../core/wrapper.ts";

/**
 * Starts the next episode by itself, as Gymnasium's next-step autoreset: the step after an end ignores its action,
 * resets without a seed and returns the first observation with reward 0 and both flags false. That step is no
 * transition of the task: a learner must leave it out.
 */
export class Autoreset<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<NoOptions> = {};
  #hasEnded = false;

  constructor(inner: Env<Observation, Action, Info>, options: NoOptions = {}) {
    super(inner, { ...options });
  }

  /** Whether the next step resets. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#hasEnded = false;
    return result;
  }

  override step(action: Action): StepResult<Observation, Info> {
    if (this.#hasEnded) return { ...this.reset(), reward: 0, terminated: false, truncated: false };
    const result = this.inner.step(action);
    this.#hasEnded = result.terminated || result.truncated;
    return result;
  }

  protected override saveState(): JsonValue {
    return this.#hasEnded;
  }

  protected override loadState(saved: JsonValue): void {
    if (typeof saved !== "boolean")
      throw new SnapshotError("Expected the state of an `Autoreset`: true or false.");
    this.#hasEnded = saved;
  }
}
