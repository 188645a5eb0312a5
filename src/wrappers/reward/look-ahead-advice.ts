import type { BaseInfo, Env } from "../../core/env.ts";
import { InvalidActionError, show } from "../../core/errors.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { ActionAdvice, type ActionPotential } from "./action-advice.ts";
import { checkDiscount } from "./check-discount.ts";

/** Options of {@link LookAheadAdvice}. */
export interface LookAheadAdviceOptions<Observation> {
  /** Φ(s, a): how promising an action is in a state; finite. */
  readonly potential: ActionPotential<Observation>;
  /** γ, the discount of the learner, in [0, 1]. */
  readonly gamma: number;
}

/**
 * Look-ahead advice, F = γΦ(s′, a′) − Φ(s, a), for a learner that is aware of it. a′ is the action the learner's target
 * speaks of, which no environment knows when it pays; so the advice comes in two halves:
 *
 * - the part `advice` of every reward is −Φ(s, a);
 * - γΦ(s′, a′) belongs to the learner's target. It bootstraps from Q + Φ in place of Q, with `bias(s′)`, or asks
 *   `completion(a′)` for the missing half as soon as it has chosen a′. After a termination there is none.
 *
 * The learned Q is lower than the true one by Φ(s, a): act greedily, and explore, on Q + Φ with `bias(s)`. For Q-learning
 * and Sarsa that equals learning without advice from Q + Φ at the beginning. A learner that does not add the bias
 * learns another task; `metadata.warnings` says so.
 *
 * @see Wiewiora, Cottrell & Elkan, Principled methods for advising reinforcement learning agents (ICML 2003).
 */
export class LookAheadAdvice<Observation, Info extends BaseInfo = BaseInfo> extends ActionAdvice<
  Observation,
  Info
> {
  static override readonly optionNames: OptionNames<LookAheadAdviceOptions<unknown>> = {
    potential: true,
    gamma: true,
  };
  readonly gamma: number;
  protected override readonly warning =
    "LookAheadAdvice is right only for an agent that acts on and bootstraps from Q + Φ, with its `bias`.";

  /** @throws {InvalidArgumentError} If `gamma` is not in [0, 1] or the action space is not Discrete. */
  constructor(inner: Env<Observation, number, Info>, options: LookAheadAdviceOptions<Observation>) {
    super(inner, options);
    this.gamma = checkDiscount("gamma", options.gamma);
  }

  /**
   * γΦ(s′, a′) of the state shown last: what the last reward lacks once the learner has chosen a′. 0 after a
   * termination.
   * @throws {InvalidActionError} If the action is not in the space.
   */
  completion(nextAction: number): number {
    if (this.actionSpace.contains(nextAction)) return this.gamma * this.enteredPotential(nextAction);
    throw new InvalidActionError(`Expected an action in ${this.actionSpace}, got ${show(nextAction)}.`);
  }

  protected override advice(chosen: number): number {
    return 0 - chosen;
  }
}
