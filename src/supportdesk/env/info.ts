import type { BaseInfo, EpisodeSummary } from "../../core/env.ts";
import type { Advance, Episode } from "../episode.ts";
import {
  COMPONENT_WEIGHTS,
  type Credits,
  GRADE_COMPONENTS,
  type GradeComponent,
  type GradeEvidence,
  gradeEvidence,
  reportedScore,
} from "../grading/grader.ts";

/** How an ended episode was graded. */
export interface FinalGrade {
  readonly rawScore: number;
  readonly score: number;
  readonly components: Readonly<Record<GradeComponent, { readonly weight: number; readonly credit: number }>>;
  readonly evidence: GradeEvidence;
}

/** The info record of the desk. */
export interface DeskInfo extends BaseInfo {
  readonly taskId: string;
  /** The last action was outside the mask. */
  readonly invalidAction?: boolean;
  /** Present once the episode has ended, never before. */
  readonly grade?: FinalGrade;
}

type GradedComponents = FinalGrade["components"];

function gradedComponents(credits: Credits): GradedComponents {
  const components = {} as { -readonly [Name in GradeComponent]: GradedComponents[Name] };
  for (const name of GRADE_COMPONENTS) {
    components[name] = { weight: COMPONENT_WEIGHTS[name], credit: credits[name] };
  }
  return components;
}

/** The masks of an info record. */
export type Masks = Pick<BaseInfo, "actionMask" | "bootstrapMask">;

function finalGrade({ grade, scenario, view }: Episode): FinalGrade {
  return {
    rawScore: grade.rawScore,
    score: reportedScore(grade.rawScore),
    components: gradedComponents(grade.credits),
    evidence: gradeEvidence(scenario.answer, view.case),
  };
}

const SUCCESS_SCORE = 0.95;

function summary(episode: Episode): EpisodeSummary {
  const { grade, outcome } = episode;
  return {
    taskId: episode.view.task_id,
    rawScore: grade.rawScore,
    score: reportedScore(grade.rawScore),
    outcome,
    steps: episode.steps,
    return: episode.totalReward,
    invalidActions: episode.invalidActions,
    success: outcome === "submitted" && grade.rawScore >= SUCCESS_SCORE,
  };
}

/** The info record after a step, with the masks of a view that has some. */
export function stepInfo(result: Advance, masks: Masks): DeskInfo {
  const { view, last } = result.episode;
  const { actionMask, bootstrapMask } = masks;
  const taskId = view.task_id;
  const actionName = last?.move.name ?? "";
  const invalidAction = last?.move.refused !== undefined;
  const rewardComponents = result.components;
  if (view.ended) {
    const ending = { episode: summary(result.episode), grade: finalGrade(result.episode) };
    return { taskId, actionName, invalidAction, rewardComponents, ...masks, ...ending };
  }
  if (actionMask === undefined) return { taskId, actionName, invalidAction, rewardComponents };
  if (bootstrapMask === undefined) return { taskId, actionName, invalidAction, rewardComponents, actionMask };
  return { taskId, actionName, invalidAction, rewardComponents, actionMask, bootstrapMask };
}
