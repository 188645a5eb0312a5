import type { CaseState } from "./models.ts";
import { BUNDLES } from "./playbook/bundles.ts";
import { FAMILIES } from "./playbook/families.ts";
import type { View } from "./view.ts";
import type { Operation, WorkflowStage } from "./vocabulary.ts";

/** Facts that the playbook asks for under the case's own issue type and that were not asked for yet. */
export function fieldsToRequest({ issue_type, requested_fields }: CaseState): readonly string[] {
  const bundle = issue_type === null ? null : FAMILIES[issue_type].bundle;
  if (bundle === null) return [];
  return BUNDLES[bundle].filter((field) => !requested_fields.includes(field));
}

function hasFieldsToRequest({ issue_type, requested_fields }: CaseState): boolean {
  const bundle = issue_type === null ? null : FAMILIES[issue_type].bundle;
  return bundle !== null && BUNDLES[bundle].some((field) => !requested_fields.includes(field));
}

function isFullyClassified({ queue, priority, issue_type }: CaseState): boolean {
  return queue !== null && priority !== null && issue_type !== null;
}

/** Where the case stands, judged by the agent's own classification and the public playbook. */
export function workflowStage(view: Pick<View, "case" | "follow_up" | "ended">): WorkflowStage {
  const { case: caseState, follow_up, ended } = view;
  if (ended) return "closed";
  if (follow_up.status === "pending") return "awaiting_customer";
  if (!isFullyClassified(caseState)) return "triage";
  if (hasFieldsToRequest(caseState)) return "information_gathering";
  if (caseState.reply === null) return "response";
  if (caseState.internal_note === null) return "documentation";
  return "ready_to_submit";
}

/** Operations that are still missing by the public playbook, in working order; none once ended. */
export function requiredNextActions(view: Pick<View, "case" | "follow_up" | "ended">): readonly Operation[] {
  const { case: caseState, follow_up, ended } = view;
  if (ended) return [];
  const missing: Operation[] = [];
  if (!isFullyClassified(caseState)) missing.push("classify");
  if (hasFieldsToRequest(caseState)) missing.push("request_info");
  if (follow_up.status === "pending") missing.push("wait");
  if (caseState.reply === null) missing.push("draft_reply");
  if (caseState.internal_note === null) missing.push("add_internal_note");
  return [...missing, "submit"];
}
