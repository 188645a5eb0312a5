import type { CanonicalTaskId } from "../../src/supportdesk/canonical/task-ids.ts";
import type { Action } from "../../src/supportdesk/models.ts";
import type { Answer, Brief, Scenario } from "../../src/supportdesk/scenario.ts";
import { NOTE_TEMPLATES, REPLY_TEMPLATES } from "../../src/supportdesk/templates.ts";

/** The gold workflow of each task, written down by hand: four steps for billing, six for the others. */
export const GOLD_PLANS: Readonly<Record<CanonicalTaskId, readonly [Action, ...Action[]]>> = {
  billing_refund_easy: [
    { operation: "classify", queue: "billing_ops", priority: "high", issue_type: "duplicate_charge" },
    { operation: "draft_reply", reply: REPLY_TEMPLATES.confirm_refund },
    { operation: "add_internal_note", internal_note: NOTE_TEMPLATES.commercial },
    { operation: "submit", status: "resolved", resolution_code: "refund_issued" },
  ],
  account_takeover_medium: [
    {
      operation: "classify",
      queue: "trust_and_safety",
      priority: "urgent",
      issue_type: "account_compromise",
    },
    {
      operation: "request_info",
      requested_fields: ["workspace_id", "last_successful_login", "billing_email"],
    },
    { operation: "wait" },
    { operation: "draft_reply", reply: REPLY_TEMPLATES.verify_safe },
    { operation: "add_internal_note", internal_note: NOTE_TEMPLATES.security },
    { operation: "submit", status: "waiting_on_customer", resolution_code: "recovery_pending" },
  ],
  api_incident_hard: [
    {
      operation: "classify",
      queue: "platform_engineering",
      priority: "urgent",
      issue_type: "production_incident",
    },
    { operation: "request_info", requested_fields: ["request_ids", "time_window", "affected_region"] },
    { operation: "wait" },
    { operation: "draft_reply", reply: REPLY_TEMPLATES.incident_ack },
    { operation: "add_internal_note", internal_note: NOTE_TEMPLATES.technical },
    { operation: "submit", status: "escalated", resolution_code: "incident_opened" },
  ],
  regulated_export_exception_hard: [
    { operation: "classify", queue: "compliance_ops", priority: "high", issue_type: "regulated_exception" },
    {
      operation: "request_info",
      requested_fields: ["tenant_region", "dpa_amendment_id", "legal_contact_email"],
    },
    { operation: "wait" },
    { operation: "draft_reply", reply: REPLY_TEMPLATES.policy_review },
    { operation: "add_internal_note", internal_note: NOTE_TEMPLATES.governance },
    { operation: "submit", status: "waiting_on_customer", resolution_code: "compliance_review_pending" },
  ],
};

const LAMP_BRIEF: Brief = {
  task_id: "lamp",
  ruleset: "canonical",
  difficulty: "easy",
  objective: "Find out which lamp is meant and say what happens next.",
  ticket: {
    customer_name: "Ada Byron",
    customer_tier: "free",
    company: "Engine Works",
    region: "eu-west-2",
    subject: "The lamp is out",
    body: "One of the lamps does not light up any more.",
    affected_users: 3,
    sla_minutes_remaining: 100,
    business_impact: "It is dark.",
    secondary_concerns: ["The switch is loose."],
    attachments: ["photo.png"],
  },
  knowledge_base: [{ article_id: "kb-lamp", title: "Lamps", content: "Ask for lamp_id and room." }],
  risk_flags: ["repeat_contact"],
  signals: { suggested_topic: "unclear", impact: 1, urgency: 1 },
  max_steps: 12,
};

const LAMP_ANSWER: Answer = {
  queue: "general_support",
  priority: "normal",
  issue_type: "general_question",
  status: "escalated",
  resolution_code: "lamp_ordered",
  needed_fields: ["lamp_id", "room"],
  reply: {
    groups: [["lamp*"], ["tomorrow", "by noon"]],
    forbidden: ["is repaired", "is free"],
  },
  note: { groups: [["bulb"], ["socket"]] },
  follow_up: {
    status: "complete",
    message: "Lamp 7 in the hall.",
    provided_fields: ["lamp_id", "room"],
    wrong_fields: [],
  },
};

/** A small scenario of our own, whose every number can be worked out in the head. */
export function lampScenario(
  brief: Partial<Brief> = {},
  answer: Partial<Answer> = {},
): { readonly brief: Brief; readonly answer: Answer } & Scenario {
  return { brief: { ...LAMP_BRIEF, ...brief }, answer: { ...LAMP_ANSWER, ...answer } };
}
