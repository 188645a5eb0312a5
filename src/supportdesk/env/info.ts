import type { BaseInfo, EpisodeEnding, EpisodeSummary } from "../../core/env.ts";
import type { Episode } from "../episode.ts";
import {
  COMPONENT_WEIGHTS,
  type Credits,
  type GradeComponent,
  type GradeEvidence,
  gradeEvidence,
  reportedScore,
} from "../grading/grader.ts";
import type { Position, Turn } from "../turn.ts";

/** How an ended episode was graded. */
export interface FinalGrade {
  readonly rawScore: number;
  readonly score: number;
  readonly components: Readonly<Record<GradeComponent, { readonly weight: number; readonly credit: number }>>;
  readonly evidence: GradeEvidence;
}

/** The info record of the desk. */
export interface DeskInfo extends BaseInfo {
  /** The task that is played. */
  readonly taskId: string;
  /** The last action was outside the mask. */
  readonly invalidAction?: boolean;
  /** Present once the episode has ended, never before. */
  readonly grade?: FinalGrade;
}

type GradedComponents = FinalGrade["components"];

function graded(name: GradeComponent, credits: Credits): GradedComponents[GradeComponent] {
  return { weight: COMPONENT_WEIGHTS[name], credit: credits[name] };
}

function gradedComponents(credits: Credits): GradedComponents {
  return {
    queue: graded("queue", credits),
    priority: graded("priority", credits),
    issue_type: graded("issue_type", credits),
    requested_fields: graded("requested_fields", credits),
    reply: graded("reply", credits),
    internal_note: graded("internal_note", credits),
    status: graded("status", credits),
    resolution_code: graded("resolution_code", credits),
  };
}

/** The masks of an info record. */
export type Masks = Pick<BaseInfo, "actionMask" | "bootstrapMask">;

function finalGrade({ grade, scenario, view }: Position): FinalGrade {
  return {
    rawScore: grade.rawScore,
    score: reportedScore(grade.rawScore),
    components: gradedComponents(grade.credits),
    evidence: gradeEvidence(scenario.answer, view.case),
  };
}

/** Raw score from which on a submitted case counts as a success. */
export const SUCCESS_SCORE = 0.95;

/** What the final state of an episode tells. */
export function endingOf({ view, grade, outcome }: Position): EpisodeEnding {
  return {
    taskId: view.task_id,
    rawScore: grade.rawScore,
    score: reportedScore(grade.rawScore),
    outcome,
    success: outcome === "submitted" && grade.rawScore >= SUCCESS_SCORE,
  };
}

function summary(episode: Episode): EpisodeSummary {
  const { taskId, rawScore, score, outcome, success } = endingOf(episode);
  const { steps, totalReward, invalidActions } = episode;
  return { taskId, rawScore, score, outcome, steps, return: totalReward, invalidActions, success };
}

/** The info record of an episode after a turn, with the masks of a view that has some. */
export function stepInfo(episode: Episode, turn: Turn, masks: Masks): DeskInfo {
  const { actionMask, bootstrapMask } = masks;
  const taskId = episode.view.task_id;
  const actionName = turn.move.name;
  const invalidAction = turn.move.refused !== undefined;
  const rewardComponents = turn.components;
  if (episode.view.ended) {
    const ending = { episode: summary(episode), grade: finalGrade(episode) };
    return { taskId, actionName, invalidAction, rewardComponents, ...masks, ...ending };
  }
  if (actionMask === undefined) return { taskId, actionName, invalidAction, rewardComponents };
  if (bootstrapMask === undefined) return { taskId, actionName, invalidAction, rewardComponents, actionMask };
  return { taskId, actionName, invalidAction, rewardComponents, actionMask, bootstrapMask };
}
