import { describe, expect, it } from "vitest";
import { gradeCase } from "../../../src/supportdesk/grading/grader.ts";
import { caseWith, scenarioOf } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const { answer } = lampScenario();
const CLASSIFIED = { queue: "billing_ops", priority: "low", issue_type: "duplicate_charge" } as const;

/** Credit for asking the lamp's customer, whose `lamp_id` and `room` are needed, for these fields. */
function credit(...fields: string[]): number {
  return gradeCase(answer, caseWith({ ...CLASSIFIED, requested_fields: fields })).credits.requested_fields;
}

describe("requested fields, where two are needed", () => {
  it("are worth the share of needed fields that was asked for", () => {
    expect(credit()).toBe(0);
    expect(credit("room")).toBe(0.5);
    expect(credit("room", "lamp_id")).toBe(1);
  });

  it("lose .05 for each field that nobody needs", () => {
    expect(credit("room", "lamp_id", "a")).toBe(0.95);
    expect(credit("room", "lamp_id", "a", "b")).toBe(0.9);
    expect(credit("room", "a")).toBe(0.45);
  });

  it("lose .25 at most", () => {
    expect(credit("room", "lamp_id", "a", "b", "c", "d", "e")).toBe(0.75);
    expect(credit("room", "lamp_id", "a", "b", "c", "d", "e", "f", "g")).toBe(0.75);
    expect(credit("room", "a", "b", "c", "d", "e", "f")).toBe(0.25);
  });

  it("never fall below 0", () => {
    expect(credit("a")).toBe(0);
    expect(credit("a", "b", "c", "d", "e", "f")).toBe(0);
  });

  it.each(["queue", "priority", "issue_type"] as const)("earn nothing while the %s is not set", (slot) => {
    const asked = caseWith({ ...CLASSIFIED, requested_fields: ["room", "lamp_id"], [slot]: null });
    expect(gradeCase(answer, asked).credits.requested_fields).toBe(0);
  });

  it("earn credit under a wrong classification too", () => {
    const asked = caseWith({ ...CLASSIFIED, requested_fields: ["room", "lamp_id"] });
    expect(gradeCase(answer, asked).rawScore).toBe(0.15);
  });
});

describe("requested fields, where none is needed", () => {
  const { answer: billing } = scenarioOf("billing_refund_easy");

  it("are worth everything if nothing was asked for", () => {
    const quiet = caseWith({ queue: "general_support", priority: "low", issue_type: "general_question" });
    expect(gradeCase(billing, quiet).rawScore).toBe(0.15);
  });

  it("are worth nothing as soon as anything was asked for", () => {
    const asked = caseWith({ ...CLASSIFIED, requested_fields: ["invoice_id"] });
    expect(gradeCase(billing, asked).credits.requested_fields).toBe(0);
  });

  it("are worth nothing on an untouched case", () => {
    expect(gradeCase(billing, caseWith()).rawScore).toBe(0);
  });
});

describe("requested fields of a canonical ticket", () => {
  it("earn thirds, since three are needed", () => {
    const { answer: takeover } = scenarioOf("account_takeover_medium");
    const asked = caseWith({ ...CLASSIFIED, requested_fields: ["workspace_id", "password"] });
    expect(gradeCase(takeover, asked).credits.requested_fields).toBe(1 / 3 - 0.05);
  });
});
