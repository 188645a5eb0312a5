import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { NormalizeReward } from "../../../src/wrappers/reward/normalize-reward.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "NormalizeReward",
  wrap: (inner) => new NormalizeReward(inner),
  hasMemory: true,
});

/** What Gymnasium 1.2 gives for the rewards 1, 2, −1 (terminated), 4 with γ = 0.5. */
const GYMNASIUM = [70.71421321062337, 2.6662519637921394, -0.6974878730263616, 2.3590674487462184];

describe("a normalized reward", () => {
  it("is what Gymnasium gives, over a termination and a reset", () => {
    const env = new NormalizeReward(new ScriptedEnv([1, 2, -1]), { gamma: 0.5 });
    env.reset();
    for (const [step, reward] of rewardsOf(env, 3).entries())
      expect(reward).toBeCloseTo(GYMNASIUM[step] ?? 0, 8);
    const again = new NormalizeReward(new ScriptedEnv([4, 0]), { gamma: 0.5 });
    again.restore({ ...(env.snapshot() as object), inner: again.inner.snapshot() });
    again.reset();
    expect(again.step(0).reward).toBeCloseTo(GYMNASIUM[3] ?? 0, 8);
  });

  it("has a return that goes on over a truncation", () => {
    const play = (inner: Env<number, number>): number => {
      const env = new NormalizeReward(inner, { gamma: 1 });
      env.reset();
      env.step(0);
      env.step(0);
      env.reset();
      return env.step(0).reward;
    };
    // Returns 1, 2, 3 in place of 1, 1, 2: variances 2/3 and 2/9.
    expect(play(new ScriptedEnv([1, 1], "truncated"))).toBeCloseTo(Math.sqrt(3 / 2), 2);
    expect(play(new TimeLimit(new ScriptedEnv([1, 1, 1]), { maxSteps: 2 }))).toBeCloseTo(Math.sqrt(3 / 2), 2);
    expect(play(new ScriptedEnv([1, 1]))).toBeCloseTo(Math.sqrt(9 / 2), 2);
  });

  it("keeps its divisor while it is frozen, and so does a snapshot", () => {
    const env = new NormalizeReward(new ScriptedEnv([1, 5, 9, 2]));
    env.reset();
    rewardsOf(env, 2);
    const { deviation } = env;
    env.updatesStatistics = false;
    expect(env.step(0).reward).toBeCloseTo(9 / deviation, 12);
    expect(env.deviation).toBe(deviation);
    const other = new NormalizeReward(new ScriptedEnv([1, 5, 9, 2]));
    other.restore(env.snapshot());
    expect(other.updatesStatistics).toBe(false);
    expect(other.step(0).reward).toBe(env.step(0).reward);
  });

  it("refuses a discount or an epsilon out of range", () => {
    expect(() => new NormalizeReward(new ScriptedEnv([1]), { gamma: 2 })).toThrowError("gamma");
    expect(() => new NormalizeReward(new ScriptedEnv([1]), { epsilon: 0 })).toThrowError("epsilon");
  });
});
