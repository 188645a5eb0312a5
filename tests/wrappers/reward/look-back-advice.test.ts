import { describe, expect, it } from "vitest";
import { LookBackAdvice } from "../../../src/wrappers/reward/look-back-advice.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

const potential = (step: number, action: number): number => 10 * step + action + 1;

keepsWrapperContract({
  name: "LookBackAdvice",
  wrap: (inner) => new LookBackAdvice(inner, { potential, gamma: 0.9 }),
  hasFunctions: true,
});

describe("look-back advice", () => {
  const advised = () => new LookBackAdvice(new ScriptedEnv([0, 0, 0]), { potential, gamma: 0.5 });

  it("adds Φ(s, a) and takes back the one before over γ, beginning anew with every episode", () => {
    const env = advised();
    for (const _episode of [1, 2]) {
      env.reset();
      // Φ is 2, 11, 22.
      expect([1, 0, 1].map((action) => env.step(action).reward)).toEqual([2, 11 - 4, 22 - 22]);
    }
  });

  it("sums up to the discounted potential of the last pair", () => {
    const env = advised();
    env.reset();
    const sum = [0, 1, 1].reduce((total, action, step) => total + 0.5 ** step * env.step(action).reward, 0);
    expect(sum).toBe(0.25 * 22);
  });

  it("says that nothing is proven, and refuses a discount of 0", () => {
    expect(advised().metadata.warnings).toEqual([expect.stringContaining("not proven")]);
    for (const gamma of [0, 1.1]) {
      expect(() => new LookBackAdvice(new ScriptedEnv([1]), { potential, gamma })).toThrowError("gamma");
    }
  });
});
