/** The four canonical tasks, in the order that resets cycle through. */
export const CANONICAL_TASK_IDS = [
  "billing_refund_easy",
  "account_takeover_medium",
  "api_incident_hard",
  "regulated_export_exception_hard",
] as const;

export type CanonicalTaskId = (typeof CANONICAL_TASK_IDS)[number];
