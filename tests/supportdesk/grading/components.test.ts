import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { open } from "../../../src/supportdesk/episode.ts";
import {
  COMPONENT_WEIGHTS,
  GRADE_COMPONENTS,
  gradeCase,
  reportedScore,
} from "../../../src/supportdesk/grading/grader.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { caseWith, openTask, playThrough, rules } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const { answer } = lampScenario();

const LAMP_SOLVED = caseWith({
  queue: "general_support",
  priority: "normal",
  issue_type: "general_question",
  status: "escalated",
  resolution_code: "lamp_ordered",
  requested_fields: ["lamp_id", "room"],
  reply: "A new lamp comes tomorrow.",
  internal_note: "The bulb fits the socket.",
});

describe("a grade", () => {
  it("weighs eight components, in this order, to 100 percent", () => {
    expect(COMPONENT_WEIGHTS).toEqual({
      queue: 15,
      priority: 10,
      issue_type: 10,
      requested_fields: 15,
      reply: 25,
      internal_note: 10,
      status: 10,
      resolution_code: 5,
    });
    expect(GRADE_COMPONENTS).toEqual(Object.keys(COMPONENT_WEIGHTS));
    expect(Object.values(COMPONENT_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });

  it("is 0 for an untouched case", () => {
    const { credits, rawScore } = gradeCase(answer, caseWith());
    expect(Object.values(credits)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(rawScore).toBe(0);
  });

  it("is exactly 1 for a solved case", () => {
    const { credits, rawScore } = gradeCase(answer, LAMP_SOLVED);
    expect(Object.values(credits)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(rawScore).toBe(1);
  });

  it.each([
    ["queue", { queue: "general_support" }, 0.15],
    ["priority", { priority: "normal" }, 0.1],
    ["issue_type", { issue_type: "general_question" }, 0.1],
    ["status", { status: "escalated" }, 0.1],
    ["resolution_code", { resolution_code: "lamp_ordered" }, 0.05],
  ] as const)("gives %s its weight when it equals the gold value", (component, fields, score) => {
    const { credits, rawScore } = gradeCase(answer, caseWith(fields));
    expect(credits[component]).toBe(1);
    expect(rawScore).toBe(score);
  });

  it.each([
    { queue: "billing_ops" },
    { priority: "urgent" },
    { issue_type: "duplicate_charge" },
    { status: "resolved" },
    { resolution_code: "lamp_order" },
  ] as const)("gives nothing for the wrong value in %j", (fields) => {
    expect(gradeCase(answer, caseWith(fields)).rawScore).toBe(0);
  });

  it("gives a reply the share of its groups that it meets", () => {
    expect(gradeCase(answer, caseWith({ reply: "Which lamps?" })).credits.reply).toBe(1 / 2);
    expect(gradeCase(answer, caseWith({ reply: "Which lamps? We come by noon." })).rawScore).toBe(0.25);
    expect(gradeCase(answer, caseWith({ reply: "We come soon." })).rawScore).toBe(0);
  });

  it("gives a note the share of its groups that it meets", () => {
    expect(gradeCase(answer, caseWith({ internal_note: "Bulb is broken" })).rawScore).toBe(0.05);
    expect(gradeCase(answer, caseWith({ internal_note: "SOCKET; BULB" })).rawScore).toBe(0.1);
    expect(gradeCase(answer, caseWith({ internal_note: "" })).rawScore).toBe(0);
  });

  it("adds up the weighted credits of a half-done case", () => {
    const half = caseWith({
      queue: "general_support",
      priority: "low",
      issue_type: "general_question",
      requested_fields: ["room", "shoe_size"],
      reply: "The lamp is free.",
      internal_note: "Bulb.",
    });
    // .15 queue + .10 issue type + .15 × (1/2 − .05) fields + .25 × (1/2 − 1/2) reply + .10 × 1/2 note
    expect(gradeCase(answer, half).rawScore).toBeCloseTo(0.15 + 0.1 + 0.0675 + 0 + 0.05, 12);
  });

  it("lies in [0, 1], and every credit does, whatever is done to a ticket", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      for (const { episode } of playThrough(openTask(taskId), actions)) {
        const { credits, rawScore } = episode.grade;
        for (const value of [rawScore, ...Object.values(credits)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }
    });
    fc.assert(property);
  });

  it("is kept up to date by the episode", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      for (const { episode } of playThrough(openTask(taskId), actions)) {
        expect(episode.grade).toEqual(gradeCase(episode.scenario.answer, episode.view.case));
      }
    });
    fc.assert(property);
  });

  it("counts credit that an untouched case has already", () => {
    const scenario = lampScenario({}, { status: "new" });
    expect(open(scenario, rules()).grade.rawScore).toBe(0.1);
  });
});

describe("the reported score", () => {
  it("is the raw score kept inside [0.01, 0.99]", () => {
    expect([0, 0.004, 0.01, 0.5, 0.99, 0.999, 1].map(reportedScore)).toEqual([
      0.01, 0.01, 0.01, 0.5, 0.99, 0.99, 0.99,
    ]);
  });
});
