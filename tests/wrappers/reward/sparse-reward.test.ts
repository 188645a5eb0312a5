import { describe, expect, it } from "vitest";
import { SparseReward } from "../../../src/wrappers/reward/sparse-reward.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "SparseReward", wrap: (inner) => new SparseReward(inner, { every: 3 }) });

describe("sparse rewards", () => {
  it.each([
    [1, [1, 2, 4, 8, 16]],
    [2, [0, 3, 0, 12, 16]],
    [3, [0, 0, 7, 0, 24]],
    ["end", [0, 0, 0, 0, 31]],
  ] as const)("every %s are paid as sums, with the rest at the end", (every, paid) => {
    for (const ending of ["terminated", "truncated"] as const) {
      const env = new SparseReward(new ScriptedEnv([1, 2, 4, 8, 16], ending), { every });
      env.reset();
      expect(rewardsOf(env, 5)).toEqual(paid);
    }
  });

  it("do not carry over into the next episode", () => {
    const env = new SparseReward(new ScriptedEnv([1, 2, 4]), { every: 2 });
    env.reset();
    env.step(0);
    env.reset();
    expect(rewardsOf(env, 3)).toEqual([0, 3, 4]);
  });

  it("name the difference", () => {
    const env = new SparseReward(new ScriptedEnv([1, 2, 4]), { every: 2 });
    env.reset();
    expect(env.step(0).info.rewardComponents).toEqual({ reward: 1, sparse: -1 });
    expect(env.step(0).info.rewardComponents).toEqual({ reward: 2, sparse: 1 });
  });

  it.each([0, 1.5, "never"])("refuse to come every %s", (every) => {
    expect(() => new SparseReward(new ScriptedEnv([1]), { every: every as number })).toThrowError("every");
  });
});
