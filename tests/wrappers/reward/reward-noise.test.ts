import { describe, expect, it } from "vitest";
import { RewardNoise } from "../../../src/wrappers/reward/reward-noise.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "RewardNoise", wrap: (inner) => new RewardNoise(inner, { sigma: 0.5 }) });

const silence = (steps: number): ScriptedEnv => new ScriptedEnv(new Array<number>(steps).fill(0));

describe("reward noise", () => {
  it("has the mean 0 and the deviation sigma", () => {
    const env = new RewardNoise(silence(20_000), { sigma: 2 });
    env.reset({ seed: 1 });
    const rewards = rewardsOf(env, 20_000);
    const mean = rewards.reduce((sum, reward) => sum + reward) / rewards.length;
    const variance = rewards.reduce((sum, reward) => sum + (reward - mean) ** 2, 0) / rewards.length;
    const within = rewards.filter((reward) => Math.abs(reward) < 2).length / rewards.length;
    expect(Math.abs(mean)).toBeLessThan(0.06);
    expect(Math.abs(Math.sqrt(variance) - 2)).toBeLessThan(0.05);
    expect(Math.abs(within - 0.6827)).toBeLessThan(0.015);
  });

  it("restarts with a seed, goes on without one and differs between seeds", () => {
    const env = new RewardNoise(silence(3), { sigma: 1 });
    const play = (seed?: number): number[] => {
      env.reset(seed === undefined ? {} : { seed });
      return rewardsOf(env, 3);
    };
    const first = play(4);
    const second = play();
    expect(second).not.toEqual(first);
    expect([play(4), play()]).toEqual([first, second]);
    expect(play(5)).not.toEqual(first);
  });

  it("is another one for another stream", () => {
    const [one, two] = ["one", "two"].map((stream) => {
      const env = new RewardNoise(silence(1), { sigma: 1, stream });
      env.reset({ seed: 1 });
      return env.step(0).reward;
    });
    expect(one).not.toBe(two);
  });

  it("makes the environment stochastic, and is refused below 0", () => {
    expect(new RewardNoise(silence(1), { sigma: 1 }).metadata.stochastic).toBe(true);
    expect(() => new RewardNoise(silence(1), { sigma: -1 })).toThrowError("sigma");
  });
});
