import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { onWarning } from "../../../src/core/warnings.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { PotentialShaping } from "../../../src/wrappers/reward/potential-shaping.ts";
import { rewardsOf, ScriptedEnv } from "../../support/scripted-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "PotentialShaping",
  wrap: (inner) => new PotentialShaping(inner, { potential: (place) => place / 3, gamma: 0.9 }),
  hasFunctions: true,
});

/** Φ is 8, 4, 2, 1 … */
const halving = (step: number): number => 8 / 2 ** step;

describe("potential shaping", () => {
  const shaped = (inner: Env<number, number>, gamma = 0.5) =>
    new PotentialShaping(inner, { potential: halving, gamma });

  it("adds γΦ(s′) − Φ(s), with Φ = 0 after a termination", () => {
    const env = shaped(new ScriptedEnv([1, 1, 1]));
    env.reset();
    expect(rewardsOf(env, 3)).toEqual([1 + 2 - 8, 1 + 1 - 4, 1 + 0 - 2]);
  });

  it("keeps Φ(s′) at a truncation, of the inner environment and of a limit around it", () => {
    const env = shaped(new ScriptedEnv([1, 1, 1], "truncated"));
    env.reset();
    expect(rewardsOf(env, 3)).toEqual([-5, -2, 1 + 0.5 - 2]);
    const limited = new TimeLimit(shaped(new ScriptedEnv([1, 1, 1])), { maxSteps: 2 });
    limited.reset();
    expect(rewardsOf(limited, 2)).toEqual([-5, -2]);
  });

  it("telescopes: the discounted sum of the parts is −Φ(s₀) after a termination", () => {
    const env = shaped(new ScriptedEnv([0, 0, 0, 0]), 0.5);
    env.reset();
    const sum = rewardsOf(env, 4).reduce((total, reward, step) => total + 0.5 ** step * reward, 0);
    expect(sum).toBe(-8);
  });

  it("keeps the potential as it was when the state was entered", () => {
    let level = 10;
    const env = new PotentialShaping(new ScriptedEnv([0, 0, 0]), { potential: () => level, gamma: 1 });
    env.reset();
    level = 30;
    expect(env.step(0).reward).toBe(20);
    level = 25;
    expect(env.step(0).reward).toBe(-5);
  });

  it("can look at the info", () => {
    const seen: unknown[] = [];
    const potential = (step: number, info: object): number => seen.push([step, info]);
    const env = new PotentialShaping(new ScriptedEnv([0, 0]), { potential, gamma: 1 });
    env.reset();
    env.step(0);
    expect(seen).toEqual([
      [0, {}],
      [1, {}],
    ]);
  });

  it("keeps Φ(s′) at a termination only where asked to, and warns of it", () => {
    const told: string[] = [];
    const before = onWarning((message) => told.push(message));
    const env = new PotentialShaping(new ScriptedEnv([1, 1]), {
      ...{ potential: halving, gamma: 0.5, terminal: "keep" },
    });
    onWarning(before);
    env.reset();
    expect(rewardsOf(env, 2)).toEqual([1 + 2 - 8, 1 + 1 - 4]);
    expect(env.metadata.warnings).toEqual([expect.stringContaining("after a termination")]);
    expect(told).toEqual(env.metadata.warnings);
    expect(shaped(new ScriptedEnv([1])).metadata.warnings).toBeUndefined();
    const wrong = { potential: halving, gamma: 1, terminal: "drop" as "keep" };
    expect(() => new PotentialShaping(new ScriptedEnv([1]), wrong)).toThrowError("terminal");
  });

  it("refuses a discount outside [0, 1] and a potential that is not finite", () => {
    expect(() => shaped(new ScriptedEnv([1]), 1.1)).toThrowError("gamma");
    const env = new PotentialShaping(new ScriptedEnv([1]), { potential: () => Number.NaN, gamma: 1 });
    expect(() => env.reset()).toThrowError("potential");
  });
});
