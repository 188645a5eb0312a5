import type { BaseInfo, Env, ResetResult } from "../../core/env.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { EnteredPotential, type ShapingOptions } from "./entered-potential.ts";
import type { Potential } from "./potentials.ts";

/** Options of {@link PotentialShaping}. */
export interface PotentialShapingOptions<Observation, Info> extends ShapingOptions {
  /** Φ: how promising a state is; finite. */
  readonly potential: Potential<Observation, Info>;
}

/**
 * Adds γΦ(s′) − Φ(s) to every reward, as the part `shaping`, which leaves the optimal policies as they are.
 * Φ(s′) is 0 where the step terminated and kept where it was only truncated; Φ(s) is the potential as it was when
 * s was entered, and is never computed again. `info.episode` keeps the return without shaping.
 *
 * @see Ng, Harada & Russell, Policy invariance under reward transformations (ICML 1999); Grześ, Reward shaping in
 * episodic reinforcement learning (AAMAS 2017), for Φ = 0 after a termination.
 */
export class PotentialShaping<Observation, Action, Info extends BaseInfo = BaseInfo> extends EnteredPotential<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<PotentialShapingOptions<unknown, BaseInfo>> = {
    gamma: true,
    terminal: true,
    potential: true,
  };
  readonly #potential: Potential<Observation, Info>;

  /** @throws {InvalidArgumentError} If `gamma` is not in [0, 1] or `terminal` is unknown. */
  constructor(inner: Env<Observation, Action, Info>, options: PotentialShapingOptions<Observation, Info>) {
    super(inner, options);
    this.#potential = options.potential;
  }

  protected override potential({ observation, info }: ResetResult<Observation, Info>): number {
    return this.#potential(observation, info);
  }
}
