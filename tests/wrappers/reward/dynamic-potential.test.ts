import { describe, expect, it } from "vitest";
import { DynamicPotential } from "../../../src/wrappers/reward/dynamic-potential.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "DynamicPotential",
  wrap: (inner) =>
    new DynamicPotential(inner, { potential: (place, _info, time) => place / (time + 1), gamma: 0.9 }),
  hasFunctions: true,
  hasMemory: true,
});

describe("a dynamic potential", () => {
  const timed = (rewards: readonly number[], ending?: "terminated" | "truncated") =>
    new DynamicPotential(new ScriptedEnv(rewards, ending), {
      potential: (step, _info, time) => 10 * step + time,
      gamma: 0.5,
    });

  it("keeps the potential as it was when the state was entered, and is 0 after a termination", () => {
    const env = timed([0, 0, 0]);
    env.reset();
    // Φ(0, 0) = 0, Φ(1, 1) = 11, Φ(2, 2) = 22.
    expect(rewardsOf(env, 3)).toEqual([5.5 - 0, 11 - 11, 0 - 22]);
  });

  it("goes on in time over episodes and snapshots", () => {
    const env = timed([0, 0], "truncated");
    env.reset();
    expect(rewardsOf(env, 2)).toEqual([5.5, 11 - 11]);
    env.reset();
    const other = timed([0, 0], "truncated");
    other.restore(env.snapshot());
    // Φ(0, 2) = 2, Φ(1, 3) = 13, Φ(2, 4) = 24.
    expect(rewardsOf(env, 2)).toEqual([6.5 - 2, 12 - 13]);
    expect(rewardsOf(other, 2)).toEqual([6.5 - 2, 12 - 13]);
  });

  it("telescopes to −Φ of the start", () => {
    const env = timed([0, 0, 0, 0]);
    env.reset();
    env.step(0);
    env.reset();
    const sum = rewardsOf(env, 4).reduce((total, reward, step) => total + 0.5 ** step * reward, 0);
    expect(sum).toBe(-1);
  });
});
