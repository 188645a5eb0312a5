import type { NoteTemplate, ReplyTemplate } from "../templates.ts";
import type { IssueType, Priority, Queue, Status } from "../vocabulary.ts";
import type { Bundle } from "./bundles.ts";

/** Where a case goes and how it is left. */
export interface Disposition {
  readonly status: Status;
  readonly resolution: string;
}

/** How the desk handles one kind of case. Public: this is what the routing guide and the articles say. */
export interface Family {
  readonly queue: Queue;
  /** Facts to ask for, or `null` where nothing is needed. */
  readonly bundle: Bundle | null;
  /** With everything at hand, or nothing needed. */
  readonly complete: Disposition;
  /** With facts still missing. */
  readonly incomplete: Disposition;
  /** Further pairs that a desk may use, such as a request above the refund limit. */
  readonly also?: readonly Disposition[];
  readonly reply: ReplyTemplate;
  readonly note: NoteTemplate;
}

const AWAITING: Disposition = { status: "waiting_on_customer", resolution: "awaiting_customer_info" };

function settled(status: Status, resolution: string): Disposition {
  return { status, resolution };
}

export const FAMILIES: Readonly<Record<IssueType, Family>> = {
  duplicate_charge: {
    queue: "billing_ops",
    bundle: null,
    complete: settled("resolved", "refund_issued"),
    incomplete: settled("resolved", "refund_issued"),
    reply: "confirm_refund",
    note: "commercial",
  },
  invoice_query: {
    queue: "billing_ops",
    bundle: "billing_ref",
    complete: settled("resolved", "invoice_corrected"),
    incomplete: AWAITING,
    reply: "guided_fix",
    note: "commercial",
  },
  refund_exception: {
    queue: "billing_ops",
    bundle: "billing_ref",
    complete: settled("resolved", "refund_issued"),
    incomplete: AWAITING,
    also: [settled("pending_approval", "approval_requested")],
    reply: "approval_pending",
    note: "commercial",
  },
  account_compromise: {
    queue: "trust_and_safety",
    bundle: "identity",
    complete: settled("escalated", "containment_escalated"),
    incomplete: settled("waiting_on_customer", "recovery_pending"),
    reply: "verify_safe",
    note: "security",
  },
  sso_lockout: {
    queue: "platform_engineering",
    bundle: "sso",
    complete: settled("resolved", "sso_guidance_sent"),
    incomplete: AWAITING,
    reply: "guided_fix",
    note: "technical",
  },
  impersonation: {
    queue: "trust_and_safety",
    bundle: null,
    complete: settled("escalated", "request_refused"),
    incomplete: settled("escalated", "request_refused"),
    reply: "refuse_report",
    note: "security",
  },
  security_disclosure: {
    queue: "trust_and_safety",
    bundle: "repro",
    complete: settled("escalated", "disclosure_logged"),
    incomplete: AWAITING,
    reply: "disclosure_ack",
    note: "security",
  },
  abuse_report: {
    queue: "trust_and_safety",
    bundle: "repro",
    complete: settled("escalated", "abuse_case_opened"),
    incomplete: AWAITING,
    reply: "handoff",
    note: "security",
  },
  production_incident: {
    queue: "platform_engineering",
    bundle: "diagnostics",
    complete: settled("escalated", "incident_opened"),
    incomplete: settled("escalated", "incident_opened"),
    reply: "incident_ack",
    note: "technical",
  },
  api_quota: {
    queue: "general_support",
    bundle: null,
    complete: settled("resolved", "limit_explained"),
    incomplete: settled("resolved", "limit_explained"),
    reply: "guided_fix",
    note: "routing",
  },
  integration_failure: {
    queue: "platform_engineering",
    bundle: "repro",
    complete: settled("escalated", "bug_filed"),
    incomplete: AWAITING,
    reply: "incident_ack",
    note: "technical",
  },
  data_loss: {
    queue: "platform_engineering",
    bundle: "data_scope",
    complete: settled("escalated", "restore_requested"),
    incomplete: AWAITING,
    reply: "restore_started",
    note: "technical",
  },
  regulated_exception: {
    queue: "compliance_ops",
    bundle: "compliance",
    complete: settled("waiting_on_customer", "compliance_review_pending"),
    incomplete: settled("waiting_on_customer", "compliance_review_pending"),
    reply: "policy_review",
    note: "governance",
  },
  privacy_request: {
    queue: "compliance_ops",
    bundle: "privacy",
    complete: settled("escalated", "erasure_logged"),
    incomplete: AWAITING,
    reply: "privacy_ack",
    note: "governance",
  },
  service_complaint: {
    queue: "customer_success",
    bundle: null,
    complete: settled("escalated", "retention_handoff"),
    incomplete: settled("escalated", "retention_handoff"),
    reply: "handoff",
    note: "routing",
  },
  general_question: {
    queue: "general_support",
    bundle: null,
    complete: settled("resolved", "answered"),
    incomplete: settled("resolved", "answered"),
    reply: "guided_fix",
    note: "routing",
  },
};

/** Priorities that the routing guide names for the five core issue types. */
export const GUIDE_PRIORITIES: Readonly<Partial<Record<IssueType, Priority>>> = {
  duplicate_charge: "high",
  account_compromise: "urgent",
  production_incident: "urgent",
  regulated_exception: "high",
  general_question: "normal",
};

/** The resolution code of an issue type left in a status, or `null` where the pair has none. */
export function dispositionCode(issueType: IssueType, status: Status): string | null {
  const { complete, incomplete, also = [] } = FAMILIES[issueType];
  return [complete, incomplete, ...also].find((each) => each.status === status)?.resolution ?? null;
}
