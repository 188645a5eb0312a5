/** The closed word lists of the desk, in wire spelling. Order is part of the contract: indices are table columns. */

export const CANONICAL_OPERATIONS = [
  "classify",
  "request_info",
  "draft_reply",
  "add_internal_note",
  "submit",
  "wait",
] as const;

export const OPERATIONS = [
  ...CANONICAL_OPERATIONS,
  "lookup_account",
  "check_status_page",
  "search_kb",
  "request_approval",
  "send_ack",
] as const;
export type Operation = (typeof OPERATIONS)[number];

export const CANONICAL_QUEUES = [
  "billing_ops",
  "trust_and_safety",
  "platform_engineering",
  "compliance_ops",
  "general_support",
] as const;
export const QUEUES = [...CANONICAL_QUEUES, "customer_success"] as const;
export type Queue = (typeof QUEUES)[number];

export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const CANONICAL_STATUSES = ["new", "waiting_on_customer", "resolved", "escalated"] as const;
export const STATUSES = [...CANONICAL_STATUSES, "pending_approval"] as const;
export type Status = (typeof STATUSES)[number];

export const CANONICAL_ISSUE_TYPES = [
  "duplicate_charge",
  "account_compromise",
  "production_incident",
  "regulated_exception",
  "general_question",
] as const;

export const ISSUE_TYPES = [
  "duplicate_charge",
  "invoice_query",
  "refund_exception",
  "account_compromise",
  "sso_lockout",
  "impersonation",
  "security_disclosure",
  "abuse_report",
  "production_incident",
  "api_quota",
  "integration_failure",
  "data_loss",
  "regulated_exception",
  "privacy_request",
  "service_complaint",
  "general_question",
] as const;
export type IssueType = (typeof ISSUE_TYPES)[number];

export const CUSTOMER_TIERS = ["free", "pro", "enterprise"] as const;

export const FOLLOW_UP_STATUSES = [
  "none",
  "pending",
  "partial",
  "complete",
  "incorrect",
  "no_reply",
  "mismatch",
] as const;
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];

export const DIFFICULTIES = ["easy", "medium", "hard", "extreme"] as const;

export const WORKFLOW_STAGES = [
  "triage",
  "investigation",
  "information_gathering",
  "awaiting_customer",
  "response",
  "documentation",
  "ready_to_submit",
  "closed",
] as const;
export type WorkflowStage = (typeof WORKFLOW_STAGES)[number];

export const RISK_FLAGS = [
  "possible_compromise",
  "payment_dispute",
  "production_outage",
  "regulated_data",
  "pii_present",
  "impersonation_suspected",
  "instruction_in_ticket",
  "refund_over_limit",
  "repeat_contact",
  "legal_threat",
  "sla_at_risk",
] as const;
export type RiskFlag = (typeof RISK_FLAGS)[number];

export const OUTCOMES = ["open", "submitted", "abandoned"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Which simulator rules a scenario is played under. */
export const RULESETS = ["canonical", "extended"] as const;
export type Ruleset = (typeof RULESETS)[number];

/** The words that one ruleset offers. */
export interface RulesetVocabulary {
  readonly operations: readonly Operation[];
  readonly queues: readonly Queue[];
  readonly statuses: readonly Status[];
  readonly issueTypes: readonly IssueType[];
}

export const VOCABULARY: Readonly<Record<Ruleset, RulesetVocabulary>> = {
  canonical: {
    operations: CANONICAL_OPERATIONS,
    queues: CANONICAL_QUEUES,
    statuses: CANONICAL_STATUSES,
    issueTypes: CANONICAL_ISSUE_TYPES,
  },
  extended: { operations: OPERATIONS, queues: QUEUES, statuses: STATUSES, issueTypes: ISSUE_TYPES },
};
