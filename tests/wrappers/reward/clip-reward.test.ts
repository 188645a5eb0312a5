import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClipReward } from "../../../src/wrappers/reward/clip-reward.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "ClipReward", wrap: (inner) => new ClipReward(inner, { min: 0.1, max: 0.3 }) });

describe("a clipped reward", () => {
  it("stays within the bounds", () => {
    const env = new ClipReward(new ScriptedEnv([3, -2, 0.5]), {});
    env.reset();
    expect(rewardsOf(env, 3)).toEqual([1, -1, 0.5]);
  });

  it("stays within them whatever the numbers round to", () => {
    const bound = fc.double({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(bound, bound, bound, (reward, one, two) => {
        const [min, max] = [Math.min(one, two), Math.max(one, two)];
        fc.pre(max - min > 1e-9);
        const env = new ClipReward(new ScriptedEnv([reward]), { min, max });
        env.reset();
        const [clipped = Number.NaN] = rewardsOf(env, 1);
        expect(clipped >= min && clipped <= max).toBe(true);
        expect(Math.abs(clipped - Math.max(min, Math.min(max, reward)))).toBeLessThan(1e-9);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it.each([
    [1, 1],
    [2, 1],
    [Number.NaN, 1],
  ])("refuses the bounds %s and %s", (min, max) => {
    expect(() => new ClipReward(new ScriptedEnv([1]), { min, max })).toThrowError("min");
  });
});
