import { matchNote, matchReply } from "../grading/grader.ts";
import { dispositionCode } from "../playbook/families.ts";
import type { Position } from "../turn.ts";
import { STATUSES } from "../vocabulary.ts";
import { fieldsToRequest } from "../workflow.ts";

/**
 * What tells two states of an episode apart: everything that rewards, masks, encoders and what follows depend on. The
 * order in which fields were asked for plays no part.
 */
export function episodeKey(position: Position): string {
  const { case: caseState } = position.view;
  const { queue, priority, issue_type: issue, reply, internal_note: note } = caseState;
  return JSON.stringify([...shared(position), queue, priority, issue, reply, note]);
}

/** {@link episodeKey} where the reward may read everything: the order of the fields and the follow-up message too. */
export function exactKey(position: Position): string {
  const { case: caseState, follow_up: followUp } = position.view;
  return `${episodeKey(position)}|${caseState.requested_fields.join(",")}|${followUp.message}`;
}

/** {@link gradeKey} where the mask goes by the stage of the workflow, which depends on the case's own issue type. */
export function stagedGradeKey(position: Position): string {
  return `${gradeKey(position)}|${fieldsToRequest(position.view.case).join(",")}`;
}

/**
 * What tells two states apart where each slot can be written only once (mask `once`) and the reward is
 * a bundled one: labels and texts that grade alike, now and when the case is submitted, are one state. Optimal values
 * are those of {@link episodeKey}, with far fewer states; what an encoder sees differs within a state.
 */
export function gradeKey(position: Position): string {
  const { view, scenario, grade } = position;
  const { answer } = scenario;
  const { queue, priority, issue_type: issue, reply, internal_note: note } = view.case;
  return [
    ...shared(position),
    queue === null ? "-" : grade.credits.queue,
    priority === null ? "-" : grade.credits.priority,
    issue === null ? "-" : grade.credits.issue_type,
    ...STATUSES.map((status) => Number(resolutionOf(issue, status) === answer.resolution_code)),
    reply === null ? "-" : grade.credits.reply,
    note === null ? "-" : grade.credits.internal_note,
  ].join("|");
}

/**
 * {@link gradeKey} where slots can be written again: texts must also agree in whether they say nothing to the point,
 * which is charged. Of labels that grade alike each can be chosen again in vain and every other with effect, so that
 * only their names differ; that needs actions which write the same fields or none in common.
 */
export function rewrittenGradeKey(position: Position): string {
  const { view, scenario } = position;
  const { reply, internal_note: note } = view.case;
  const isEmptyReply = reply !== null && matchReply(scenario.answer, reply).matched.length === 0;
  const isEmptyNote = note !== null && matchNote(scenario.answer, note).matched.length === 0;
  return `${gradeKey(position)}|${Number(isEmptyReply)}${Number(isEmptyNote)}`;
}

type Status = (typeof STATUSES)[number];

function resolutionOf(issue: Position["view"]["case"]["issue_type"], status: Status): string | null {
  return issue === null ? null : dispositionCode(issue, status);
}

function shared({ view, milestones }: Position): readonly unknown[] {
  const { case: caseState, follow_up: followUp } = view;
  return [
    view.task_id,
    view.remaining_steps,
    caseState.status,
    caseState.resolution_code,
    caseState.requested_fields.toSorted().join(","),
    followUp.status,
    followUp.round,
    followUp.provided_fields.join(","),
    followUp.wrong_fields.join(","),
    milestones,
  ];
}
