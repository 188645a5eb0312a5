import { describe, expect, it } from "vitest";
import { bestAllowed, GreedySet, tieRank } from "../../src/agents/greedy.ts";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { fullMask } from "../../src/core/mask.ts";

/** Pearson's χ² of counts against equal shares. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function tally(length: number, draws: Iterable<number>): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const draw of draws) counts[draw] = (counts[draw] ?? 0) + 1;
  return counts;
}

/** χ² that five equal shares exceed with probability 0.001: four degrees of freedom. */
const LIMIT = 18.47;

describe("GreedySet", () => {
  it("finds the allowed actions of highest value in the row at an offset", () => {
    const set = new GreedySet(4);
    set.read(Float64Array.of(9, 9, 9, 9, 1, 3, 3, 7), 4, Uint8Array.of(1, 1, 1, 0));
    expect(set.toArray()).toEqual([1, 2]);
    expect([set.tieCount, set.allowedCount, set.at(1)]).toEqual([2, 3, 2]);
    expect([0, 1, 2, 3].map((action) => set.has(action))).toEqual([false, true, true, false]);
  });

  it("finds the best of values that are all below 0", () => {
    const set = new GreedySet(3);
    set.read(Float64Array.of(-3, -1, -2), 0, fullMask(3));
    expect(set.toArray()).toEqual([1]);
  });
});

describe("bestAllowed", () => {
  it("leaves out what the mask does", () => {
    expect(bestAllowed(Float64Array.of(-5, 100, -7), 0, Uint8Array.of(1, 0, 1))).toBe(-5);
  });

  it("refuses a mask that allows nothing", () => {
    expect(() => bestAllowed(Float64Array.of(1), 0, Uint8Array.of(0))).toThrow(
      "Expected `nextMask` to allow",
    );
  });
});

describe("ties", () => {
  it("are broken uniformly while learning", () => {
    const agent = createAgent("q-learning", { actionCount: 7, epsilon: 0, seed: 11 });
    const mask = Uint8Array.of(1, 1, 0, 1, 1, 0, 1);
    const actions = Array.from({ length: 10_000 }, () => agent.act(3, mask).action);
    expect(actions.every((action) => mask[action] === 1)).toBe(true);
    expect(chiSquare(tally(7, actions).filter((_, action) => mask[action] === 1))).toBeLessThan(LIMIT);
  });

  it.each([
    ["small", 1],
    ["far apart", 7919],
    ["above 2^32", 2 ** 35],
    ["above 2^32 and odd", 2 ** 33 + 12_345],
  ])("are spread evenly over rows in evaluation where keys are %s", (_, stride) => {
    const agent = createAgent("q-learning", { actionCount: 5, seed: 1 });
    const actions = Array.from({ length: 10_000 }, (__, i) => agent.actGreedily(i * stride, fullMask(5)));
    expect(chiSquare(tally(5, actions))).toBeLessThan(LIMIT);
  });

  it("are spread evenly over seeds in evaluation", () => {
    const ranks = Array.from({ length: 10_000 }, (_, seed) => tieRank(seed, 42, 5));
    expect(chiSquare(tally(5, ranks))).toBeLessThan(LIMIT);
  });

  it("of neighbouring rows are broken independently in evaluation", () => {
    const pairs = Array.from({ length: 10_000 }, (_, key) => 2 * tieRank(0, key, 2) + tieRank(0, key + 1, 2));
    expect(chiSquare(tally(4, pairs))).toBeLessThan(16.27);
  });

  it("in evaluation do not depend on what was drawn before", () => {
    const agent = createAgent("q-learning", { actionCount: 5, seed: 1 });
    const greedy = (): number[] =>
      Array.from({ length: 50 }, (_, key) => agent.actGreedily(key, fullMask(5)));
    const before = greedy();
    for (let i = 0; i < 100; i += 1) agent.act(0, fullMask(5));
    expect(greedy()).toEqual(before);
  });

  it("in evaluation depend on the seed", () => {
    const greedy = (seed: number): number[] =>
      Array.from({ length: 50 }, (_, key) =>
        createAgent("q-learning", { actionCount: 5, seed }).actGreedily(key, fullMask(5)),
      );
    expect(greedy(1)).not.toEqual(greedy(2));
  });
});
