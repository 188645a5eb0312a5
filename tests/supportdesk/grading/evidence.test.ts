import { describe, expect, it } from "vitest";
import { gradeCase, gradeEvidence } from "../../../src/supportdesk/grading/grader.ts";
import { caseWith } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const { answer } = lampScenario();

describe("grade evidence", () => {
  it("names matched and missing groups and forbidden claims by index", () => {
    const evidence = gradeEvidence(
      answer,
      caseWith({
        reply: "It is free: we come tomorrow.",
        internal_note: "Bulb.",
        requested_fields: ["room", "a", "b"],
      }),
    );
    expect(evidence).toEqual({
      reply: { matched: [1], missing: [0], forbidden: [1] },
      internal_note: { matched: [0], missing: [1], forbidden: [] },
      requested_fields: { needed: 2, asked: 1, unneeded: 2 },
    });
  });

  it("is empty for texts that were not written", () => {
    const { reply, internal_note } = gradeEvidence(answer, caseWith());
    expect(reply).toEqual({ matched: [], missing: [], forbidden: [] });
    expect(internal_note).toEqual({ matched: [], missing: [], forbidden: [] });
  });

  it("cannot be changed, so that later grades do not depend on what readers do with it", () => {
    const asked = caseWith({ reply: "The lamp comes tomorrow." });
    const { matched } = gradeEvidence(answer, asked).reply;
    expect(() => (matched as number[]).pop()).toThrow(TypeError);
    expect(gradeCase(answer, asked).credits.reply).toBe(1);
    expect(() => (gradeEvidence(answer, caseWith()).reply.missing as number[]).push(1)).toThrow(TypeError);
  });

  it("stays right when more texts were read than are remembered", () => {
    for (let index = 0; index < 1100; index += 1) {
      const reply = index % 2 === 0 ? `lamp ${index}` : `lamp ${index} tomorrow`;
      expect(gradeCase(answer, caseWith({ reply })).credits.reply).toBe(index % 2 === 0 ? 0.5 : 1);
    }
  });
});
