import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import "../../../src/agents/model-based/register.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { createRng } from "../../../src/core/random.ts";
import { acting, FIRST, ONE_PAIR, ONE_PAIR_TWICE, STEP, valuesAfter } from "./steps.ts";

describe("Dyna-Q", () => {
  it("repeats each step once in imagination, worked out by hand", () => {
    const agent = createAgent("dyna-q", {
      ...{ actionCount: 2, stepSize: 0.5, discount: 0.5, planningSteps: 1, recall: "latest" },
    });
    expect(valuesAfter(agent, ONE_PAIR)).toEqual(ONE_PAIR_TWICE);
    expect(agent.explain(0).counts).toEqual([5, 0]);
  });

  it("draws a row, an action tried there and a visit for each simulated step", () => {
    const seed = 3;
    const agent = createAgent("dyna-q", {
      ...{ actionCount: 2, stepSize: 1, discount: 0.5, planningSteps: 20, seed },
    });
    const rng = createRng(seed).fork("agent");
    agent.learn({ ...STEP, reward: 1, terminated: true });
    for (let step = 0; step < 20; step += 1) for (const count of [1, 1]) rng.integer(count);
    agent.learn({ ...STEP, reward: 0, nextContext: 2 });
    let last = 0;
    for (let step = 0; step < 20; step += 1) {
      for (const count of [1, 1]) rng.integer(count);
      last = rng.integer(2);
    }
    // The mean reward of both visits; the first ended the episode, the second led to row 2, which is worth 0.
    expect([0, 1]).toContain(last);
    expect(acting(agent, 0)).toEqual([0.5, 0]);
    expect(agent.toJSON().state).toMatchObject({ rng: { ...rng.save() } });
  });
});

describe("Dyna-Q+", () => {
  const kappa = 0.1;

  it("pays κ · √τ for what it has not tried for τ steps, in the values it acts by only", () => {
    const seed = 5;
    const agent = createAgent("dyna-q-plus", {
      ...{ actionCount: 2, stepSize: 1, discount: 0.5, planningSteps: 1, kappa, seed },
    });
    const rng = createRng(seed).fork("agent");
    const mask = FIRST;
    agent.learn({ ...STEP, mask, reward: 1, terminated: true });
    for (const count of [1, 1]) rng.integer(count);
    let expected = 1; // tried just now: no bonus
    for (let tau = 1; tau <= 5; tau += 1) {
      agent.learn({ ...STEP, mask, context: 1, terminated: true });
      if (rng.integer(2) === 0) expected = 1 + kappa * Math.sqrt(tau);
      rng.integer(1);
      expect(acting(agent, 0)[0]).toBeCloseTo(expected, 12);
      expect(agent.explain(0).values[0]).toBe(1);
    }
    expect(expected).toBeGreaterThan(1);
  });

  it("simulates an action that was never tried as one that stays and pays nothing", () => {
    const seed = 1;
    const agent = createAgent("dyna-q-plus", {
      ...{ actionCount: 2, stepSize: 1, discount: 0.5, planningSteps: 3, kappa: 1, seed },
    });
    agent.learn({ ...STEP, reward: 4, terminated: true });
    const rng = createRng(seed).fork("agent");
    let untried = 0;
    for (let step = 0; step < 3; step += 1) {
      rng.integer(1);
      if (rng.integer(2) === 1) untried = 1 + 0.5 * 4; // κ · √1 + γ · max(4, untried)
    }
    expect(acting(agent, 0)).toEqual([4, untried]);
    expect(untried).toBe(3);
    expect(agent.explain(0)).toMatchObject({ values: [4, 0], counts: [1, 0], greedy: [0] });
  });
});

describe("prioritized sweeping", () => {
  it("backs up what is furthest off and then what leads there, worked out by hand", () => {
    const agent = createAgent("prioritized-sweeping", {
      ...{ actionCount: 2, discount: 0.5, threshold: 0.1, planningSteps: 2 },
    });
    const learn = (step: Partial<Transition>): readonly number[] => {
      agent.learn({ ...STEP, ...step });
      return [0, 1, 2].map((row) => acting(agent, row)[0] ?? 0);
    };
    expect(learn({})).toEqual([0, 0, 0]); // nothing is off
    expect(learn({ context: 1, reward: 4, terminated: true })).toEqual([2, 4, 0]); // 4, then ½ · 4 before it
    expect(learn({ context: 1, terminated: true })).toEqual([1, 2, 0]); // the mean of 4 and 0
    expect(learn({ context: 2, nextContext: 0, truncated: true })).toEqual([1, 2, 0.5]); // a stop is followed
    expect(learn({ context: 1, action: 1, reward: 0.05, terminated: true })).toEqual([1, 2, 0.5]); // below θ
    const [first, second, third] = learn({ context: 1, terminated: true }); // the mean of 4, 0 and 0
    expect(second).toBeCloseTo(4 / 3, 12);
    expect(first).toBeCloseTo(2 / 3, 12);
    expect(third).toBe(0.5); // off by 1/6, but two updates are made
    expect(agent.toJSON().state).toMatchObject({ extra: { queue: [[2, 0, expect.closeTo(1 / 6, 12)]] } });
    expect(learn({ context: 3, nextContext: 4 })[2]).toBeCloseTo(1 / 3, 12); // it waited
  });
});
