import { describe, expect, it } from "vitest";
import { open } from "../../../src/supportdesk/episode.ts";
import { CANONICAL_OPERATIONS } from "../../../src/supportdesk/vocabulary.ts";
import { act, caseWith, openTask, playAll, rules } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const EVERY_FIELD = {
  queue: "billing_ops",
  priority: "low",
  issue_type: "general_question",
  status: "resolved",
  resolution_code: "any",
  requested_fields: ["room"],
  reply: "Hello.",
  internal_note: "Note.",
} as const;

describe("an episode", () => {
  it("opens with an untouched case, the whole budget and the ticket's minutes", () => {
    const { view, steps, outcome, totalReward, grade, past } = openTask("api_incident_hard");
    expect(view.case).toEqual(caseWith());
    expect(view.follow_up).toEqual({
      status: "none",
      round: 0,
      message: "",
      provided_fields: [],
      wrong_fields: [],
    });
    expect([view.remaining_steps, view.sla_minutes_remaining, view.ended]).toEqual([8, 105, false]);
    expect([steps, outcome, totalReward, grade.rawScore, past]).toEqual([0, "open", 0, 0, null]);
  });

  it("pays one step and 15 minutes for every action", () => {
    const { view, steps } = playAll(openTask("account_takeover_medium"), [
      { operation: "wait" },
      { operation: "classify", queue: "billing_ops" },
      { operation: "draft_reply" },
    ]).episode;
    expect([steps, view.remaining_steps, view.sla_minutes_remaining]).toEqual([3, 4, 75]);
  });
});

describe("an action", () => {
  it.each(CANONICAL_OPERATIONS)(
    "writes every field that it carries, whatever the operation: %s",
    (operation) => {
      const requestedFields = [...EVERY_FIELD.requested_fields];
      const { view } = act(open(lampScenario(), rules()), {
        operation,
        ...EVERY_FIELD,
        requested_fields: requestedFields,
      }).episode;
      expect(view.case).toEqual(caseWith({ ...EVERY_FIELD, requested_fields: requestedFields }));
      expect(view.follow_up.status).toBe("pending");
      expect(view.ended).toBe(operation === "submit");
    },
  );

  it("leaves alone what it does not mention or gives as null", () => {
    const written = playAll(open(lampScenario(), rules()), [
      { operation: "classify", queue: "billing_ops", priority: "low" },
      { operation: "classify", queue: null, issue_type: "general_question", requested_fields: null },
    ]);
    expect(written.episode.view.case).toEqual(
      caseWith({ queue: "billing_ops", priority: "low", issue_type: "general_question" }),
    );
  });

  it("overwrites what was written before", () => {
    const { view } = playAll(open(lampScenario(), rules()), [
      { operation: "draft_reply", reply: "First." },
      { operation: "wait", reply: "Second." },
    ]).episode;
    expect(view.case.reply).toBe("Second.");
  });

  it("adds new fields to those asked for, each once and in order", () => {
    const { view } = playAll(open(lampScenario(), rules()), [
      { operation: "request_info", requested_fields: ["room", "lamp_id", "room"] },
      { operation: "request_info", requested_fields: ["colour", "room"] },
    ]).episode;
    expect(view.case.requested_fields).toEqual(["room", "lamp_id", "colour"]);
  });

  it("writes an empty text as a text", () => {
    expect(
      act(open(lampScenario(), rules()), { operation: "draft_reply", reply: "" }).episode.view.case.reply,
    ).toBe("");
  });
});
