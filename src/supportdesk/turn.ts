import { applyAction } from "./case-update.ts";
import { type Grade, gradeCase, matchNote, matchReply } from "./grading/grader.ts";
import { milestonesReached } from "./milestones.ts";
import type { Action, CaseState } from "./models.ts";
import { type Penalty, type RewardParts, sumComponents } from "./rewards.ts";
import type { Rules } from "./rules.ts";
import type { Scenario } from "./scenario.ts";
import type { View } from "./view.ts";
import type { Outcome } from "./vocabulary.ts";

/** Minutes that every step costs. */
export const STEP_MINUTES = 15;

/** An action as it is played: carried out, or turned away because it was outside the mask. */
export interface Move {
  readonly action: Action;
  /** What the action is called in traces. */
  readonly name: string;
  /** Turned away: the step passes and the case stays; `penalize` charges a no-op. */
  readonly refused?: "penalize" | "noop";
}

/** Where an episode stands: all that what follows depends on, whatever led there. */
export interface Position {
  readonly scenario: Scenario;
  readonly rules: Rules;
  /** Of this position alone, so that one is known by the other. */
  readonly view: View;
  readonly grade: Grade;
  /** Bit set of grade components that ever had full credit. */
  readonly milestones: number;
  readonly steps: number;
  readonly outcome: Outcome;
}

/** What one move makes of a position. Public facts only, apart from the grade, the reward and its components. */
export interface Turn<Next extends Position = Position> {
  readonly move: Move;
  readonly before: View;
  readonly next: Next;
  readonly reward: number;
  readonly components: RewardParts;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/** Carries out one move. Pure; the action is valid under the scenario's ruleset, and the episode is open. */
export function play(position: Position, move: Move): Turn {
  const { scenario, rules, view, grade } = position;
  const update = move.refused === undefined ? applyAction(scenario.answer, view, move.action) : undefined;
  const submits = move.refused === undefined && move.action.operation === "submit";
  const exhausted = view.remaining_steps === 1;
  const terminated = submits || (exhausted && rules.budget === "terminal");
  const truncated = exhausted && !terminated;
  const after = passStep(view, update, terminated || truncated);
  const nextGrade = update?.changed === true ? gradeCase(scenario.answer, after.case) : grade;
  const milestones = position.milestones | milestonesReached(nextGrade.credits);
  const components = rules.reward({
    before: position,
    after: { view: after, grade: nextGrade },
    penalties: penaltiesOf(position, move, after, update),
    newlyCompleted: countBits(milestones & ~position.milestones),
    terminated,
    truncated,
  });
  const next: Position = {
    scenario,
    rules,
    view: after,
    grade: nextGrade,
    milestones,
    steps: position.steps + 1,
    outcome: submits ? "submitted" : exhausted ? "abandoned" : "open",
  };
  return { move, before: view, next, reward: sumComponents(components), components, terminated, truncated };
}

type Update = ReturnType<typeof applyAction>;

function passStep(view: View, update: Update | undefined, ended: boolean): View {
  return {
    task_id: view.task_id,
    ruleset: view.ruleset,
    ticket: view.ticket,
    signals: view.signals,
    case: update?.case ?? view.case,
    follow_up: update?.followUp ?? view.follow_up,
    remaining_steps: view.remaining_steps - 1,
    sla_minutes_remaining: view.sla_minutes_remaining - STEP_MINUTES,
    ended,
  };
}

function penaltiesOf(
  { scenario, view }: Position,
  move: Move,
  after: View,
  update: Update | undefined,
): Record<Penalty, boolean> {
  const lowSignal =
    update !== undefined && (update.askedAgain || saysNothing(scenario, view.case, after.case));
  const unchanged = update === undefined ? move.refused === "penalize" : !update.changed;
  const submits = update !== undefined && move.action.operation === "submit";
  return {
    no_op: unchanged && !lowSignal && !submits,
    low_signal: lowSignal,
    premature_submit: submits && view.follow_up.status === "pending",
    sla_breach: view.sla_minutes_remaining >= 0 && after.sla_minutes_remaining < 0,
  };
}

/** Whether a reply or note was newly written that meets no marker group. */
function saysNothing({ answer }: Scenario, before: CaseState, after: CaseState): boolean {
  const { reply, internal_note: note } = after;
  return (
    (reply !== null && reply !== before.reply && matchReply(answer, reply).matched.length === 0) ||
    (note !== null && note !== before.internal_note && matchNote(answer, note).matched.length === 0)
  );
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
