import { describe, expect, it } from "vitest";
import "../../../src/agents/bandits/register.ts";
import { drawBeta } from "../../../src/agents/bandits/distributions.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { fullMask } from "../../../src/core/mask.ts";
import { createRng } from "../../../src/core/random.ts";
import { pull, values } from "./bandit-problem.ts";

const UNIT = { rewardLow: 0, rewardHigh: 1 };

describe("thompson-beta", () => {
  it("keeps the mean of Beta(1 + S, 1 + F), worked out by hand", () => {
    const agent = createAgent("thompson-beta", { actionCount: 2, ...UNIT });
    const means = [
      pull(0, 1, { terminated: false }), // 2/3
      pull(0, 0, { terminated: true }), // 2/4
      pull(0, 1, { terminated: false, truncated: true }), // 3/5
      pull(1, 0), // 1/3
      pull(0, 1), // 4/6
    ].map((step) => {
      agent.learn(step);
      return values(agent)[0];
    });
    const expected = [
      [2 / 3, 1 / 2],
      [1 / 2, 1 / 2],
      [3 / 5, 1 / 2],
      [3 / 5, 1 / 3],
      [2 / 3, 1 / 3],
    ];
    for (const [step, row] of expected.entries()) {
      for (const [arm, mean] of row.entries()) expect(means[step]?.[arm]).toBeCloseTo(mean, 12);
    }
  });

  it("shows means in reward units", () => {
    const agent = createAgent("thompson-beta", { actionCount: 2, rewardLow: -10, rewardHigh: 20 });
    agent.learn(pull(0, 20)); // −10 + 30 · 2/3
    expect(agent.explain(0).values[0]).toBeCloseTo(10, 12);
    expect(agent.explain(0).values[1]).toBeCloseTo(5, 12);
  });

  it("takes a reward of ¼ of the range as a success once in four times, without bias", () => {
    const agent = createAgent("thompson-beta", { actionCount: 1, ...UNIT });
    for (let i = 0; i < 4000; i += 1) agent.learn(pull(0, 0.25, { mask: fullMask(1) }));
    expect(Math.abs((agent.explain(0).values[0] ?? 0) - 0.25)).toBeLessThan(0.028); // four standard errors
  });

  it("takes fractions of a success where it is told to: (1 + ¼ + ½) / (2 + 2)", () => {
    for (const name of ["thompson-beta", "discounted-thompson"]) {
      const memory = name === "discounted-thompson" && { memory: 1 };
      const agent = createAgent(name, { actionCount: 2, rounding: "fractional", ...UNIT, ...memory });
      for (const reward of [0.25, 0.5]) agent.learn(pull(0, reward));
      expect(agent.explain(0).values[0]).toBeCloseTo(0.4375, 12);
    }
  });

  it("draws a beta for each allowed action in order of index, and nothing for a reward of 0 or 1", () => {
    const agent = createAgent("thompson-beta", { actionCount: 3, seed: 8, ...UNIT });
    const rng = createRng(8).fork("agent");
    agent.learn(pull(2, 1, { mask: fullMask(3) }));
    agent.learn(pull(0, 0, { mask: fullMask(3) }));
    for (let i = 0; i < 50; i += 1) {
      const [first, second] = [drawBeta(1, 2, rng), drawBeta(2, 1, rng)];
      expect(agent.act(0, Uint8Array.of(1, 0, 1)).action).toBe(first > second ? 0 : 2);
    }
    expect(agent.act(0, Uint8Array.of(0, 1, 0))).toEqual({ action: 1, propensity: 1 });
  });

  it("says 5/6 for Beta(2, 1) against Beta(1, 2), and 1/6 for the other", () => {
    const agent = createAgent("thompson-beta", { actionCount: 2, ...UNIT });
    agent.learn(pull(0, 1));
    agent.learn(pull(1, 0));
    const seen = new Map<number, number>();
    for (let i = 0; i < 100; i += 1) {
      const { action, propensity } = agent.act(0, fullMask(2));
      seen.set(action, propensity);
    }
    expect(seen.get(0)).toBeCloseTo(5 / 6, 8);
    expect(seen.get(1)).toBeCloseTo(1 / 6, 8);
  });

  it.each(["thompson-beta", "discounted-thompson"])(
    "as %s refuses a reward outside the range, unchanged",
    (name) => {
      const agent = createAgent(name, { actionCount: 2, ...UNIT });
      const before = JSON.stringify(agent);
      expect(() => agent.learn(pull(0, 1.5))).toThrow("Expected rewards in [0, 1], got 1.5: set `rewardLow`");
      expect(JSON.stringify(agent)).toBe(before);
    },
  );
});

describe("discounted-thompson", () => {
  it("goes back to the prior at the rate γ, worked out by hand", () => {
    const agent = createAgent("discounted-thompson", { actionCount: 2, memory: 0.5, ...UNIT });
    agent.learn(pull(0, 1)); // S = 1: 2 / 3
    agent.learn(pull(1, 0, { terminated: false })); // S₀ = ½: 1.5 / 2.5; F₁ = 1: 1 / 3
    expect(values(agent)[0]?.[0]).toBeCloseTo(0.6, 12);
    expect(values(agent)[0]?.[1]).toBeCloseTo(1 / 3, 12);
    agent.learn(pull(0, 0, { terminated: false, truncated: true })); // S₀ = ¼, F₀ = 1: 1.25 / 3.25; F₁ = ½: 1 / 2.5
    expect(values(agent)[0]?.[0]).toBeCloseTo(1.25 / 3.25, 12);
    expect(values(agent)[0]?.[1]).toBeCloseTo(0.4, 12);
    expect(values(agent, [3])).toEqual([[0.5, 0.5]]);
  });

  it("without forgetting is thompson-beta, choice by choice", () => {
    const [forgetting, keeping] = ["discounted-thompson", "thompson-beta"].map((name) =>
      createAgent(name, { actionCount: 3, seed: 6, ...(name === "discounted-thompson" && { memory: 1 }) }),
    );
    const rng = createRng(0);
    for (let i = 0; i < 200; i += 1) {
      const choice = keeping?.act(i % 2, fullMask(3));
      expect(forgetting?.act(i % 2, fullMask(3))).toEqual(choice);
      const step = pull(choice?.action ?? 0, rng.double(), { context: i % 2, mask: fullMask(3) });
      for (const agent of [forgetting, keeping]) agent?.learn(step);
    }
  });
});

describe("thompson-gaussian", () => {
  it("makes these updates of a normal-gamma belief, worked out by hand", () => {
    const agent = createAgent("thompson-gaussian", { actionCount: 2, priorMean: 1 });
    const spread = (): number[][] => (agent.toJSON().state as { extra: { spread: number[][] } }).extra.spread;
    agent.learn(pull(0, 3, { terminated: false })); // κ = 2: μ = 1 + 2 / 2; β += ½ · ½ · 2² = 1
    expect(values(agent)).toEqual([[2, 1]]);
    expect(spread()).toEqual([[1, 0]]);
    agent.learn(pull(0, 5)); // κ = 3: μ = 2 + 3 / 3; β += ⅔ · ½ · 3² = 3
    expect(values(agent)[0]?.[0]).toBeCloseTo(3, 12);
    expect(spread()[0]?.[0]).toBeCloseTo(4, 12);
    agent.learn(pull(0, 3, { terminated: false, truncated: true })); // κ = 4: no surprise
    expect(values(agent)[0]?.[0]).toBeCloseTo(3, 12);
    agent.learn(pull(1, -1)); // κ = 2: μ = 1 − 2 / 2; β += 1
    agent.learn(pull(1, 0, { context: 2 })); // μ = ½; β += ½ · ½ · 1²
    expect(values(agent, [0, 2])[1]).toEqual([1, 0.5]);
    expect(spread()[0]?.[1]).toBeCloseTo(1, 12);
    expect(spread()[1]).toEqual([0, 0.25]);
  });

  it("gives the propensities of the beliefs it draws from: with σ² = 1, N(1, ½) against N(0, 1)", () => {
    const agent = createAgent("thompson-gaussian", { actionCount: 2, variance: 1 });
    agent.learn(pull(0, 2)); // κ = 2: μ = 1, variance ½
    const { action, propensity } = agent.act(0, fullMask(2));
    // Φ(1 / √1.5) = Φ(0.8164966)
    expect(action === 0 ? propensity : 1 - propensity).toBeCloseTo(0.79289191, 6);
  });

  it("grows sure of an arm that always pays the same", () => {
    const agent = createAgent("thompson-gaussian", { actionCount: 2, seed: 1 });
    for (let i = 0; i < 200; i += 1) for (const arm of [0, 1]) agent.learn(pull(arm, arm / 5));
    const choices = Array.from({ length: 100 }, () => agent.act(0, fullMask(2)));
    expect(choices.filter(({ action }) => action === 1).length).toBe(100);
    expect(choices.every(({ propensity }) => propensity > 0.999 && propensity <= 1)).toBe(true);
  });
});
