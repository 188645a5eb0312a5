import type { BaseInfo, Env, ResetResult } from "../../core/env.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { EnteredPotential, type ShapingOptions } from "./entered-potential.ts";

/** Φ(s, t): how promising a state is after `time` steps of training, counted over all episodes; finite. */
export type TimedPotential<Observation, Info> = (
  observation: Observation,
  info: Info,
  time: number,
) => number;

/** Options of {@link DynamicPotential}. */
export interface DynamicPotentialOptions<Observation, Info> extends ShapingOptions {
  /** Φ, which may change over time, such as one that is annealed or learned meanwhile. */
  readonly potential: TimedPotential<Observation, Info>;
}

/**
 * Adds γΦ(s′, t′) − Φ(s, t) to every reward, as the part `shaping`, with both potentials as they were when their state
 * was entered: that keeps the optimal policies although Φ changes, which computing Φ(s) again later would not. Unlike
 * shaping with a fixed potential it does not equal any initial value of the learner. The time belongs to the snapshot;
 * resets do not restart it.
 *
 * @see Devlin & Kudenko, Dynamic potential-based reward shaping (AAMAS 2012), eq. 6.
 */
export class DynamicPotential<Observation, Action, Info extends BaseInfo = BaseInfo> extends EnteredPotential<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<DynamicPotentialOptions<unknown, BaseInfo>> = {
    gamma: true,
    terminal: true,
    potential: true,
  };
  readonly #potential: TimedPotential<Observation, Info>;

  /** @throws {InvalidArgumentError} If `gamma` is not in [0, 1] or `terminal` is unknown. */
  constructor(inner: Env<Observation, Action, Info>, options: DynamicPotentialOptions<Observation, Info>) {
    super(inner, options);
    this.#potential = options.potential;
  }

  protected override potential(entered: ResetResult<Observation, Info>, time: number): number {
    return this.#potential(entered.observation, entered.info, time);
  }
}
