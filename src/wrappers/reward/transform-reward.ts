import type { BaseInfo, Env, StepResult } from "../../core/env.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import type { OptionNames } from "../../core/wrapper.ts";

/** Options of {@link TransformReward}. */
export interface TransformRewardOptions {
  /** The new reward of a step; a pure function whose results are finite. */
  readonly transform: (reward: number) => number;
}

/**
 * Passes every reward through a function. The part `transform` is the difference, so the new reward is what the
 * function gave up to the rounding of one addition.
 */
export class TransformReward<Observation, Action, Info extends BaseInfo = BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<TransformRewardOptions> = { transform: true };
  protected override readonly component = "transform";
  readonly #transform: (reward: number) => number;

  constructor(inner: Env<Observation, Action, Info>, options: TransformRewardOptions) {
    super(inner, { ...options });
    this.#transform = options.transform;
  }

  protected override addition({ reward }: StepResult<Observation, Info>): number {
    return this.#transform(reward) - reward;
  }
}
