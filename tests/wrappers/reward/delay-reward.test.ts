import { describe, expect, it } from "vitest";
import { DelayReward } from "../../../src/wrappers/reward/delay-reward.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "DelayReward", wrap: (inner) => new DelayReward(inner, { steps: 2 }) });

describe("delayed rewards", () => {
  it.each([
    [0, [1, 2, 4, 8]],
    [1, [0, 1, 2, 12]],
    [2, [0, 0, 1, 14]],
    [9, [0, 0, 0, 15]],
  ])("come %i steps later, and at the end all that is due", (steps, paid) => {
    for (const ending of ["terminated", "truncated"] as const) {
      const env = new DelayReward(new ScriptedEnv([1, 2, 4, 8], ending), { steps });
      env.reset();
      expect(rewardsOf(env, 4)).toEqual(paid);
    }
  });

  it("do not carry over into the next episode", () => {
    const env = new DelayReward(new ScriptedEnv([1, 2, 4]), { steps: 1 });
    env.reset();
    env.step(0);
    env.reset();
    expect(rewardsOf(env, 3)).toEqual([0, 1, 6]);
  });

  it("are late by whole steps", () => {
    for (const steps of [-1, 0.5]) {
      expect(() => new DelayReward(new ScriptedEnv([1]), { steps })).toThrowError("steps");
    }
  });
});
