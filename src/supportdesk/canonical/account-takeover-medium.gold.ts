import { NOTE_MARKERS, REPLY_MARKERS } from "../grading/markers.gold.ts";
import type { Answer } from "../scenario.ts";

export const ACCOUNT_TAKEOVER_MEDIUM_ANSWER: Answer = {
  queue: "trust_and_safety",
  priority: "urgent",
  issue_type: "account_compromise",
  status: "waiting_on_customer",
  resolution_code: "recovery_pending",
  needed_fields: ["workspace_id", "last_successful_login", "billing_email"],
  reply: REPLY_MARKERS.verify_safe,
  note: NOTE_MARKERS.security,
  follow_up: {
    status: "partial",
    message:
      "Workspace id is SAF-4471 and invoices go to accounts@saffron-logistics.example. When I last got in myself I cannot say for sure, some time this week.",
    provided_fields: ["workspace_id", "billing_email"],
    wrong_fields: [],
  },
};
