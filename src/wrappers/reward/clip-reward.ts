import type { BaseInfo, Env, StepResult } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import type { OptionNames } from "../../core/wrapper.ts";

/** Options of {@link ClipReward}. */
export interface ClipRewardOptions {
  /** The least reward. @defaultValue -1 */
  readonly min?: number;
  /** The greatest reward, above `min`. @defaultValue 1 */
  readonly max?: number;
}

/** Keeps every reward in [min, max]. The part `clip` is what was cut off, with its sign turned. */
export class ClipReward<Observation, Action, Info extends BaseInfo = BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<ClipRewardOptions> = { min: true, max: true };
  protected override readonly component = "clip";
  readonly #min: number;
  readonly #max: number;

  /** @throws {InvalidArgumentError} Unless min and max are numbers and min < max. */
  constructor(inner: Env<Observation, Action, Info>, options: ClipRewardOptions = {}) {
    super(inner, { ...options });
    const { min = -1, max = 1 } = options;
    if (!(Number.isFinite(min) && Number.isFinite(max) && min < max)) {
      throw new InvalidArgumentError(`Expected finite \`min\` < \`max\`, got ${min} and ${max}.`);
    }
    this.#min = min;
    this.#max = max;
  }

  protected override addition({ reward }: StepResult<Observation, Info>): number {
    const part = Math.max(this.#min, Math.min(this.#max, reward)) - reward;
    const clipped = reward + part;
    // The sum may round to just outside the bounds; the next number that is farther from 0 leads back inside.
    const isInside = clipped >= this.#min && clipped <= this.#max;
    return isInside ? part : part * (1 + Number.EPSILON);
  }
}
