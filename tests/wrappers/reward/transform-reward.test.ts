import { describe, expect, it } from "vitest";
import { TransformReward } from "../../../src/wrappers/reward/transform-reward.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "TransformReward",
  wrap: (inner) => new TransformReward(inner, { transform: Math.tanh }),
  hasFunctions: true,
});

describe("a transformed reward", () => {
  it("is what the function gives, with the change as a part", () => {
    const env = new TransformReward(new ScriptedEnv([3, -2]), { transform: (reward) => reward ** 2 });
    env.reset();
    expect(env.step(0)).toMatchObject({ reward: 9, info: { rewardComponents: { reward: 3, transform: 6 } } });
    expect(rewardsOf(env, 1)).toEqual([4]);
  });

  it("has to be finite", () => {
    const env = new TransformReward(new ScriptedEnv([-1]), { transform: Math.log });
    env.reset();
    expect(() => env.step(0)).toThrowError(
      "Expected the part `transform` of the reward to be finite, got NaN.",
    );
  });
});
