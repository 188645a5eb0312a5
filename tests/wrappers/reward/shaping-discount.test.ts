import { describe, expect, it } from "vitest";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { LookAheadAdvice } from "../../../src/wrappers/reward/look-ahead-advice.ts";
import { NormalizeReward } from "../../../src/wrappers/reward/normalize-reward.ts";
import { PotentialShaping } from "../../../src/wrappers/reward/potential-shaping.ts";
import { constantPotential } from "../../../src/wrappers/reward/potentials.ts";
import { requireShapingDiscount } from "../../../src/wrappers/reward/shaping-discount.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";

describe("the discount of shaping", () => {
  const shaped = new PotentialShaping(new ScriptedEnv([1]), { potential: constantPotential(1), gamma: 0.9 });
  const stack = new TimeLimit(new NormalizeReward(shaped), { maxSteps: 3 });

  it("is the agent's", () => {
    expect(() => requireShapingDiscount(stack, 0.9)).not.toThrowError();
    expect(() => requireShapingDiscount(new ScriptedEnv([1]), 0.5)).not.toThrowError();
  });

  it("is refused in any layer that has another one", () => {
    expect(() => requireShapingDiscount(stack, 0.99)).toThrowError(
      "Expected `gamma` of PotentialShaping to be the discount of the agent, 0.99, got 0.9.",
    );
    const advised = new LookAheadAdvice(new ScriptedEnv([1]), { potential: () => 1, gamma: 1 });
    expect(() => requireShapingDiscount(advised, 0.9)).toThrowError("LookAheadAdvice");
  });
});
