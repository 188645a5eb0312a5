import { describe, expect, it } from "vitest";
import {
  drawDirichlet,
  drawMeanReward,
  normalGammaPosterior,
} from "../../../src/agents/model-based/posterior.ts";
import { PriorityQueue } from "../../../src/agents/model-based/priority-queue.ts";
import { createRng } from "../../../src/core/random.ts";

describe("a queue by priority", () => {
  it("gives the highest first, of equal ones the lowest index, and raises but never lowers", () => {
    const queue = new PriorityQueue();
    for (const [index = 0, priority = 0] of [
      [5, 1],
      [3, 2],
      [4, 2],
      [9, 0.5],
      [5, 3],
      [3, 1],
    ]) {
      queue.push(index, priority);
    }
    expect(queue.toArray().map(({ index }) => index)).toEqual([5, 3, 4, 9]);
    expect([1, 2, 3, 4, 5].map(() => queue.pop())).toEqual([5, 3, 4, 9, undefined]);
  });

  it("sorts whatever comes", () => {
    const rng = createRng(4);
    const queue = new PriorityQueue();
    const best = new Map<number, number>();
    for (let i = 0; i < 400; i += 1) {
      const [index, priority] = [rng.integer(60), rng.integer(8)];
      queue.push(index, priority);
      best.set(index, Math.max(priority, best.get(index) ?? 0));
    }
    const expected = [...best].sort(([a, p], [b, q]) => q - p || a - b).map(([index]) => index);
    expect(queue.size).toBe(expected.length);
    expect(expected.map(() => queue.pop())).toEqual(expected);
  });
});

describe("the beliefs of posterior sampling", () => {
  const prior = { mean: 0, strength: 1, shape: 1, rate: 0.09 };

  it("are updated by normal-gamma conjugacy", () => {
    expect(normalGammaPosterior(prior, { count: 1, meanReward: 1, squaredDeviations: 0 })).toEqual({
      ...{ mean: 0.5, strength: 2, shape: 1.5, rate: 0.09 + 0.25 },
    });
    const { mean, rate } = normalGammaPosterior(prior, { count: 3, meanReward: 2, squaredDeviations: 4 });
    expect(mean).toBe(1.5);
    expect(rate).toBeCloseTo(0.09 + (4 + (3 * 4) / 4) / 2, 12);
  });

  it("give mean rewards by Student's t: 80 % of t with 2 degrees of freedom lies within ±1.8856", () => {
    const rng = createRng(1);
    const draws = Array.from({ length: 20_000 }, () => drawMeanReward({ ...prior, mean: 3 }, rng));
    const inside = draws.filter((draw) => Math.abs(draw - 3) < 1.8856 * 0.3).length / draws.length;
    expect(Math.abs(inside - 0.8)).toBeLessThan(0.012); // 4 standard errors
    const above = draws.filter((draw) => draw > 3).length / draws.length;
    expect(Math.abs(above - 0.5)).toBeLessThan(0.015);
  });

  it("give outcome probabilities that sum to 1, on average as often as they were seen", () => {
    const rng = createRng(2);
    const draws = Array.from({ length: 5000 }, () => drawDirichlet([1, 3], rng));
    for (const [a = 0, b = 0] of draws) expect(a + b).toBeCloseTo(1, 12);
    const mean = draws.reduce((sum, [first = 0]) => sum + first, 0) / draws.length;
    expect(Math.abs(mean - 0.25)).toBeLessThan(0.011); // 4 standard errors
    expect(drawDirichlet([7], rng)).toEqual([1]);
  });
});
