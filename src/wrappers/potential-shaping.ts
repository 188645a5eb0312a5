import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { RewardWrapper } from "../core/reward-wrapper.ts";

/** Options of {@link PotentialShaping}. */
export interface PotentialShapingOptions<Observation, Info> {
  /** Φ: how promising a state is; finite. */
  readonly potential: (observation: Observation, info: Info) => number;
  /** γ, the discount of the learner, in [0, 1]. Another value can change which policies are optimal. */
  readonly gamma: number;
}

/**
 * Adds γΦ(s′) − Φ(s) to every reward, as the part `shaping`, which leaves the optimal policies as they are.
 * Φ(s′) is 0 where the step terminated and kept where it was only truncated; Φ(s) is the potential as it was when
 * s was entered, and is never computed again.
 */
export class PotentialShaping<Observation, Action, Info extends BaseInfo = BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  protected override readonly component = "shaping";
  readonly #options: PotentialShapingOptions<Observation, Info>;
  #entered = 0;

  /** @throws {InvalidArgumentError} If `gamma` is not in [0, 1]. */
  constructor(inner: Env<Observation, Action, Info>, options: PotentialShapingOptions<Observation, Info>) {
    super(inner, { ...options });
    const { gamma } = options;
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new InvalidArgumentError(`Expected \`gamma\` to be in [0, 1], got ${gamma}.`);
    }
    this.#options = options;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#entered = this.#potential(result);
    return result;
  }

  protected override addition(result: StepResult<Observation, Info>): number {
    const before = this.#entered;
    this.#entered = result.terminated ? 0 : this.#potential(result);
    return this.#options.gamma * this.#entered - before;
  }

  #potential({ observation, info }: ResetResult<Observation, Info>): number {
    const potential = this.#options.potential(observation, info);
    if (Number.isFinite(potential)) return potential;
    throw new InvalidArgumentError(`Expected \`potential\` to give a finite number, got ${potential}.`);
  }

  protected override saveState(): JsonValue {
    return this.#entered;
  }

  protected override loadState(saved: JsonValue): void {
    if (typeof saved !== "number") throw new SnapshotError("Expected the entered potential as a number.");
    this.#entered = saved;
  }
}
