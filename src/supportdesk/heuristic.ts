import type { Action, Observation } from "./models.ts";
import { dispositionCode, FAMILIES } from "./playbook/families.ts";
import { matrixPriority } from "./playbook/priority-matrix.ts";
import { tagTicket } from "./tagger.ts";
import { NOTE_TEMPLATES, REPLY_TEMPLATES } from "./templates.ts";
import type { IssueType } from "./vocabulary.ts";
import { fieldsToRequest } from "./workflow.ts";

function topicOf({ ticket, risk_flags }: Observation): IssueType {
  const { suggested_topic } = tagTicket(ticket, risk_flags);
  return suggested_topic === "unclear" ? "general_question" : suggested_topic;
}

function classifyAction(observation: Observation): Action {
  const { impact, urgency } = tagTicket(observation.ticket, observation.risk_flags);
  const issueType = topicOf(observation);
  return {
    operation: "classify",
    queue: FAMILIES[issueType].queue,
    priority: matrixPriority(impact, urgency),
    issue_type: issueType,
  };
}

function submitAction({ follow_up }: Observation, issueType: IssueType): Action {
  const { bundle, complete, incomplete } = FAMILIES[issueType];
  const { status } = bundle === null || follow_up.status === "complete" ? complete : incomplete;
  return { operation: "submit", status, resolution_code: dispositionCode(issueType, status) };
}

/**
 * The playbook, step by step: classify by the ticket's words, ask for what the issue type needs, wait for the
 * answer, reply, note, submit. It reads nothing but the observation.
 */
export function heuristicAction(observation: Observation): Action {
  const { issue_type, reply, internal_note, queue, priority } = observation.case;
  if (issue_type === null || queue === null || priority === null) return classifyAction(observation);
  const fields = fieldsToRequest(observation.case);
  if (fields.length > 0) return { operation: "request_info", requested_fields: [...fields] };
  if (observation.follow_up.status === "pending") return { operation: "wait" };
  const family = FAMILIES[issue_type];
  if (reply === null) return { operation: "draft_reply", reply: REPLY_TEMPLATES[family.reply] };
  if (internal_note === null) {
    return { operation: "add_internal_note", internal_note: NOTE_TEMPLATES[family.note] };
  }
  return submitAction(observation, issue_type);
}
