import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import type { OptionNames } from "../../core/wrapper.ts";

/** Options of {@link SparseReward}. */
export interface SparseRewardOptions {
  /** Steps between two payments, an integer >= 1; "end" pays at the end of the episode only. */
  readonly every: number | "end";
}

/**
 * Saves up rewards and pays the sum every few steps and at the end of the episode: the return stays, up to rounding. The
 * part `sparse` is the difference. Put it outside a time limit, which would otherwise cut off what is saved.
 */
export class SparseReward<Observation, Action, Info extends BaseInfo = BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<SparseRewardOptions> = { every: true };
  protected override readonly component = "sparse";
  readonly #every: number;
  #saved = 0;
  #steps = 0;

  /** @throws {InvalidArgumentError} If `every` is neither an integer >= 1 nor "end". */
  constructor(inner: Env<Observation, Action, Info>, options: SparseRewardOptions) {
    super(inner, { ...options });
    const { every } = options;
    if (every !== "end" && !(Number.isSafeInteger(every) && every >= 1)) {
      throw new InvalidArgumentError(
        `Expected \`every\` to be an integer >= 1 or "end", got ${show(every)}.`,
      );
    }
    this.#every = every === "end" ? Number.POSITIVE_INFINITY : every;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#saved = 0;
    this.#steps = 0;
    return result;
  }

  protected override addition({ reward, terminated, truncated }: StepResult<Observation, Info>): number {
    this.#steps += 1;
    if (terminated || truncated || this.#steps >= this.#every) {
      const paid = this.#saved;
      this.#saved = 0;
      this.#steps = 0;
      return paid;
    }
    this.#saved += reward;
    return 0 - reward;
  }

  protected override saveState(): JsonValue {
    return { saved: this.#saved, steps: this.#steps };
  }

  protected override loadState(state: JsonValue): void {
    const { saved, steps } = (state ?? {}) as JsonObject;
    if (typeof saved !== "number" || !Number.isSafeInteger(steps)) {
      throw new SnapshotError("Expected the saved reward and the steps of a `SparseReward`.");
    }
    this.#saved = saved;
    this.#steps = steps as number;
  }
}
