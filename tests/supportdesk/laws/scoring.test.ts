import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GRADE_COMPONENTS, gradeCase } from "../../../src/supportdesk/grading/grader.ts";
import type { Action, CaseState } from "../../../src/supportdesk/models.ts";
import type { Answer } from "../../../src/supportdesk/scenario.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { openTask, playThrough, scenarioOf, TASKS } from "../../support/desk-play.ts";
import { GOLD_PLANS } from "../../support/desk-scenarios.ts";

function finalCase(taskId: keyof typeof GOLD_PLANS, actions: readonly Action[]): CaseState {
  return playThrough(openTask(taskId), actions).at(-1)?.episode.view.case ?? openTask(taskId).view.case;
}

/** Every case that has one thing right that this case has wrong. */
function improvements(caseState: CaseState, answer: Answer, plan: readonly Action[]): CaseState[] {
  const gold = Object.assign({}, ...plan) as Action;
  const { requested_fields: asked } = caseState;
  const missing = answer.needed_fields.filter((field) => !asked.includes(field));
  const unneeded = asked.filter((field) => !answer.needed_fields.includes(field));
  return [
    { ...caseState, queue: answer.queue },
    { ...caseState, priority: answer.priority },
    { ...caseState, issue_type: answer.issue_type },
    { ...caseState, status: answer.status },
    { ...caseState, resolution_code: answer.resolution_code },
    { ...caseState, reply: gold.reply ?? null },
    { ...caseState, internal_note: gold.internal_note ?? null },
    ...missing.map((field) => ({ ...caseState, requested_fields: [...asked, field] })),
    ...unneeded.map((out) => ({ ...caseState, requested_fields: asked.filter((field) => field !== out) })),
  ];
}

describe("the score", () => {
  it("is never lowered by fixing one thing", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const { answer } = scenarioOf(taskId);
      const before = finalCase(taskId, actions);
      const { rawScore } = gradeCase(answer, before);
      for (const better of improvements(before, answer, GOLD_PLANS[taskId])) {
        expect(gradeCase(answer, better).rawScore).toBeGreaterThanOrEqual(rawScore);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it("is equal for equal final cases, whatever the path", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const { answer } = scenarioOf(taskId);
      const wanted = finalCase(taskId, actions);
      const { requested_fields, ...fields } = wanted;
      const oneByOne: Action[] = [
        { operation: "wait", requested_fields },
        ...Object.entries(fields).map(([name, value]) => ({ operation: "wait" as const, [name]: value })),
      ];
      const long = openTask(taskId);
      const patient = { ...long, view: { ...long.view, remaining_steps: 100 } };
      const last = playThrough(patient, oneByOne).at(-1)?.episode ?? long;
      expect(last.view.case).toEqual(wanted);
      expect(last.grade).toEqual(gradeCase(answer, wanted));
    });
    fc.assert(property);
  });

  it("does not depend on the order in which fields were asked for", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const { answer } = scenarioOf(taskId);
      const asked = finalCase(taskId, actions);
      const reversed = { ...asked, requested_fields: [...asked.requested_fields].reverse() };
      expect(gradeCase(answer, reversed)).toEqual(gradeCase(answer, asked));
    });
    fc.assert(property);
  });

  it.each(GRADE_COMPONENTS)(
    "of a solved case without its %s lacks that weight, and what depends on it",
    (left) => {
      for (const taskId of TASKS) {
        const solved = finalCase(taskId, GOLD_PLANS[taskId]);
        const blank = openTask(taskId).view.case;
        const { credits } = gradeCase(scenarioOf(taskId).answer, { ...solved, [left]: blank[left] });
        const classifies = ["queue", "priority", "issue_type"].includes(left);
        const nothingNeeded = taskId === "billing_refund_easy" && left === "requested_fields";
        const lost = GRADE_COMPONENTS.filter((name) => credits[name] === 0);
        const expected = classifies ? [left, "requested_fields"] : nothingNeeded ? [] : [left];
        expect(lost).toEqual(expected);
      }
    },
  );
});
