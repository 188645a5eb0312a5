import { describe, expect, it } from "vitest";
import { RewardScale } from "../../../src/wrappers/reward/reward-scale.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "RewardScale", wrap: (inner) => new RewardScale(inner, { factor: 0.3 }) });

describe("a scaled reward", () => {
  it("is the product", () => {
    const env = new RewardScale(new ScriptedEnv([2, -4, 0]), { factor: 2.5 });
    env.reset();
    expect(rewardsOf(env, 3)).toEqual([5, -10, 0]);
  });

  it("numbers the parts of two scales", () => {
    const env = new RewardScale(new RewardScale(new ScriptedEnv([1]), { factor: 3 }), { factor: 2 });
    env.reset();
    expect(env.step(0).info.rewardComponents).toEqual({ reward: 1, scale: 2, scale_2: 3 });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses the factor %s", (factor) => {
    expect(() => new RewardScale(new ScriptedEnv([1]), { factor })).toThrowError("factor");
  });
});
