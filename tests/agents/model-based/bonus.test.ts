import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import "../../../src/agents/model-based/register.ts";
import { ucbHBonus, ucbHStepSize } from "../../../src/agents/model-based/ucb-h.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { createRng } from "../../../src/core/random.ts";
import { acting, ONE_PAIR, ONE_PAIR_TWICE, STEP, valuesAfter } from "./steps.ts";

describe("UCB-H", () => {
  it("moves by (H + 1) / (H + t)", () => {
    const expected = [1, 0.9166666667, 0.8461538462, 0.55];
    for (const [index, visits] of [1, 2, 3, 10].entries()) {
      expect(ucbHStepSize(10, visits)).toBeCloseTo(expected[index] ?? 0, 10);
    }
    expect(ucbHBonus(2, 4, 2)).toBe(4);
  });

  it("makes these five updates, worked out by hand with b = √2 at the first visit and 1 at the second", () => {
    const agent = createAgent("ucb-h", { actionCount: 2, stepHorizon: 2, bonusScale: 0.5 });
    const [plain, total] = [[] as number[][], [] as number[][]];
    const steps: readonly Partial<Transition>[] = [
      { reward: 0.5 },
      { context: 1, reward: 1, terminated: true },
      { context: 1, action: 1, terminated: true },
      { reward: 0.5 },
      { context: 1, reward: 1, truncated: true },
    ];
    for (const step of steps) {
      agent.learn({ ...STEP, ...step });
      const row = step.context ?? 0;
      total.push([...acting(agent, row)]);
      plain.push([...agent.explain(row).values]);
    }
    const root = Math.SQRT2;
    const expected = [
      [0.5 + 2 + root, 2], // all the way, past a row worth 2
      [1 + root, 2], // nothing follows
      [1 + root, root],
      [2.5 + root + 0.75 * (0.5 + 2 + 1 - 2.5 - root), 2], // 1 + √2 counts as no more than 2
      [1 + root + 0.75 * (1 + 2 + 1 - 1 - root), root],
    ];
    for (const [step, row] of expected.entries()) {
      for (const [action, value] of row.entries()) expect(total[step]?.[action]).toBeCloseTo(value, 12);
    }
    // Without bonus: ½; 1; 0; ½ + ¾ (½ + 1 − ½); 1 + ¾ (1 + 1 − 1). Untried: 1 below.
    expect(plain).toEqual([
      [0.5, -0.5],
      [1, 0],
      [1, 0],
      [1.25, 0],
      [1.75, 0],
    ]);
  });
});

describe("Q-learning with a count bonus", () => {
  it("makes these five updates, worked out by hand", () => {
    const agent = createAgent("count-bonus-q-learning", {
      ...{ actionCount: 2, stepSize: 0.5, discount: 0.5, bonus: 1 },
    });
    const learn = (step: Partial<Transition>): readonly (number | undefined)[] => {
      const { context, action } = { ...STEP, ...step };
      agent.learn({ ...STEP, ...step });
      return [acting(agent, context)[action], agent.explain(context).values[action]];
    };
    expect(learn({ reward: 1 })).toEqual([1, 0.5]); // ½ (1 + 1); ½ · 1
    expect(learn({ context: 1, action: 1, reward: 2, terminated: true })).toEqual([1.5, 1]);
    const third = 1 + 0.5 * (1 + 1 / Math.SQRT2 + 0.5 * 1.5 - 1);
    expect(learn({ reward: 1 })).toEqual([expect.closeTo(third, 12), 1]);
    const fourth = 0.5 * (1 + 0.5 * third);
    expect(learn({ context: 1, nextContext: 0 })).toEqual([expect.closeTo(fourth, 12), 0.25]);
    expect(learn({ action: 1, reward: -1, truncated: true })).toEqual([0.375, -0.25]); // ½ (−1 + 1 + ½ · 1.5)
  });

  it("is Q-learning without the bonus", () => {
    const options = { actionCount: 2, stepSize: 0.3, discount: 0.9 };
    const agent = createAgent("count-bonus-q-learning", { ...options, bonus: 0 });
    const reference = createAgent("q-learning", options);
    const rng = createRng(2);
    for (let i = 0; i < 500; i += 1) {
      const [context, action, nextContext] = [rng.integer(4), rng.integer(2), rng.integer(4)];
      const step = {
        ...STEP,
        context,
        action,
        nextContext,
        reward: rng.next(),
        terminated: rng.integer(5) === 0,
      };
      for (const each of [agent, reference]) each.learn(step);
    }
    expect([0, 1, 2, 3].map((row) => acting(agent, row))).toEqual(
      [0, 1, 2, 3].map((row) => acting(reference, row)),
    );
  });
});

describe("Q-learning from a batch", () => {
  it("replays the last step where it remembers one only, worked out by hand", () => {
    const agent = createAgent("batch-q-learning", {
      ...{ actionCount: 2, stepSize: 0.5, discount: 0.5, memory: 1, replays: 1 },
    });
    expect(valuesAfter(agent, ONE_PAIR)).toEqual(ONE_PAIR_TWICE);
  });

  it("forgets the oldest step first", () => {
    const agent = createAgent("batch-q-learning", { actionCount: 2, memory: 3, replays: 0 });
    for (const context of [4, 5, 6, 7, 8])
      agent.learn({ ...STEP, context, reward: context, terminated: true });
    const { extra } = agent.toJSON().state as unknown as {
      extra: { memory: { steps: number[][]; oldest: number } };
    };
    expect(extra.memory.steps.map(([row]) => row)).toEqual([3, 4, 2]);
    expect(extra.memory.oldest).toBe(2);
  });
});
