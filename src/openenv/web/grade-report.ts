import { COMPONENT_WEIGHTS, GRADE_COMPONENTS } from "../../supportdesk/grading/grader.ts";
import type { SessionGrade } from "../served-environment.ts";
import type { GradedComponent, GradeReport } from "./messages.ts";

function gradedComponents(breakdown: Readonly<Record<string, number>>): readonly GradedComponent[] {
  return GRADE_COMPONENTS.filter((name) => Object.hasOwn(breakdown, name)).map((name) => {
    const weight = COMPONENT_WEIGHTS[name];
    return { name, weight, credit: ((breakdown[name] ?? 0) * 100) / weight };
  });
}

/**
 * What the page shows of a grade: the reported score alone while the episode runs, everything once it has ended, and
 * `null` where the environment is not graded.
 */
export function gradeReport(grade: SessionGrade | undefined): GradeReport | null {
  if (grade === undefined) return null;
  const { episode_completed: ended, score, outcome, breakdown, evidence } = grade;
  if (!ended) return { ended, score, outcome };
  return {
    ended,
    score,
    outcome,
    components: gradedComponents(breakdown ?? {}),
    ...(evidence === undefined ? {} : { evidence }),
  };
}
