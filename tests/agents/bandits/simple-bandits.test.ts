import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { fullMask } from "../../../src/core/mask.ts";
import { createRng } from "../../../src/core/random.ts";
import { CHI_SQUARE_999, chiSquareUniform } from "../../support/statistics.ts";
import { playBandit, pull } from "./bandit-problem.ts";

describe("optimistic-greedy", () => {
  it("moves values from its optimism, worked out by hand", () => {
    const agent = createAgent("optimistic-greedy", { actionCount: 2, stepSize: 0.5, initialValue: 4 });
    agent.learn(pull(0, 1, { terminated: false })); // 4 + ½ (1 − 4)
    agent.learn(pull(0, 1)); // 2.5 + ½ (1 − 2.5)
    agent.learn(pull(1, 3, { terminated: false, truncated: true })); // 4 + ½ (3 − 4)
    agent.learn(pull(1, -1.5)); // 3.5 + ½ (−1.5 − 3.5)
    agent.learn(pull(0, 1.75)); // 1.75
    expect(agent.explain(0).values).toEqual([1.75, 1]);
    expect(agent.explain(9).values).toEqual([4, 4]);
  });

  it("tries every arm before it takes one again, and ends with the best", () => {
    const agent = createAgent("optimistic-greedy", { actionCount: 5, seed: 2 });
    const arms = playBandit(agent, (arm) => arm / 10, { steps: 200 });
    expect(new Set(arms.slice(0, 5)).size).toBe(5);
    expect(new Set(arms.slice(-20))).toEqual(new Set([4]));
  });
});

describe("explore-then-commit", () => {
  it("is uniform for exactly τ pulls of a row, then greedy", () => {
    const agent = createAgent("explore-then-commit", { actionCount: 4, pulls: 400, seed: 1 });
    const mask = Uint8Array.of(1, 0, 1, 1);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 400; i += 1) {
      const { action, propensity } = agent.act(0, mask);
      expect(propensity).toBe(1 / 3);
      counts[action] = (counts[action] ?? 0) + 1;
      agent.learn(pull(action, action, { mask }));
    }
    expect(chiSquareUniform([0, 2, 3].map((arm) => counts[arm] ?? 0))).toBeLessThan(CHI_SQUARE_999[2] ?? 0);
    expect(agent.act(0, mask)).toEqual({ action: 3, propensity: 1 });
    expect(agent.act(1, mask).propensity).toBe(1 / 3);
  });

  it("shares the choice among ties once it is greedy, and revises a commitment that disappoints", () => {
    const agent = createAgent("explore-then-commit", { actionCount: 2, pulls: 2, seed: 1 });
    for (const arm of [0, 1]) agent.learn(pull(arm, 1));
    expect(agent.act(0, fullMask(2)).propensity).toBe(0.5);
    agent.learn(pull(0, -1));
    expect(agent.act(0, fullMask(2))).toEqual({ action: 1, propensity: 1 });
  });
});

describe("softmax", () => {
  it("at τ = 0.5 draws means 0.5, 0.7 and 0.6 with probabilities 0.2693, 0.4018 and 0.3289", () => {
    const agent = createAgent("softmax", { actionCount: 3, temperature: 0.5 });
    const mask = fullMask(3);
    for (const [arm, reward] of [0.5, 0.7, 0.6].entries()) agent.learn(pull(arm, reward, { mask }));
    const seen = new Map<number, number>();
    for (let i = 0; i < 100; i += 1) {
      const { action, propensity } = agent.act(0, mask);
      seen.set(action, propensity);
    }
    expect(seen.get(0)).toBeCloseTo(0.2693075, 7);
    expect(seen.get(1)).toBeCloseTo(0.40175958, 8);
    expect(seen.get(2)).toBeCloseTo(0.32893292, 8);
  });

  it("is Q-learning at γ = 0 with Boltzmann exploration, bit for bit", () => {
    const shared = { actionCount: 3, seed: 4, temperature: 0.2, stepSize: "visits(1)" };
    const bandit = createAgent("softmax", shared);
    const learner = createAgent("q-learning", { ...shared, discount: 0, exploration: "boltzmann" });
    const rng = createRng(0);
    for (let i = 0; i < 300; i += 1) {
      const context = rng.integer(3);
      const choice = bandit.act(context, fullMask(3));
      expect(learner.act(context, fullMask(3))).toEqual(choice);
      const step = pull(choice.action, rng.double(), { context, mask: fullMask(3), terminated: i % 3 === 0 });
      for (const agent of [bandit, learner]) agent.learn(step);
    }
    for (const row of [0, 1, 2]) expect(bandit.explain(row)).toEqual(learner.explain(row));
  });

  it("cools down as episodes end", () => {
    const agent = createAgent("softmax", {
      actionCount: 2,
      temperature: "exponential(1, 0.01, 1)",
      horizon: 2,
    });
    agent.learn(pull(0, 1, { terminated: false }));
    const warm = agent.act(0, fullMask(2));
    expect(Math.max(warm.propensity, 1 - warm.propensity)).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    for (let episode = 0; episode < 2; episode += 1) agent.learn(pull(0, 1));
    expect(agent.act(0, fullMask(2))).toEqual({ action: 0, propensity: 1 });
  });
});

describe("gradient-bandit", () => {
  const preferences = (
    rewards: readonly (readonly [number, number])[],
    baseline: boolean,
  ): readonly number[] => {
    const agent = createAgent("gradient-bandit", { actionCount: 2, stepSize: 0.5, baseline });
    for (const [index, [arm, reward]] of rewards.entries()) {
      agent.learn(pull(arm, reward, { terminated: index % 2 === 0, truncated: index === 1 }));
    }
    return agent.explain(0).values;
  };

  it("makes these updates, worked out by hand", () => {
    expect(preferences([[0, 1]], true)).toEqual([0, 0]); // its own baseline
    const steps = [
      [0, 1],
      [0, 3],
    ] as const;
    expect(preferences(steps, true)).toEqual([0.5, -0.5]); // ½ (3 − 1) (1 − ½)
    // r̄ = 2, π = σ(±1): −1 · (1 − 0.2689414214) for the arm taken, −1 · (0 − 0.7310585786) for the other
    const [first, second] = preferences([...steps, [1, 0]], true);
    expect(first).toBeCloseTo(1.2310585786, 9);
    expect(second).toBeCloseTo(-1.2310585786, 9);
    // r̄ = 4/3, π₁ = σ(2 · 1.2310585786) = 0.9214…: ½ (2 − 4/3) · (1 − π₁)
    const [third] = preferences([...steps, [1, 0], [0, 2]], true);
    const policy = 1 / (1 + Math.exp(-2 * 1.2310585786));
    expect(third).toBeCloseTo(1.2310585786 + (1 - policy) / 3, 9);
  });

  it("without a baseline counts rewards as they are: ½ · 1 · (1 − ½)", () => {
    expect(preferences([[0, 1]], false)).toEqual([0.25, -0.25]);
  });

  it("leaves the preferences of barred actions alone", () => {
    const agent = createAgent("gradient-bandit", { actionCount: 3, baseline: false });
    agent.learn(pull(0, 1, { mask: Uint8Array.of(1, 0, 1) }));
    expect(agent.explain(0).values).toEqual([0.05, 0, -0.05]);
  });

  it("finds the best of four arms", () => {
    const agent = createAgent("gradient-bandit", { actionCount: 4, stepSize: 0.4 });
    const rng = createRng(3);
    playBandit(agent, (arm) => (rng.double() < 0.2 + 0.2 * arm ? 1 : 0), { steps: 1500 });
    expect(agent.explain(0).greedy).toEqual([3]);
  });
});

describe("exp3", () => {
  const Options = { actionCount: 2, mixing: 0.2, rewardLow: 0, rewardHigh: 1 };

  it("adds γ / K · x / p to the logarithm of a weight, worked out by hand", () => {
    const agent = createAgent("exp3", Options);
    agent.learn(pull(0, 1, { propensity: 0.5 })); // 0.1 · 1 / 0.5
    agent.learn(pull(1, 0.5, { propensity: 0.25, terminated: false })); // 0.1 · 0.5 / 0.25
    agent.learn(pull(1, 0, { propensity: 0.25, terminated: false, truncated: true })); // nothing
    agent.learn(pull(0, 1, { propensity: 1, mask: Uint8Array.of(1, 0) })); // 0.2 · 1 / 1, K = 1
    agent.learn(pull(0, 0.25, { context: 1, propensity: 0.5 })); // 0.1 · 0.25 / 0.5
    const [first, second] = agent.explain(0).values;
    expect(first).toBeCloseTo(0.4, 12);
    expect(second).toBeCloseTo(0.2, 12);
    expect(agent.explain(1).values[0]).toBeCloseTo(0.05, 12);
  });

  it("acts by (1 − γ) softmax + γ / K: 0.8 · 0.549834 + 0.1 for a weight of e^0.2 against 1", () => {
    const agent = createAgent("exp3", Options);
    agent.learn(pull(0, 1, { propensity: 0.5 }));
    const { action, propensity } = agent.act(0, fullMask(2));
    expect(action === 0 ? propensity : 1 - propensity).toBeCloseTo(0.5398671976, 9);
  });

  it("never takes an allowed action with less than γ / K", () => {
    const agent = createAgent("exp3", { ...Options, mixing: 0.3, actionCount: 3 });
    playBandit(agent, (arm) => (arm === 0 ? 1 : 0), { steps: 2000 });
    const least = Array.from({ length: 300 }, () => agent.act(0, fullMask(3)).propensity);
    expect(Math.min(...least)).toBeCloseTo(0.1, 3);
  });

  it("refuses a propensity of 0 and rewards outside its range, unchanged", () => {
    const agent = createAgent("exp3", Options);
    const before = JSON.stringify(agent);
    expect(() => agent.learn(pull(0, 1, { propensity: 0 }))).toThrow(
      "Expected `propensity` in (0, 1], got 0 in row 0.",
    );
    expect(() => agent.learn(pull(0, -0.1))).toThrow("Expected rewards in [0, 1], got -0.1");
    expect(JSON.stringify(agent)).toBe(before);
  });
});
