import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, ResetNeededError, SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";

/** Options of {@link TimeLimit}. */
export interface TimeLimitOptions {
  /** Steps after which an episode is truncated, an integer >= 1. */
  readonly maxSteps: number;
}

/** Truncates an episode after `maxSteps` steps. Leaves `terminated` as the inner environment set it. */
export class TimeLimit<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<TimeLimitOptions> = { maxSteps: true };
  override readonly changesTask = true;
  readonly #maxSteps: number;
  #elapsedSteps = 0;

  /** @throws {InvalidArgumentError} If `maxSteps` is not an integer >= 1. */
  constructor(inner: Env<Observation, Action, Info>, options: TimeLimitOptions) {
    super(inner, { ...options });
    const { maxSteps } = options;
    if (!Number.isSafeInteger(maxSteps) || maxSteps < 1) {
      throw new InvalidArgumentError(`Expected \`maxSteps\` to be an integer >= 1, got ${maxSteps}.`);
    }
    this.#maxSteps = maxSteps;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#elapsedSteps = 0;
    return result;
  }

  override step(action: Action): StepResult<Observation, Info> {
    if (this.#elapsedSteps >= this.#maxSteps) throw new ResetNeededError("ended");
    const result = this.inner.step(action);
    this.#elapsedSteps += 1;
    if (this.#elapsedSteps < this.#maxSteps) return result;
    return { ...result, truncated: true };
  }

  protected override saveState(): JsonValue {
    return this.#elapsedSteps;
  }

  protected override loadState(saved: JsonValue): void {
    if (typeof saved !== "number" || !Number.isSafeInteger(saved) || saved < 0) {
      throw new SnapshotError("Expected the elapsed steps of a `TimeLimit` to be an integer >= 0.");
    }
    this.#elapsedSteps = saved;
  }

  override close(): void {
    super.close();
    // From here on the inner environment refuses every step in its own words.
    this.#elapsedSteps = 0;
  }
}
