import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import "../../../src/agents/model-based/register.ts";
import { bernsteinBonus, hoeffdingBonus } from "../../../src/agents/model-based/ucbvi.ts";
import type { Agent, Transition } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { acting, FIRST, STEP } from "./steps.ts";

describe("R-max", () => {
  it("values what it knows too little of at R_max / (1 − γ), worked out by hand", () => {
    const agent = createAgent("r-max", { actionCount: 2, discount: 0.5, knownAfter: 2 });
    const twice = (step: Partial<Transition>): void => {
      for (const _ of [1, 2]) agent.learn({ ...STEP, ...step });
    };
    agent.learn({ ...STEP, reward: 0.5 });
    expect(acting(agent, 0)).toEqual([2, 2]);
    agent.learn({ ...STEP, reward: 0.5 });
    expect(acting(agent, 0)).toEqual([1.5, 2]); // ½ + ½ · 2
    twice({ context: 1, reward: 1, terminated: true });
    expect([acting(agent, 0), acting(agent, 1)]).toEqual([
      [1.5, 2],
      [1, 2], // the other action keeps the row at 2
    ]);
    twice({ context: 1, action: 1, nextContext: 0, truncated: true });
    expect([acting(agent, 0), acting(agent, 1)]).toEqual([
      [1, 2], // ½ + ½ · 1
      [1, 1], // a stop is followed: ½ · 2
    ]);
    expect(agent.explain(0)).toEqual({ values: [1, 0], counts: [2, 0], greedy: [0] });
    expect(agent.explain(1).values).toEqual([1, 0.5]);
  });

  it("values it at R_max · H at γ = 1", () => {
    const agent = createAgent("r-max", { actionCount: 2, maxReward: 0.5, stepHorizon: 6 });
    agent.learn(STEP);
    expect(acting(agent, 0)).toEqual([3, 3]);
  });
});

describe("MBIE-EB", () => {
  it("adds β / √n to what it plans with, worked out by hand", () => {
    const agent = createAgent("mbie-eb", { actionCount: 2, bonus: 0.4 });
    agent.learn(STEP);
    agent.learn({ ...STEP, context: 1, reward: 1, terminated: true });
    expect(acting(agent, 0)).toEqual([10, 10]); // 0.4 + 10, but no more than 10
    expect(acting(agent, 1)).toEqual([1.4, 10]);
    agent.learn(STEP);
    agent.learn({ ...STEP, context: 1, action: 1, terminated: true });
    expect(acting(agent, 1)).toEqual([1.4, 0.4]);
    expect(acting(agent, 0)[0]).toBeCloseTo(0.4 / Math.SQRT2 + 1.4, 12);
    agent.learn({ ...STEP, action: 1, reward: 0.5, truncated: true });
    expect(acting(agent, 0)[1]).toBeCloseTo(0.5 + 0.4 + 1.4, 12);
    expect(agent.explain(0)).toEqual({ values: [1, 1.5], counts: [2, 1], greedy: [1] });
  });
});

describe("UCBVI", () => {
  const episode = (agent: Agent, reward = 1): void => {
    agent.learn({ ...STEP, mask: FIRST, nextMask: FIRST });
    agent.learn({ ...STEP, mask: FIRST, context: 1, reward, terminated: true });
  };

  it("plans with Hoeffding bonuses and never raises a value, worked out by hand", () => {
    const agent = createAgent("ucbvi", { actionCount: 2, stepHorizon: 2, bonusScale: 0.5 }); // b = 1 / √n
    const learn = (episodes: number): readonly (number | undefined)[] => {
      for (let each = 0; each < episodes; each += 1) episode(agent);
      return [acting(agent, 0)[0], acting(agent, 1)[0]];
    };
    expect(learn(1)).toEqual([2, 2]); // 1 + 1 in row 1, 1 + 2 but no more than 2 before it
    expect(learn(3)).toEqual([2, 1.5]); // 1 + ½; ½ + 1.5
    expect(learn(12)).toEqual([1.5, 1.25]); // 1 + ¼; ¼ + 1.25
    episode(agent, 2);
    expect(acting(agent, 1)[0]).toBe(1.25); // 18 / 17 + 1 / √17 is more
    expect(agent.explain(1).values[0]).toBeCloseTo(18 / 17, 12);
    expect(agent.explain(0).values[0]).toBeCloseTo(18 / 17, 12);
  });

  it("computes these bonuses", () => {
    expect(hoeffdingBonus({ visits: 4, bound: 2, logTerm: 9 })).toBe(3);
    expect(bernsteinBonus({ visits: 4, bound: 2, logTerm: 1 }, 0.25)).toBe(0.75);
    expect(bernsteinBonus({ visits: 1e6, bound: 1, logTerm: 1 }, 0)).toBeLessThan(
      hoeffdingBonus({ visits: 1e6, bound: 1, logTerm: 1 }) / 100,
    );
  });

  it("takes the variance of what follows into a Bernstein bonus", () => {
    const [bernstein, hoeffding] = ["bernstein", "hoeffding"].map((bonusType) => {
      const agent = createAgent("ucbvi", { actionCount: 2, stepHorizon: 2, bonusScale: 0.25, bonusType });
      for (let each = 0; each < 16; each += 1) episode(agent);
      return acting(agent, 1)[0];
    });
    expect(hoeffding).toBe(1 + 0.25 * 2 * 0.25);
    expect(bernstein).toBe(1 + 0.25 * (0 + 2 / 16)); // an end has no variance
  });
});
