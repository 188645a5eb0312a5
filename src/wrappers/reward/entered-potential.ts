import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import { warn } from "../../core/warnings.ts";
import { withWarning } from "../with-warning.ts";
import { checkDiscount } from "./check-discount.ts";

/** What every potential-based shaping takes beside its potential. */
export interface ShapingOptions {
  /** γ, the discount of the learner, in [0, 1]. Another value can change which policies are optimal. */
  readonly gamma: number;
  /**
   * Φ after a termination: 0, or with "keep" the potential of the last state, which can change which policies are
   * optimal and is told in `metadata.warnings`. @defaultValue "zero"
   */
  readonly terminal?: "zero" | "keep";
}

/**
 * Adds γΦ(s′) − Φ(s) to every reward, as the part `shaping`. Φ(s) is the potential as it was when s was entered, and is
 * never computed again; Φ(s′) is kept where the step was only truncated.
 */
export abstract class EnteredPotential<Observation, Action, Info extends BaseInfo> extends RewardWrapper<
  Observation,
  Action,
  Info
> {
  protected override readonly component = "shaping";
  /** γ of the shaping, to be compared with the learner's. */
  readonly gamma: number;
  readonly #keepsTerminal: boolean;
  #entered = 0;
  #time = 0;

  constructor(inner: Env<Observation, Action, Info>, options: ShapingOptions) {
    super(inner, { ...options });
    const { gamma, terminal = "zero" } = options;
    if (terminal !== "zero" && terminal !== "keep") {
      throw new InvalidArgumentError(`Expected \`terminal\` to be zero or keep, got ${show(terminal)}.`);
    }
    this.gamma = checkDiscount("gamma", gamma);
    this.#keepsTerminal = terminal === "keep";
    if (this.#keepsTerminal) warn(this.#warning);
  }

  /** Φ of a state that is entered after `time` steps, counted over all episodes. */
  protected abstract potential(entered: ResetResult<Observation, Info>, time: number): number;

  override get metadata(): EnvMetadata {
    const { metadata } = this.inner;
    return this.#keepsTerminal ? withWarning(metadata, this.#warning) : metadata;
  }

  get #warning(): string {
    return `${this.constructor.name} keeps the potential after a termination, which can change the optimal policies.`;
  }

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#entered = this.#finite(result);
    return result;
  }

  protected override addition(result: StepResult<Observation, Info>): number {
    const before = this.#entered;
    this.#time += 1;
    this.#entered = result.terminated && !this.#keepsTerminal ? 0 : this.#finite(result);
    return this.gamma * this.#entered - before;
  }

  #finite(entered: ResetResult<Observation, Info>): number {
    const potential = this.potential(entered, this.#time);
    if (Number.isFinite(potential)) return potential;
    throw new InvalidArgumentError(`Expected \`potential\` to give a finite number, got ${potential}.`);
  }

  protected override saveState(): JsonValue {
    return { entered: this.#entered, time: this.#time };
  }

  protected override loadState(saved: JsonValue): void {
    const { entered, time } = (saved ?? {}) as JsonObject;
    if (typeof entered !== "number" || !Number.isSafeInteger(time)) {
      throw new SnapshotError("Expected the entered potential and the time as numbers.");
    }
    this.#entered = entered;
    this.#time = time as number;
  }
}
