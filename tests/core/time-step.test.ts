import { describe, expect, it } from "vitest";
import { toTimeStep } from "../../src/core/time-step.ts";

const stepped = (terminated: boolean, truncated: boolean): Parameters<typeof toTimeStep<string>>[0] => ({
  ...{ observation: "seen", reward: 2, terminated, truncated, info: {} },
});

describe("toTimeStep", () => {
  it("has neither reward nor discount on the first", () => {
    const first = toTimeStep({ observation: "seen", info: {} });
    expect(first).toEqual({ stepType: "first", reward: null, discount: null, observation: "seen" });
  });

  it.each([
    [false, false, "mid", 0.9],
    [true, false, "last", 0],
    [false, true, "last", 0.9],
    [true, true, "last", 0],
  ])(
    "with terminated %s and truncated %s is %s with discount %d",
    (terminated, truncated, stepType, discount) => {
      const step = toTimeStep(stepped(terminated, truncated), { discount: 0.9 });
      expect(step).toEqual({ stepType, reward: 2, discount, observation: "seen" });
    },
  );

  it("has the discount 1 unless told otherwise", () => {
    expect(toTimeStep(stepped(false, true)).discount).toBe(1);
  });

  it.each([-0.1, 1.1, Number.NaN])("refuses a discount of %s", (discount) => {
    expect(() => toTimeStep(stepped(false, false), { discount })).toThrowError("`discount` to be in [0, 1]");
  });
});
