import type { BaseInfo, EpisodeSummary } from "../../core/env.ts";
import type { Advance, Episode } from "../episode.ts";
import {
  COMPONENT_WEIGHTS,
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

function finalGrade({ grade, scenario, view }: Episode): FinalGrade {
  const components = Object.fromEntries(
    GRADE_COMPONENTS.map((name) => [name, { weight: COMPONENT_WEIGHTS[name], credit: grade.credits[name] }]),
  ) as FinalGrade["components"];
  return {
    rawScore: grade.rawScore,
    score: reportedScore(grade.rawScore),
    components,
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

/** The info record after a step. */
export function stepInfo({ episode, components }: Advance): DeskInfo {
  const { view, last } = episode;
  const info = {
    taskId: view.task_id,
    actionName: last?.move.name ?? "",
    invalidAction: last?.move.refused !== undefined,
    rewardComponents: components,
  };
  return view.ended ? { ...info, episode: summary(episode), grade: finalGrade(episode) } : info;
}
