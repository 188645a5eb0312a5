import { describe, expect, it } from "vitest";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { GOLD_PLANS } from "../../support/desk-scenarios.ts";

const [CLASSIFY, REPLY, NOTE, SUBMIT] = GOLD_PLANS.billing_refund_easy;

function ended(): SupportDeskEnv {
  const env = new SupportDeskEnv();
  env.reset({ seed: 6 });
  for (const action of GOLD_PLANS.billing_refund_easy) env.step(action);
  return env;
}

describe("info", () => {
  it("after a reset names the task", () => {
    expect(new SupportDeskEnv().reset().info).toEqual({ taskId: "billing_refund_easy" });
  });

  it("during an episode names task, action and reward parts, and nothing of the grade", () => {
    const env = new SupportDeskEnv();
    env.reset();
    expect(env.step(CLASSIFY).info).toEqual({
      taskId: "billing_refund_easy",
      actionName: "classify:duplicate_charge",
      invalidAction: false,
      rewardComponents: { score_delta: 0.5, no_op: 0, low_signal: 0, premature_submit: 0, sla_breach: 0 },
    });
  });

  it("at the end sums up the episode and explains its grade", () => {
    const env = new SupportDeskEnv();
    env.reset();
    env.step(CLASSIFY);
    const { info } = env.step({ ...(SUBMIT ?? CLASSIFY), resolution_code: null, reply: "A refund." });
    expect(info.episode).toEqual({
      taskId: "billing_refund_easy",
      rawScore: info.grade?.rawScore,
      score: info.grade?.rawScore,
      outcome: "submitted",
      steps: 2,
      return: env.state().total_reward,
      invalidActions: 0,
      success: false,
    });
    // .15 + .10 + .10 + .15 + .25 / 3 + .10
    expect(info.grade?.rawScore).toBeCloseTo(0.6 + 0.25 / 3, 12);
    expect(info.grade?.components).toEqual({
      queue: { weight: 15, credit: 1 },
      priority: { weight: 10, credit: 1 },
      issue_type: { weight: 10, credit: 1 },
      requested_fields: { weight: 15, credit: 1 },
      reply: { weight: 25, credit: 1 / 3 },
      internal_note: { weight: 10, credit: 0 },
      status: { weight: 10, credit: 1 },
      resolution_code: { weight: 5, credit: 0 },
    });
    expect(info.grade?.evidence).toEqual({
      reply: { matched: [0], missing: [1, 2], forbidden: [] },
      internal_note: { matched: [], missing: [], forbidden: [] },
      requested_fields: { needed: 0, asked: 0, unneeded: 0 },
    });
  });

  it("calls an episode a success from a raw score of .95, if it was submitted", () => {
    const success = (...actions: (typeof CLASSIFY)[]): unknown => {
      const env = new SupportDeskEnv();
      env.reset();
      return actions.map((action) => env.step(action)).at(-1)?.info.episode?.success;
    };
    const [reply, note, submit] = [REPLY ?? CLASSIFY, NOTE ?? CLASSIFY, SUBMIT ?? CLASSIFY];
    expect(success(CLASSIFY, reply, note, submit)).toBe(true);
    expect(success(CLASSIFY, reply, note, { ...submit, resolution_code: "none" })).toBe(true);
    expect(success(CLASSIFY, reply, note, { ...submit, status: "escalated" })).toBe(false);
    const abandoned = { ...submit, operation: "wait" } as const;
    expect(success(CLASSIFY, reply, note, abandoned, { operation: "wait" }, { operation: "wait" })).toBe(
      false,
    );
  });
});

describe("the state", () => {
  it("is the operator's record of the episode", () => {
    const env = new SupportDeskEnv();
    env.reset({ seed: 6 });
    env.reset();
    env.step({ operation: "classify", queue: "trust_and_safety" });
    env.step({ operation: "request_info", requested_fields: ["workspace_id"] });
    const { observation } = env.step({ operation: "draft_reply", reply: "Hm." });
    expect(env.state()).toEqual({
      episode_id: "6-2",
      step_count: 3,
      task_id: "account_takeover_medium",
      difficulty: "medium",
      seed: 6,
      case: observation.case,
      follow_up: observation.follow_up,
      workflow_stage: "awaiting_customer",
      sla_minutes_remaining: 75,
      score: 0.15,
      total_reward: expect.closeTo(0.14, 12),
      done: false,
      outcome: "open",
      action_history: observation.action_history,
    });
  });

  it("reports the score clamped, from the first moment to the last", () => {
    const env = new SupportDeskEnv();
    env.reset();
    expect(env.state().score).toBe(0.01);
    expect(ended().state()).toMatchObject({ score: 0.99, done: true, outcome: "submitted" });
  });

  it("tells an abandoned episode from a submitted one", () => {
    const env = new SupportDeskEnv();
    env.reset();
    for (let step = 0; step < 6; step += 1) env.step({ operation: "wait" });
    expect(env.state()).toMatchObject({ done: true, outcome: "abandoned", workflow_stage: "closed" });
  });
});
