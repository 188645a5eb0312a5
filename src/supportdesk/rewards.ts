import { GRADE_COMPONENTS, type Grade } from "./grading/grader.ts";
import type { PotentialFunction } from "./potentials.ts";
import type { View } from "./view.ts";

/** What misconduct costs, in reward. It never touches the score. */
export const PENALTIES = {
  /** A legal action that changes nothing, or an action outside the mask. */
  no_op: 0.02,
  /** A reply or note that meets no marker group, or asking again for a field already asked. */
  low_signal: 0.01,
  /** Submitting while the customer's answer is pending. */
  premature_submit: 0.06,
  /** Once, in the step in which the service level is breached. */
  sla_breach: 0.05,
} as const;

export type Penalty = keyof typeof PENALTIES;

/** One step as a reward function sees it. */
export interface RewardChange {
  readonly before: { readonly view: View; readonly grade: Grade };
  readonly after: { readonly view: View; readonly grade: Grade };
  /** Which penalties the step incurred. */
  readonly penalties: Readonly<Record<Penalty, boolean>>;
  /** Grade components that reached full credit for the first time in the episode. */
  readonly newlyCompleted: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/** Named parts of a reward; their sum in record order is the reward. */
export type RewardParts = Readonly<Record<string, number>>;

/**
 * Turns one step into the named parts of its reward. Pure, so that it may be asked once for many equal steps; every part
 * is a finite number.
 */
export type RewardFunction = (change: RewardChange) => RewardParts;

/** Names of the bundled reward functions; `rewardFunction` says what each pays for. */
export const REWARD_MODES = ["delta", "sparse", "pbrs", "milestone", "delta-no-penalty"] as const;
/** Name of a bundled reward function. */
export type RewardMode = (typeof REWARD_MODES)[number];

/** Options of the potential-based mode. */
export interface ShapingOptions {
  /** γ in [0, 1] of the potential difference: the learner's own. */
  readonly discount: number;
  readonly potential: PotentialFunction;
  /** Factor on Φ. */
  readonly scale: number;
  /** Added to Φ after scaling. It is no neutral control: it shifts every initial value. */
  readonly shift: number;
}

const MILESTONE_BONUS = 1 / GRADE_COMPONENTS.length;

/** What one kind of misconduct costs in this step. */
function charge(name: Penalty, { penalties }: RewardChange): number {
  return penalties[name] ? -PENALTIES[name] : 0;
}

function scoreDelta({ before, after }: RewardChange): number {
  return after.grade.rawScore - before.grade.rawScore;
}

function finalScore({ after, terminated }: RewardChange): number {
  return terminated ? after.grade.rawScore : 0;
}

/**
 * Potential-based shaping on top of the sparse reward, `γΦ(s′) − Φ(s)` with Φ = 0 exactly where terminated
 * (Ng, Harada and Russell 1999; Grześ 2017 for the end of episodes).
 */
function shaped({ discount, potential, scale, shift }: ShapingOptions): RewardFunction {
  const phi = (state: RewardChange["after"]): number => scale * potential(state) + shift;
  return (change) => ({
    final_score: finalScore(change),
    potential: discount * (change.terminated ? 0 : phi(change.after)) - phi(change.before),
  });
}

/**
 * The reward function of a mode.
 *
 * - `delta`: change of the raw score, minus penalties.
 * - `delta-no-penalty`: change of the raw score.
 * - `sparse`: the raw score when the episode terminates, 0 before.
 * - `pbrs`: sparse plus a potential difference.
 * - `milestone`: ⅛ for each of the eight grade components when it first reaches full credit, minus penalties.
 */
export function rewardFunction(mode: RewardMode, shaping: ShapingOptions): RewardFunction {
  switch (mode) {
    case "delta":
      return (change) => ({
        score_delta: scoreDelta(change),
        no_op: charge("no_op", change),
        low_signal: charge("low_signal", change),
        premature_submit: charge("premature_submit", change),
        sla_breach: charge("sla_breach", change),
      });
    case "delta-no-penalty":
      return (change) => ({ score_delta: scoreDelta(change) });
    case "sparse":
      return (change) => ({ final_score: finalScore(change) });
    case "pbrs":
      return shaped(shaping);
    case "milestone":
      return (change) => ({
        milestones: MILESTONE_BONUS * change.newlyCompleted,
        no_op: charge("no_op", change),
        low_signal: charge("low_signal", change),
        premature_submit: charge("premature_submit", change),
        sla_breach: charge("sla_breach", change),
      });
  }
}

/** The sum of the components in record order. */
export function sumComponents(components: RewardParts): number {
  let sum = 0;
  for (const name in components) sum += components[name] ?? 0;
  return sum;
}
