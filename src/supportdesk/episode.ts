import { applyAction } from "./case-update.ts";
import { type Grade, gradeCase, matchNote, matchReply } from "./grading/grader.ts";
import { milestonesReached } from "./milestones.ts";
import type { Action, CaseState, FollowUp } from "./models.ts";
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

/** What a step did, for history and feedback. Public facts only, apart from `reward`. */
export interface PastStep {
  readonly move: Move;
  readonly before: View;
  readonly after: View;
  readonly reward: number;
  readonly previous: PastStep | null;
}

/** One episode as an immutable value. */
export interface Episode {
  readonly scenario: Scenario;
  readonly rules: Rules;
  readonly view: View;
  readonly grade: Grade;
  /** Bit set of grade components that ever had full credit. */
  readonly milestones: number;
  readonly steps: number;
  readonly outcome: Outcome;
  readonly totalReward: number;
  readonly invalidActions: number;
  readonly last: PastStep | null;
}

/** The result of one action. */
export interface Advance {
  readonly episode: Episode;
  readonly reward: number;
  readonly components: RewardParts;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

const UNTOUCHED: CaseState = Object.freeze({
  queue: null,
  priority: null,
  issue_type: null,
  status: "new",
  resolution_code: null,
  requested_fields: Object.freeze([]) as unknown as string[],
  reply: null,
  internal_note: null,
});

const NO_FOLLOW_UP: FollowUp = Object.freeze({
  status: "none",
  round: 0,
  message: "",
  provided_fields: Object.freeze([]) as unknown as string[],
  wrong_fields: Object.freeze([]) as unknown as string[],
});

/** The first state of a scenario. */
export function open(scenario: Scenario, rules: Rules): Episode {
  const { brief, answer } = scenario;
  const grade = gradeCase(answer, UNTOUCHED);
  return {
    scenario,
    rules,
    view: {
      task_id: brief.task_id,
      ruleset: brief.ruleset,
      ticket: brief.ticket,
      signals: brief.signals,
      case: UNTOUCHED,
      follow_up: NO_FOLLOW_UP,
      remaining_steps: brief.max_steps,
      sla_minutes_remaining: brief.ticket.sla_minutes_remaining,
      ended: false,
    },
    grade,
    milestones: milestonesReached(grade.credits),
    steps: 0,
    outcome: "open",
    totalReward: 0,
    invalidActions: 0,
    last: null,
  };
}

/** Carries out one move. Pure; the action is valid under the scenario's ruleset, and the episode is open. */
export function advance(episode: Episode, move: Move): Advance {
  const { scenario, rules, view, grade } = episode;
  const update = move.refused === undefined ? applyAction(scenario.answer, view, move.action) : undefined;
  const submits = move.refused === undefined && move.action.operation === "submit";
  const exhausted = view.remaining_steps === 1;
  const terminated = submits || (exhausted && rules.budget === "terminal");
  const truncated = exhausted && !terminated;
  const after = passStep(view, update, terminated || truncated);
  const nextGrade = update?.changed === true ? gradeCase(scenario.answer, after.case) : grade;
  const milestones = episode.milestones | milestonesReached(nextGrade.credits);
  const components = rules.reward({
    before: episode,
    after: { view: after, grade: nextGrade },
    penalties: penaltiesOf(episode, move, after, update),
    newlyCompleted: countBits(milestones & ~episode.milestones),
    terminated,
    truncated,
  });
  const reward = sumComponents(components);
  const next: Episode = {
    scenario,
    rules,
    view: after,
    grade: nextGrade,
    milestones,
    steps: episode.steps + 1,
    outcome: submits ? "submitted" : exhausted ? "abandoned" : "open",
    totalReward: episode.totalReward + reward,
    invalidActions: episode.invalidActions + (move.refused === undefined ? 0 : 1),
    last: { move, before: view, after, reward, previous: episode.last },
  };
  return { episode: next, reward, components, terminated, truncated };
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
  { scenario, view }: Episode,
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
