import { gradeCase } from "./grading/grader.ts";
import { milestonesReached } from "./milestones.ts";
import type { CaseState, FollowUp } from "./models.ts";
import type { RewardParts } from "./rewards.ts";
import type { Rules } from "./rules.ts";
import type { Scenario } from "./scenario.ts";
import { type Move, type Position, play, type Turn } from "./turn.ts";

/** The turns of an episode so far, the last one first. */
export interface PastTurns {
  readonly turn: Turn;
  readonly previous: PastTurns | null;
}

/** One episode as an immutable value: where it stands, and how it came there. */
export interface Episode extends Position {
  readonly totalReward: number;
  readonly invalidActions: number;
  readonly past: PastTurns | null;
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
    past: null,
  };
}

/** The episode after a turn from where it stands. */
export function follow(episode: Episode, turn: Turn): Episode {
  const { scenario, rules, view, grade, milestones, steps, outcome } = turn.next;
  return {
    scenario,
    rules,
    view,
    grade,
    milestones,
    steps,
    outcome,
    totalReward: episode.totalReward + turn.reward,
    invalidActions: episode.invalidActions + (turn.move.refused === undefined ? 0 : 1),
    past: { turn, previous: episode.past },
  };
}

/** Carries out one move. Pure; the action is valid under the scenario's ruleset, and the episode is open. */
export function advance(episode: Episode, move: Move): Advance {
  const turn = play(episode, move);
  const { reward, components, terminated, truncated } = turn;
  return { episode: follow(episode, turn), reward, components, terminated, truncated };
}
