import { describe, expect, it } from "vitest";
import type { DeskOptions } from "../../../src/supportdesk/env/options.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import type { Action } from "../../../src/supportdesk/models.ts";
import { REWARD_MODES } from "../../../src/supportdesk/rewards.ts";
import { REPLY_TEMPLATES } from "../../../src/supportdesk/templates.ts";

/**
 * Five moves on the billing ticket. Raw scores after them: .50 (queue .15, priority .10, issue type .10, nothing
 * asked .15), .50, .50, .75 and .80 (the code, but not the status).
 */
const SCRIPT: readonly Action[] = [
  { operation: "classify", queue: "billing_ops", priority: "high", issue_type: "duplicate_charge" },
  { operation: "wait" },
  { operation: "draft_reply", reply: "Hello." },
  { operation: "draft_reply", reply: REPLY_TEMPLATES.confirm_refund },
  { operation: "submit", status: "escalated", resolution_code: "refund_issued" },
];

function steps(options: DeskOptions, actions: readonly Action[] = SCRIPT) {
  const env = new SupportDeskEnv({ tasks: ["billing_refund_easy"], ...options });
  env.reset();
  return actions.map((action) => env.step(action));
}

/** Rewards, rounded to twelve places so that hand-written decimals compare. */
function rewards(options: DeskOptions, actions?: readonly Action[]): number[] {
  return steps(options, actions).map(({ reward }) => Number(reward.toFixed(12)));
}

describe("reward mode", () => {
  it("names are five", () => {
    expect(REWARD_MODES).toEqual(["delta", "sparse", "pbrs", "milestone", "delta-no-penalty"]);
  });

  it("delta pays the change of the raw score minus penalties, and is the default", () => {
    expect(rewards({ reward: "delta" })).toEqual([0.5, -0.02, -0.01, 0.25, 0.05]);
    expect(rewards({})).toEqual(rewards({ reward: "delta" }));
  });

  it("delta names a part for the score and one for each penalty", () => {
    expect(steps({}).map(({ info }) => info.rewardComponents)[1]).toEqual({
      score_delta: 0,
      no_op: -0.02,
      low_signal: 0,
      premature_submit: 0,
      sla_breach: 0,
    });
  });

  it("delta-no-penalty pays the change of the raw score alone", () => {
    expect(rewards({ reward: "delta-no-penalty" })).toEqual([0.5, 0, 0, 0.25, 0.05]);
    expect(Object.keys(steps({ reward: "delta-no-penalty" })[0]?.info.rewardComponents ?? {})).toEqual([
      "score_delta",
    ]);
  });

  it("sparse pays the raw score when the episode terminates and nothing before", () => {
    const sparse = steps({ reward: "sparse" });
    expect(sparse.slice(0, 4).map(({ reward }) => reward)).toEqual([0, 0, 0, 0]);
    expect(sparse[4]?.reward).toBe(sparse[4]?.info.grade?.rawScore);
    expect(sparse[4]?.reward).toBe(0.8);
  });

  it("sparse pays the raw score of an abandoned case under a terminal budget, nothing under an external one", () => {
    const [classify] = SCRIPT as [Action];
    const wait: Action = { operation: "wait" };
    const idle = [classify, wait, wait, wait, wait, wait];
    expect(rewards({ reward: "sparse" }, idle)).toEqual([0, 0, 0, 0, 0, 0.5]);
    expect(rewards({ reward: "sparse", budget: "external" }, idle)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("milestone pays an eighth for each component that first reaches full credit, minus penalties", () => {
    expect(rewards({ reward: "milestone" })).toEqual([0.5, -0.02, -0.01, 0.125, 0.125]);
  });

  it("milestone pays a component once, even if it is lost and won again", () => {
    const queue = (name: "billing_ops" | "general_support"): Action => ({
      operation: "classify",
      queue: name,
    });
    expect(
      rewards({ reward: "milestone" }, [
        queue("billing_ops"),
        queue("general_support"),
        queue("billing_ops"),
      ]),
    ).toEqual([0.125, 0, 0]);
  });

  it("delta charges a premature submit and a breach of the service level", () => {
    const env = new SupportDeskEnv({ tasks: ["api_incident_hard"] });
    env.reset();
    const idle = Array.from({ length: 6 }, () => env.step({ operation: "wait" }));
    expect(idle.map(({ reward }) => reward)).toEqual([-0.02, -0.02, -0.02, -0.02, -0.02, -0.02]);
    env.step({ operation: "request_info", requested_fields: ["time_window"] });
    const { info, reward } = env.step({ operation: "submit", status: "escalated" });
    expect(info.rewardComponents).toEqual({
      score_delta: 0.1,
      no_op: 0,
      low_signal: 0,
      premature_submit: -0.06,
      sla_breach: -0.05,
    });
    expect(reward).toBeCloseTo(-0.01, 12);
  });
});

describe("a reward function of one's own", () => {
  it("sees the views and grades, the penalties and the end, and its parts are added up", () => {
    const seen: unknown[] = [];
    const results = steps({
      reward: ({ before, after, penalties, newlyCompleted, terminated, truncated }) => {
        seen.push([
          after.grade.rawScore - before.grade.rawScore > 0,
          penalties,
          newlyCompleted,
          terminated,
          truncated,
        ]);
        return { a: 0.1, b: 0.2, clock: -after.view.sla_minutes_remaining / 1000 };
      },
    });
    const quiet = { no_op: false, low_signal: false, premature_submit: false, sla_breach: false };
    expect(seen).toEqual([
      [true, quiet, 4, false, false],
      [false, { ...quiet, no_op: true }, 0, false, false],
      [false, { ...quiet, low_signal: true }, 0, false, false],
      [true, quiet, 1, false, false],
      [true, quiet, 1, true, false],
    ]);
    expect(results[0]?.info.rewardComponents).toEqual({ a: 0.1, b: 0.2, clock: -0.225 });
    expect(results[0]?.reward).toBe(0.1 + 0.2 - 0.225);
  });

  it("may name no part, which pays 0", () => {
    expect(rewards({ reward: () => ({}) })).toEqual([0, 0, 0, 0, 0]);
  });
});
