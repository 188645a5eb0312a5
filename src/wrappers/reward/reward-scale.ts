import type { BaseInfo, Env, StepResult } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import type { OptionNames } from "../../core/wrapper.ts";

/** Options of {@link RewardScale}. */
export interface RewardScaleOptions {
  /** What every reward is multiplied by, a finite number. */
  readonly factor: number;
}

/** Multiplies every reward. The part `scale` is what that adds, so the product is exact up to one rounding. */
export class RewardScale<Observation, Action, Info extends BaseInfo = BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<RewardScaleOptions> = { factor: true };
  protected override readonly component = "scale";
  readonly #factor: number;

  /** @throws {InvalidArgumentError} If `factor` is not finite. */
  constructor(inner: Env<Observation, Action, Info>, options: RewardScaleOptions) {
    super(inner, { ...options });
    const { factor } = options;
    if (!Number.isFinite(factor)) {
      throw new InvalidArgumentError(`Expected \`factor\` to be a finite number, got ${factor}.`);
    }
    this.#factor = factor;
  }

  protected override addition({ reward }: StepResult<Observation, Info>): number {
    return this.#factor * reward - reward;
  }
}
