import { describe, expect, it } from "vitest";
import type { CaseState, FollowUp } from "../../../src/supportdesk/models.ts";
import { fieldsToRequest, requiredNextActions, workflowStage } from "../../../src/supportdesk/workflow.ts";
import { caseWith } from "../../support/desk-play.ts";

type Status = FollowUp["status"];

function viewWith(changed: Partial<CaseState>, status: Status = "none", ended = false) {
  const followUp: FollowUp = { status, round: 0, message: "", provided_fields: [], wrong_fields: [] };
  return { case: caseWith(changed), follow_up: followUp, ended };
}

const ROUTED = { queue: "compliance_ops", priority: "low", issue_type: "account_compromise" } as const;
const ASKED = {
  ...ROUTED,
  requested_fields: ["workspace_id", "last_successful_login", "billing_email"],
};
const ANSWERED = { ...ASKED, reply: "Hello." };
const NOTED = { ...ANSWERED, internal_note: "Note." };

describe("the workflow stage", () => {
  it.each<[string, Partial<CaseState>, Status, boolean, string]>([
    ["of an ended episode", NOTED, "pending", true, "closed"],
    [
      "while the customer's answer is pending, whatever else is missing",
      {},
      "pending",
      false,
      "awaiting_customer",
    ],
    ["of an untouched case", {}, "none", false, "triage"],
    ["without a queue", { ...NOTED, queue: null }, "none", false, "triage"],
    ["without a priority", { ...NOTED, priority: null }, "none", false, "triage"],
    ["without an issue type", { ...NOTED, issue_type: null }, "none", false, "triage"],
    ["with none of the playbook's fields asked for", ROUTED, "none", false, "information_gathering"],
    [
      "with some of them asked for",
      { ...ASKED, requested_fields: ["workspace_id", "shoe_size"] },
      "partial",
      false,
      "information_gathering",
    ],
    ["with all of them asked for", ASKED, "partial", false, "response"],
    [
      "of an issue type that needs nothing",
      { ...ROUTED, issue_type: "duplicate_charge" },
      "none",
      false,
      "response",
    ],
    ["with a note but no reply", { ...NOTED, reply: null }, "none", false, "response"],
    ["with a reply", ANSWERED, "complete", false, "documentation"],
    [
      "with an empty reply and an empty note",
      { ...ASKED, reply: "", internal_note: "" },
      "none",
      false,
      "ready_to_submit",
    ],
    ["with everything", NOTED, "incorrect", false, "ready_to_submit"],
  ])("%s", (_situation, changed, status, ended, stage) => {
    expect(workflowStage(viewWith(changed, status, ended))).toBe(stage);
  });
});

describe("required next actions", () => {
  it.each<[string, Partial<CaseState>, Status, boolean, string[]]>([
    [
      "list all that is missing on an untouched case, but not the request that only a classification calls for",
      {},
      "none",
      false,
      ["classify", "draft_reply", "add_internal_note", "submit"],
    ],
    [
      "follow the agent's own classification",
      ROUTED,
      "none",
      false,
      ["request_info", "draft_reply", "add_internal_note", "submit"],
    ],
    ["ask to wait for a pending answer", NOTED, "pending", false, ["wait", "submit"]],
    ["end in a submit", NOTED, "none", false, ["submit"]],
    ["are none once ended", {}, "none", true, []],
  ])("%s", (_rule, changed, status, ended, operations) => {
    expect(requiredNextActions(viewWith(changed, status, ended))).toEqual(operations);
  });
});

describe("the fields to request", () => {
  it("are those of the case's own issue type that were not asked for", () => {
    expect(fieldsToRequest(caseWith())).toEqual([]);
    expect(fieldsToRequest(caseWith({ issue_type: "duplicate_charge" }))).toEqual([]);
    expect(
      fieldsToRequest(caseWith({ issue_type: "production_incident", requested_fields: ["time_window"] })),
    ).toEqual(["request_ids", "affected_region"]);
  });
});
