import { describe, expect, it } from "vitest";
import "../../../src/agents/bandits/register.ts";
import { eliminationRadius } from "../../../src/agents/bandits/successive-elimination.ts";
import { halvingPulls } from "../../../src/agents/bandits/successive-halving.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { fullMask } from "../../../src/core/mask.ts";
import { createRng } from "../../../src/core/random.ts";
import { playBandit, pull, values } from "./bandit-problem.ts";

function counted(arms: readonly number[], actionCount: number): number[] {
  const counts = new Array<number>(actionCount).fill(0);
  for (const arm of arms) counts[arm] = (counts[arm] ?? 0) + 1;
  return counts;
}

describe("eliminationRadius", () => {
  it("is √(ln(4 · 2 · 10² / 0.05) / 20) after 10 pulls of one of two arms", () => {
    expect(eliminationRadius(10, { arms: 2, delta: 0.05, width: 1 })).toBeCloseTo(0.695713, 6); // ln 16000 = 9.68034
    expect(eliminationRadius(10, { arms: 2, delta: 0.05, width: 3 })).toBeCloseTo(3 * 0.695713, 5);
  });
});

describe("successive-elimination", () => {
  it("takes the arms in turn until the bounds part, then the best one alone", () => {
    const agent = createAgent("successive-elimination", { actionCount: 2, seed: 1 });
    const arms = playBandit(agent, (arm) => arm, { steps: 60 });
    const pulls = Array.from({ length: 60 }, (_, n) => n + 1);
    // Both arms have n pulls when the radii, 2 · r(n), are first within the gap of 1; one pull more may do.
    const rounds = pulls.find((n) => 2 * eliminationRadius(n, { arms: 2, delta: 0.05, width: 1 }) <= 1) ?? 0;
    for (let round = 0; round < rounds - 1; round += 1) {
      expect([...arms.slice(2 * round, 2 * round + 2)].sort()).toEqual([0, 1]);
    }
    expect(new Set(arms.slice(2 * rounds))).toEqual(new Set([1]));
    expect(agent.act(0, fullMask(2))).toEqual({ action: 1, propensity: 1 });
    expect(agent.act(0, Uint8Array.of(1, 0))).toEqual({ action: 0, propensity: 1 });
  });

  it("loses the best arm less often than δ", () => {
    let lost = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const agent = createAgent("successive-elimination", { actionCount: 3, seed, delta: 0.1 });
      const rng = createRng(seed);
      const arms = playBandit(agent, (arm) => (rng.double() < ([0.2, 0.5, 0.9][arm] ?? 0) ? 1 : 0), {
        steps: 600,
      });
      if (arms.at(-1) !== 2) lost += 1;
    }
    expect(lost).toBeLessThanOrEqual(6);
  });

  it("never tells equal arms apart", () => {
    const agent = createAgent("successive-elimination", { actionCount: 3, seed: 2 });
    expect(
      counted(
        playBandit(agent, () => 1, { steps: 300 }),
        3,
      ),
    ).toEqual([100, 100, 100]);
    expect(agent.act(0, fullMask(3)).propensity).toBe(1 / 3);
  });
});

describe("halvingPulls", () => {
  it("shares a budget of 16 among 4 arms in two rounds: 16 / (4 · 2) and 16 / (2 · 2)", () => {
    expect([halvingPulls(4, 4, 16), halvingPulls(2, 4, 16), halvingPulls(5, 5, 3)]).toEqual([2, 4, 1]);
  });
});

describe("successive-halving", () => {
  it("spends 2 pulls on each of 4 arms, 4 more on the better two, then exploits the best", () => {
    const agent = createAgent("successive-halving", { actionCount: 4, budget: 16, seed: 1 });
    const arms = playBandit(agent, (arm) => arm / 4, { steps: 30 });
    expect(counted(arms.slice(0, 8), 4)).toEqual([2, 2, 2, 2]);
    expect(counted(arms.slice(0, 16), 4)).toEqual([2, 2, 6, 6]);
    expect(new Set(arms.slice(16))).toEqual(new Set([3]));
    expect(agent.act(0, fullMask(4))).toEqual({ action: 3, propensity: 1 });
    expect(values(agent)).toEqual([[0, 0.25, 0.5, 0.75]]);
  });

  it("keeps ⌈|S| / 2⌉ of five arms: 5, 3, 2, 1", () => {
    const agent = createAgent("successive-halving", { actionCount: 5, budget: 45, seed: 1 });
    const arms = playBandit(agent, (arm) => arm / 5, { steps: 60 }); // ⌊45 / (5 · 3)⌋ = 3, ⌊45 / 9⌋ = 5, ⌊45 / 6⌋ = 7
    expect(counted(arms.slice(0, 15), 5)).toEqual([3, 3, 3, 3, 3]);
    expect(counted(arms.slice(0, 30), 5)).toEqual([3, 3, 8, 8, 8]);
    expect(counted(arms.slice(0, 44), 5)).toEqual([3, 3, 8, 15, 15]);
    expect(new Set(arms.slice(44))).toEqual(new Set([4]));
  });

  it("settles ties at the cut by lot", () => {
    const winners = new Set<number>();
    for (let seed = 0; seed < 40; seed += 1) {
      const agent = createAgent("successive-halving", { actionCount: 4, budget: 8, seed });
      const arms = playBandit(agent, () => 1, { steps: 12 });
      winners.add(arms.at(-1) ?? -1);
    }
    expect(winners).toEqual(new Set([0, 1, 2, 3]));
  });

  it("keeps means at ends and truncations, and rows apart", () => {
    const agent = createAgent("successive-halving", { actionCount: 2 });
    agent.learn(pull(0, 1, { terminated: false }));
    agent.learn(pull(0, 2));
    agent.learn(pull(0, 6, { terminated: false, truncated: true }));
    agent.learn(pull(1, 5, { context: 1 }));
    expect(values(agent, [0, 1])).toEqual([
      [3, 0],
      [0, 5],
    ]);
  });
});
