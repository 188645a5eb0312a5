import { describe, expect, it } from "vitest";
import { RewardComponents } from "../../../src/wrappers/reward/reward-components.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "RewardComponents",
  wrap: (inner) => new RewardComponents(inner, { weights: { gain: 3, luck: 0.1 } }),
});

describe("reward components", () => {
  it("are weighed anew, and keep the weight 1 where none is given", () => {
    const [env, bare] = [new RewardComponents(new WalkEnv(), { weights: { gain: -2 } }), new WalkEnv()];
    env.reset({ seed: 1 });
    bare.reset({ seed: 1 });
    const luck = bare.step(3).info.rewardComponents?.["luck"] ?? 0;
    const { info, reward } = env.step(3);
    expect(info.rewardComponents).toEqual({ gain: -0.4, luck });
    expect(reward).toBe(-0.4 + luck);
  });

  it("are one called `reward` where there are no names", () => {
    const env = new RewardComponents(new ScriptedEnv([5, 7]), { weights: { reward: 2 } });
    env.reset();
    expect(env.step(0)).toMatchObject({ reward: 10, info: { rewardComponents: { reward: 10 } } });
  });

  it("are refused at the first step by names the reward does not have", () => {
    const env = new RewardComponents(new WalkEnv(), { weights: { gian: 2 } });
    env.reset();
    expect(() => env.step(1)).toThrowError('Unknown part of the reward "gian". Did you mean "gain"?');
  });

  it("need finite weights", () => {
    expect(() => new RewardComponents(new WalkEnv(), { weights: { gain: Number.NaN } })).toThrowError(
      "weights.gain",
    );
  });
});
