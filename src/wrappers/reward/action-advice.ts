import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { RewardWrapper } from "../../core/reward-wrapper.ts";
import type { Discrete } from "../../core/spaces/discrete.ts";
import { discreteActions } from "../action/discrete-actions.ts";
import { withWarning } from "../with-warning.ts";

/** Φ(s, a): how promising an action is in a state; finite, and the same whenever it sees the same. */
export type ActionPotential<Observation> = (observation: Observation, action: number) => number;

/** Shaping by a potential of actions: keeps Φ(s, ·) as it was when s was entered. The part of the reward is `advice`. */
export abstract class ActionAdvice<Observation, Info extends BaseInfo> extends RewardWrapper<
  Observation,
  number,
  Info
> {
  protected override readonly component = "advice";
  /** γ of the shaping, to be compared with the learner's. */
  abstract readonly gamma: number;
  /** What a reader of scores must know. */
  protected abstract readonly warning: string;
  readonly #potential: ActionPotential<Observation>;
  readonly #space: Discrete;
  #entered: readonly number[];
  #chosen = 0;

  constructor(
    inner: Env<Observation, number, Info>,
    kwargs: { readonly potential: ActionPotential<Observation> },
  ) {
    super(inner, { ...kwargs });
    this.#potential = kwargs.potential;
    this.#space = discreteActions(inner);
    this.#entered = new Array<number>(this.#space.n).fill(0);
  }

  override get metadata(): EnvMetadata {
    return withWarning(this.inner.metadata, this.warning);
  }

  /** Φ(s, ·) of an observation, one number for each action in the order of the space; shape [actionCount]. */
  bias(observation: Observation): Float64Array {
    const { n, start } = this.#space;
    return Float64Array.from({ length: n }, (_, place) => {
      const potential = this.#potential(observation, start + place);
      if (Number.isFinite(potential)) return potential;
      throw new InvalidArgumentError(`Expected \`potential\` to give a finite number, got ${potential}.`);
    });
  }

  /** Φ(s, a) of an action in the state shown last, as it was entered; 0 after a termination. */
  protected enteredPotential(action: number): number {
    return this.#entered[action - this.#space.start] ?? 0;
  }

  /** What is added for an action whose potential was `chosen` when its state was entered. */
  protected abstract advice(chosen: number): number;

  override reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.inner.reset(options);
    this.#enter(this.bias(result.observation));
    return result;
  }

  override step(action: number): StepResult<Observation, Info> {
    this.#chosen = this.#space.contains(action) ? this.enteredPotential(action) : 0;
    return super.step(action);
  }

  protected override addition({ observation, terminated }: StepResult<Observation, Info>): number {
    this.#enter(terminated ? new Float64Array(this.#space.n) : this.bias(observation));
    return this.advice(this.#chosen);
  }

  #enter(potentials: Float64Array): void {
    this.#entered = Array.from(potentials);
  }

  protected override saveState(): JsonValue {
    return this.#entered;
  }

  protected override loadState(saved: JsonValue): void {
    if (!Array.isArray(saved) || saved.length !== this.#space.n || !saved.every(Number.isFinite)) {
      throw new SnapshotError("Expected the entered potential of each action.");
    }
    this.#entered = saved as readonly number[];
  }
}
