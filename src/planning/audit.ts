import type { TransitionModel } from "../core/model.ts";
import { type AliasedReward, aliasedReward } from "./aliased-reward.ts";
import { type Comparison, compareOptima, objective } from "./compare-optima.ts";
import { payingCycles, refusePayingCycles } from "./cycles.ts";
import type { EnumerateOptions } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { mergeStates } from "./merge-states.ts";
import { finalScores, withRewards } from "./objectives.ts";
import { pairRewards, type RewardPair } from "./paired-model.ts";
import { fromStart } from "./policy-range.ts";
import { checkDiscount, type IterationOptions } from "./value-iteration.ts";

/** What `auditReward` takes beside the models. */
export interface AuditOptions<State = unknown>
  extends EnumerateOptions,
    Omit<IterationOptions, "discount" | "start"> {
  /** γ in [0, 1] that an agent learns with. @defaultValue 1 */
  readonly discount?: number;
  /**
   * What cycles are looked for in: states with one such key are taken as one, and an action pays the least that it pays
   * in any of them. Leave the clock out to find loops that a step budget cuts short. @defaultValue the model's own `stateKey`
   */
  readonly cycleKey?: (state: State) => string | number;
}

/** A way round that pays, in names. */
export interface NamedCycle {
  /** Actions from a start to the cycle. */
  readonly history: readonly string[];
  /** Actions once round. */
  readonly actions: readonly string[];
  /** Expected reward per step in the long run, > 0. */
  readonly rewardPerStep: number;
}

/** Whether a changed reward keeps the optimal policies, by exact dynamic programming. */
export interface RewardAudit {
  readonly discount: number;
  readonly stateCount: number;
  /** V* of the start under the base reward, in its units. */
  readonly baseReturn: number;
  /** V* of the start under the changed reward, in its units. */
  readonly changedReturn: number;
  /** The largest expected final raw score of any policy, in [0, 1]. */
  readonly bestRawScore: number;
  /** Against the base reward at the same γ. */
  readonly againstBase: Comparison;
  /** Against the undiscounted final raw score. */
  readonly againstRawScore: Comparison;
  /** Ways to earn the changed reward for ever. */
  readonly cycles: readonly NamedCycle[];
  /** Where one table row and action earn unlike rewards on the way to one table row; `null` if nowhere. */
  readonly aliasing: AliasedReward | null;
  /** What the verdicts do not say, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Compares what is optimal for a changed reward with what is optimal for the base reward at the same γ, and with the best
 * undiscounted raw score. All numbers are exact up to rounding. Of a model with several tasks they are means over the
 * tasks; audit one task at a time to see which of them a history belongs to.
 *
 * @throws {InvalidArgumentError} If γ is outside [0, 1], or the models differ in more than their rewards.
 * @throws {GymError} `MODEL_TOO_LARGE` past `maxStates`, `NOT_CONVERGED` if a reward can be collected for ever at γ = 1.
 * @see Ng, Harada & Russell, Policy invariance under reward transformations (ICML 1999).
 */
export function auditReward<Base, Changed>(
  base: TransitionModel<Base>,
  changed: TransitionModel<Changed>,
  options: AuditOptions<Base> = {},
): RewardAudit {
  const { discount = 1, cycleKey } = options;
  checkDiscount(discount);
  const nameOf = (action: number): string => base.actionName(action);
  const pair = pairRewards(base, changed, options);
  const { mdp } = pair;
  const after = withRewards(mdp, pair.changed);
  if (discount === 1) for (const each of [mdp, after]) refusePayingCycles(each, nameOf);
  const best = objective(mdp, mdp.edgeReward, { ...options, discount });
  const changedBest = objective(mdp, pair.changed, { ...options, discount });
  const score = objective(mdp, finalScores(mdp), { ...options, discount: 1 });
  const aliasing = aliasedReward(pair, nameOf);
  return {
    discount,
    stateCount: mdp.stateCount,
    baseReturn: fromStart(mdp, best.values),
    changedReturn: fromStart(mdp, changedBest.values),
    bestRawScore: fromStart(mdp, score.values),
    againstBase: compareOptima(mdp, best, changedBest, nameOf),
    againstRawScore: compareOptima(mdp, score, changedBest, nameOf),
    cycles: namedCycles(
      cycleKey === undefined ? after : mergeStates(after, pair.states.map(cycleKey)),
      nameOf,
    ),
    aliasing,
    warnings: warningsOf(pair, aliasing),
  };
}

function namedCycles(mdp: FiniteMdp, nameOf: (action: number) => string): readonly NamedCycle[] {
  return payingCycles(mdp).map(({ history, actions, rewardPerStep }) => ({
    history: history.map(nameOf),
    actions: actions.map(nameOf),
    rewardPerStep,
  }));
}

function warningsOf({ truncates }: RewardPair<unknown>, aliasing: AliasedReward | null): readonly string[] {
  const warnings: string[] = [];
  if (truncates) {
    warnings.push(
      "Some episodes are truncated: the verdicts count a truncation as the end, while a learner bootstraps there, so potential-based shaping can read as broken.",
    );
  }
  if (aliasing !== null) {
    warnings.push(
      "The reward is no function of what an agent sees (key, action, next key): policy order kept is not learning kept, and a tabular agent may end elsewhere.",
    );
  }
  return warnings;
}
