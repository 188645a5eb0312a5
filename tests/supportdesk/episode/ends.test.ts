import { describe, expect, it } from "vitest";
import { type Advance, type Episode, open } from "../../../src/supportdesk/episode.ts";
import { reportedScore } from "../../../src/supportdesk/grading/grader.ts";
import type { Action } from "../../../src/supportdesk/models.ts";
import { openTask, playAll, rules, TASKS } from "../../support/desk-play.ts";
import { GOLD_PLANS, lampScenario } from "../../support/desk-scenarios.ts";

const WAIT: Action = { operation: "wait" };
const SUBMIT: Action = { operation: "submit", status: "escalated" };

/** An episode on a ticket that takes three steps. */
const short = (budget: "terminal" | "external"): Episode =>
  open(lampScenario({ max_steps: 3 }), rules({ budget }));

function ending({ terminated, truncated, episode }: Advance): unknown[] {
  return [terminated, truncated, episode.outcome, episode.view.ended];
}

describe("an episode", () => {
  it("goes on below its step budget", () => {
    expect(ending(playAll(short("terminal"), [WAIT, WAIT]))).toEqual([false, false, "open", false]);
  });

  it("terminates as abandoned when a terminal budget is used up", () => {
    expect(ending(playAll(short("terminal"), [WAIT, WAIT, WAIT]))).toEqual([true, false, "abandoned", true]);
  });

  it("is truncated as abandoned when an external budget is used up", () => {
    expect(ending(playAll(short("external"), [WAIT, WAIT, WAIT]))).toEqual([false, true, "abandoned", true]);
  });

  it.each(["terminal", "external"] as const)("terminates by a submit under a %s budget", (budget) => {
    expect(ending(playAll(short(budget), [SUBMIT]))).toEqual([true, false, "submitted", true]);
  });

  it.each(["terminal", "external"] as const)(
    "terminates by a submit on the last step, budget %s",
    (budget) => {
      expect(ending(playAll(short(budget), [WAIT, WAIT, SUBMIT]))).toEqual([true, false, "submitted", true]);
    },
  );

  it("writes what a submit carries", () => {
    const { episode } = playAll(short("terminal"), [{ ...SUBMIT, resolution_code: "lamp_ordered" }]);
    expect(episode.view.case).toMatchObject({ status: "escalated", resolution_code: "lamp_ordered" });
    expect(episode.grade.rawScore).toBeCloseTo(0.15, 12);
  });
});

describe("the gold workflow", () => {
  it.each(TASKS)("of %s earns raw 1.00 without a penalty, within budget and service level", (taskId) => {
    const { episode } = playAll(openTask(taskId), GOLD_PLANS[taskId]);
    expect(episode.outcome).toBe("submitted");
    expect(episode.grade.rawScore).toBe(1);
    expect(reportedScore(episode.grade.rawScore)).toBe(0.99);
    expect(episode.totalReward).toBeCloseTo(1, 12);
    expect(episode.view.sla_minutes_remaining).toBeGreaterThanOrEqual(0);
  });

  it("takes 4 steps for billing and 6 for the others, of 6, 7, 8 and 8", () => {
    expect(TASKS.map((taskId) => GOLD_PLANS[taskId].length)).toEqual([4, 6, 6, 6]);
    expect(TASKS.map((taskId) => openTask(taskId).view.remaining_steps)).toEqual([6, 7, 8, 8]);
  });
});
