import type { CaseState, FollowUp } from "../models.ts";
import type { Answer } from "../scenario.ts";
import type { Operation } from "../vocabulary.ts";
import { type GradeComponent, gradeCase } from "./grader.ts";

const OPERATION_OF: Readonly<Record<GradeComponent, Operation>> = {
  queue: "classify",
  priority: "classify",
  issue_type: "classify",
  requested_fields: "request_info",
  reply: "draft_reply",
  internal_note: "add_internal_note",
  status: "submit",
  resolution_code: "submit",
};

/**
 * Operations whose components lack credit, derived from the gold answer. LEAKY: it exists so that studies can
 * measure what such hints are worth.
 */
export function leakyNextActions(
  answer: Answer,
  caseState: CaseState,
  followUp: FollowUp,
): readonly Operation[] {
  const { credits } = gradeCase(answer, caseState);
  const lacking = (Object.keys(OPERATION_OF) as GradeComponent[]).filter((name) => credits[name] < 1);
  const operations = lacking.map((name) => OPERATION_OF[name]);
  const waiting: readonly Operation[] = followUp.status === "pending" ? ["wait"] : [];
  return [...new Set<Operation>([...waiting, ...operations, "submit"])];
}
