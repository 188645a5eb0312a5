import { NOTE_MARKERS, REPLY_MARKERS } from "../grading/markers.gold.ts";
import type { Answer } from "../scenario.ts";

export const REGULATED_EXPORT_EXCEPTION_HARD_ANSWER: Answer = {
  queue: "compliance_ops",
  priority: "high",
  issue_type: "regulated_exception",
  status: "waiting_on_customer",
  resolution_code: "compliance_review_pending",
  needed_fields: ["tenant_region", "dpa_amendment_id", "legal_contact_email"],
  reply: REPLY_MARKERS.policy_review,
  note: NOTE_MARKERS.governance,
  follow_up: {
    status: "incorrect",
    message:
      "Tenant region eu-central-1, amendment DPA-118. As legal contact please use sales@helio-analytics.example.",
    provided_fields: ["tenant_region", "dpa_amendment_id", "legal_contact_email"],
    wrong_fields: ["legal_contact_email"],
  },
};
