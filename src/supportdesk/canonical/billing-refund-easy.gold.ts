import { NOTE_MARKERS, REPLY_MARKERS } from "../grading/markers.gold.ts";
import type { Answer } from "../scenario.ts";

export const BILLING_REFUND_EASY_ANSWER: Answer = {
  queue: "billing_ops",
  priority: "high",
  issue_type: "duplicate_charge",
  status: "resolved",
  resolution_code: "refund_issued",
  needed_fields: [],
  reply: REPLY_MARKERS.confirm_refund,
  note: NOTE_MARKERS.commercial,
  follow_up: null,
};
