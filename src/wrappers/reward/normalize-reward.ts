import type { BaseInfo, Env, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { checkDiscount } from "./check-discount.ts";

/** Options of {@link NormalizeReward}. */
export interface NormalizeRewardOptions {
  /** γ of the discounted return whose deviation is measured, in [0, 1]. @defaultValue 0.99 */
  readonly gamma?: number;
  /** Added to the variance, a finite number > 0. @defaultValue 1e-8 */
  readonly epsilon?: number;
}

/** Running mean and variance, weighted by a count. */
interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

/** Gymnasium begins with a variance of 1 that counts next to nothing. */
const NO_MOMENTS: Moments = { mean: 0, variance: 1, count: 1e-4 };

/**
 * Divides every reward by the running deviation of the discounted return, √(variance + ε); the mean is not subtracted.
 * The part `normalize` is the difference. As in Gymnasium, the return so far is dropped at the step that terminates,
 * before its reward is added, and goes on over truncations and resets. Rewards of different times do not compare: for learners with function approximation only.
 */
export class NormalizeReward<Observation, Action, Info extends BaseInfo = BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<NormalizeRewardOptions> = { gamma: true, epsilon: true };
  protected override readonly component = "normalize";
  /** Whether the statistics still follow the rewards; set it to false to freeze them, as for evaluation. */
  updatesStatistics = true;
  readonly #gamma: number;
  readonly #epsilon: number;
  #discountedReturn = 0;
  #moments = NO_MOMENTS;

  /** @throws {InvalidArgumentError} If `gamma` is not in [0, 1] or `epsilon` is not finite and > 0. */
  constructor(inner: Env<Observation, Action, Info>, options: NormalizeRewardOptions = {}) {
    super(inner, { ...options });
    const { gamma = 0.99, epsilon = 1e-8 } = options;
    this.#gamma = checkDiscount("gamma", gamma);
    if (!Number.isFinite(epsilon) || epsilon <= 0) {
      throw new InvalidArgumentError(`Expected \`epsilon\` to be a finite number > 0, got ${show(epsilon)}.`);
    }
    this.#epsilon = epsilon;
  }

  /** What rewards are divided by now. */
  get deviation(): number {
    return Math.sqrt(this.#moments.variance + this.#epsilon);
  }

  protected override addition({ reward, terminated }: StepResult<Observation, Info>): number {
    const carried = terminated ? 0 : this.#gamma * this.#discountedReturn;
    this.#discountedReturn = carried + reward;
    if (this.updatesStatistics) this.#moments = updated(this.#moments, this.#discountedReturn);
    return reward / this.deviation - reward;
  }

  protected override saveState(): JsonValue {
    const { mean, variance, count } = this.#moments;
    const { updatesStatistics } = this;
    return { discountedReturn: this.#discountedReturn, mean, variance, count, updatesStatistics };
  }

  protected override loadState(saved: JsonValue): void {
    const { updatesStatistics, ...numbers } = (saved ?? {}) as JsonObject;
    const { discountedReturn, mean, variance, count } = numbers;
    if (
      typeof updatesStatistics !== "boolean" ||
      ![discountedReturn, mean, variance, count].every(Number.isFinite)
    ) {
      throw new SnapshotError("Expected the statistics of a `NormalizeReward`.");
    }
    this.updatesStatistics = updatesStatistics;
    this.#discountedReturn = discountedReturn as number;
    this.#moments = { mean, variance, count } as Moments;
  }
}

/** Moments with one more value (Chan, Golub & LeVeque's parallel rule for a batch of one). */
function updated({ mean, variance, count }: Moments, value: number): Moments {
  const delta = value - mean;
  const total = count + 1;
  const squares = variance * count + (delta * delta * count) / total;
  return { mean: mean + delta / total, variance: squares / total, count: total };
}
