import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import type { OptionNames } from "../../core/wrapper.ts";

/** Options of {@link DelayReward}. */
export interface DelayRewardOptions {
  /** Steps by which every reward is late, an integer >= 0. */
  readonly steps: number;
}

/**
 * Pays every reward a few steps later, and what is still due at the end of the episode: the return stays, up to
 * rounding. The part `delay` is the difference. Put it outside a time limit, which would otherwise cut off what is due.
 */
export class DelayReward<Observation, Action, Info extends BaseInfo = BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<DelayRewardOptions> = { steps: true };
  protected override readonly component = "delay";
  readonly #steps: number;
  /** Rewards not yet paid, oldest first; at most `steps`. */
  #due: number[] = [];

  /** @throws {InvalidArgumentError} If `steps` is not an integer >= 0. */
  constructor(inner: Env<Observation, Action, Info>, options: DelayRewardOptions) {
    super(inner, { ...options });
    const { steps } = options;
    if (!Number.isSafeInteger(steps) || steps < 0) {
      throw new InvalidArgumentError(`Expected \`steps\` to be an integer >= 0, got ${show(steps)}.`);
    }
    this.#steps = steps;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#due = [];
    return result;
  }

  protected override addition({ reward, terminated, truncated }: StepResult<Observation, Info>): number {
    if (terminated || truncated) {
      const rest = this.#due.reduce((sum, due) => sum + due, 0);
      this.#due = [];
      return rest;
    }
    const isLate = this.#due.push(reward) > this.#steps;
    return (isLate ? (this.#due.shift() ?? 0) : 0) - reward;
  }

  protected override saveState(): JsonValue {
    return [...this.#due];
  }

  protected override loadState(saved: JsonValue): void {
    if (!Array.isArray(saved) || saved.length > this.#steps || !saved.every(Number.isFinite)) {
      throw new SnapshotError(`Expected at most ${this.#steps} rewards that are due.`);
    }
    this.#due = [...(saved as readonly number[])];
  }
}
