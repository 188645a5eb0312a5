import { describe, expect, it } from "vitest";
import { actionText, endLine, startLine, stepLine, twoDecimals } from "../../src/inference/contract.ts";
import { readContract } from "./contract-check.ts";

describe("the lines", () => {
  it("never print a negative zero", () => {
    expect([-0, -0.001, -0.004, 0.004].map(twoDecimals)).toEqual(["0.00", "0.00", "0.00", "0.00"]);
    expect([-0.02, -0.005, 1, Number.NaN].map(twoDecimals)).toEqual(["-0.02", "-0.01", "1.00", "0.00"]);
  });

  it("keep the score inside [0.01, 0.99]", () => {
    const score = (value: number): string | undefined =>
      /score=(\S+)/.exec(endLine({ success: false, score: value, rewards: [] }))?.[1];
    expect([-1, 0, 0.014, 0.5, 0.996, 1, Number.NaN].map(score)).toEqual([
      "0.01",
      "0.01",
      "0.01",
      "0.50",
      "0.99",
      "0.99",
      "0.01",
    ]);
  });

  it("show the set fields of an action in record order", () => {
    const text = actionText({
      operation: "classify",
      queue: "billing_ops",
      priority: null,
      status: "new",
      metadata: { a: 1 },
    });
    expect(text).toBe("classify(queue=billing_ops,status=new)");
    expect(actionText({ operation: "request_info", requested_fields: [] })).toBe("request_info()");
    expect(actionText({ operation: "request_info", requested_fields: ["a b", "c"] })).toBe(
      "request_info(requested_fields=a_b|c)",
    );
  });

  it("squeeze white space and control characters in a text before they cut it at 40 characters", () => {
    const reply = " one \r\n\ttwo\u2028three\u0007four\u001b[31m";
    expect(actionText({ operation: "draft_reply", reply })).toBe(
      "draft_reply(reply=one_two_three_four_[31m)",
    );
    expect(actionText({ operation: "draft_reply", reply: "😀".repeat(50) })).toBe(
      `draft_reply(reply=${"😀".repeat(40)})`,
    );
  });

  it("stay one line each whatever a model, a task or an error is called", () => {
    const text = "a\nb\u2029c  d";
    const lines = [
      startLine(text, "", text),
      stepLine({
        step: 1,
        action: { operation: "wait" },
        reward: -0,
        done: true,
        error: `${text} ${"x".repeat(900)}`,
      }),
      endLine({ success: true, score: 1, rewards: [-0] }),
    ];
    const [episode] = readContract(`${lines.join("\n")}\n`);
    expect(episode).toMatchObject({ task: "a_b_c_d", benchmark: "_", model: "a_b_c_d" });
    expect(episode?.steps[0]?.error).toHaveLength(200);
  });
});
