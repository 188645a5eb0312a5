import type { BaseInfo, Env, ResetOptions, ResetResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { ActionAdvice, type ActionPotential } from "./action-advice.ts";

/** Options of {@link LookBackAdvice}. */
export interface LookBackAdviceOptions<Observation> {
  /** Φ(s, a): how promising an action is in a state; finite. */
  readonly potential: ActionPotential<Observation>;
  /** γ, the discount of the learner, in (0, 1]. */
  readonly gamma: number;
}

/**
 * Look-back advice: adds Φ(s, a) − Φ(s₋, a₋)/γ to every reward, as the part `advice`, with the action before; Φ(s₋, a₋)
 * is 0 at the first step. Meant for on-policy learners, which act on Q as it is. No proof says that it keeps the optimal
 * policies: the discounted sum of an episode of T steps is γ^(T−1)Φ(s_T−1, a_T−1), which the last action decides.
 * `metadata.warnings` says so.
 *
 * @see Wiewiora, Cottrell & Elkan, Principled methods for advising reinforcement learning agents (ICML 2003).
 */
export class LookBackAdvice<Observation, Info extends BaseInfo = BaseInfo> extends ActionAdvice<
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<LookBackAdviceOptions<unknown>> = {
    potential: true,
    gamma: true,
  };
  readonly gamma: number;
  protected override readonly warning =
    "LookBackAdvice is not proven to keep the optimal policies; it is meant for on-policy learners.";
  #before = 0;

  /** @throws {InvalidArgumentError} If `gamma` is not in (0, 1] or the action space is not Discrete. */
  constructor(inner: Env<Observation, number, Info>, options: LookBackAdviceOptions<Observation>) {
    super(inner, options);
    const { gamma } = options;
    if (!(gamma > 0 && gamma <= 1)) {
      throw new InvalidArgumentError(`Expected \`gamma\` to be in (0, 1], got ${gamma}.`);
    }
    this.gamma = gamma;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = super.reset(options);
    this.#before = 0;
    return result;
  }

  protected override advice(chosen: number): number {
    const part = chosen - this.#before / this.gamma;
    this.#before = chosen;
    return part;
  }

  protected override saveState(): JsonValue {
    return { entered: super.saveState(), before: this.#before };
  }

  protected override loadState(saved: JsonValue): void {
    const { before, entered = null } = (saved ?? {}) as JsonObject;
    if (typeof before !== "number") throw new SnapshotError("Expected the potential of the action before.");
    super.loadState(entered);
    this.#before = before;
  }
}
