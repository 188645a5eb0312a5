import { describe, expect, it } from "vitest";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "TimeLimit", wrap: (inner) => new TimeLimit(inner, { maxSteps: 7 }) });

describe("a time limit", () => {
  const rewards = [1, 2, 3, 4];

  it("truncates at the limit and leaves `terminated` alone", () => {
    const env = new TimeLimit(new ScriptedEnv(rewards), { maxSteps: 2 });
    env.reset();
    expect(env.step(0)).toMatchObject({ terminated: false, truncated: false });
    expect(env.step(0)).toMatchObject({ terminated: false, truncated: true });
  });

  it("counts from the last reset", () => {
    const env = new TimeLimit(new ScriptedEnv(rewards), { maxSteps: 2 });
    env.reset();
    env.step(0);
    env.reset();
    expect(env.step(0).truncated).toBe(false);
  });

  it("sets both flags where the task ends at the limit", () => {
    const env = new TimeLimit(new ScriptedEnv([1]), { maxSteps: 1 });
    env.reset();
    expect(env.step(0)).toMatchObject({ terminated: true, truncated: true });
  });

  it("keeps a truncation of the inner environment", () => {
    const env = new TimeLimit(new ScriptedEnv([1], "truncated"), { maxSteps: 9 });
    env.reset();
    expect(env.step(0).truncated).toBe(true);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %s steps", (maxSteps) => {
    expect(() => new TimeLimit(new ScriptedEnv(rewards), { maxSteps })).toThrowError("maxSteps");
  });
});
