import { NOTE_MARKERS, REPLY_MARKERS } from "../grading/markers.gold.ts";
import type { Answer } from "../scenario.ts";

export const API_INCIDENT_HARD_ANSWER: Answer = {
  queue: "platform_engineering",
  priority: "urgent",
  issue_type: "production_incident",
  status: "escalated",
  resolution_code: "incident_opened",
  needed_fields: ["request_ids", "time_window", "affected_region"],
  reply: REPLY_MARKERS.incident_ack,
  note: NOTE_MARKERS.technical,
  follow_up: {
    status: "complete",
    message:
      "Request ids: nw-7f31, nw-7f52, nw-8a04. Window: 06:40 UTC until now. Region: us-west-2, and us-east-1 since 07:10.",
    provided_fields: ["request_ids", "time_window", "affected_region"],
    wrong_fields: [],
  },
};
