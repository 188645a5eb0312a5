import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import { qLearningTarget } from "../../../src/agents/one-step/q-learning.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { createRng } from "../../../src/core/random.ts";
import { train } from "../../../src/training/train.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { LimitedLoop } from "../../support/toy-envs.ts";

const BOTH = Uint8Array.of(1, 1);
const STEP: Transition = {
  context: 0,
  mask: BOTH,
  action: 0,
  propensity: 1,
  reward: 0,
  nextContext: 1,
  nextMask: BOTH,
  terminated: false,
  truncated: false,
};

describeAgentContract("Q-learning", (setup) => createAgent("q-learning", { ...setup, epsilon: 0.3 }), {
  initialValue: (initialValue, setup) => createAgent("q-learning", { ...setup, initialValue }),
});

describe("qLearningTarget", () => {
  it("adds the discounted best next value to the reward", () => {
    expect(qLearningTarget(1, 0.5, 4)).toBe(3);
  });
});

describe("Q-learning", () => {
  it("makes these five updates, worked out by hand", () => {
    const agent = createAgent("q-learning", { actionCount: 2, stepSize: 0.5, discount: 0.5 });
    const values = (): readonly number[][] => [0, 1].map((row) => [...agent.explain(row).values]);

    agent.learn({ ...STEP, reward: 1 }); // 0 + ½ (1 + ½ · 0 − 0)
    expect(values()).toEqual([
      [0.5, 0],
      [0, 0],
    ]);
    agent.learn({ ...STEP, context: 1, action: 1, reward: 2, terminated: true }); // 0 + ½ (2 − 0)
    expect(values()).toEqual([
      [0.5, 0],
      [0, 1],
    ]);
    agent.learn({ ...STEP, reward: 1 }); // ½ + ½ (1 + ½ · 1 − ½)
    expect(values()).toEqual([
      [1, 0],
      [0, 1],
    ]);
    agent.learn({ ...STEP, context: 1, nextContext: 0 }); // 0 + ½ (0 + ½ · 1 − 0)
    expect(values()).toEqual([
      [1, 0],
      [0.25, 1],
    ]);
    agent.learn({ ...STEP, action: 1, reward: -1, truncated: true }); // 0 + ½ (−1 + ½ · 1 − 0)
    expect(values()).toEqual([
      [1, -0.25],
      [0.25, 1],
    ]);
    expect(agent.explain(0).counts).toEqual([2, 1]);
  });

  it("takes an episode that was stopped from outside to go on: a loop that pays 1 is worth 10 at γ = 0.9", () => {
    const agent = createAgent("q-learning", { actionCount: 1, stepSize: 0.5, discount: 0.9 });
    train({ env: new LimitedLoop(), agent, episodes: 200 });
    expect(agent.explain(0).values[0]).toBeCloseTo(10, 9);
  });

  it("does not let a stale value of a barred next action into the target", () => {
    const agent = createAgent("q-learning", { actionCount: 2, stepSize: 1, discount: 0.5 });
    agent.learn({ ...STEP, context: 1, action: 1, reward: 1e6, terminated: true });
    agent.learn({ ...STEP, context: 1, action: 0, reward: 4, terminated: true });
    agent.learn({ ...STEP, reward: 1, nextMask: Uint8Array.of(1, 0) });
    expect(agent.explain(0).values[0]).toBe(3);
  });

  it("lets it in when the bootstrap is not masked", () => {
    const agent = createAgent("q-learning", {
      ...{ actionCount: 2, stepSize: 1, discount: 0.5, bootstrapMask: false },
    });
    agent.learn({ ...STEP, context: 1, action: 1, reward: 1e6, terminated: true });
    agent.learn({ ...STEP, reward: 1, nextMask: Uint8Array.of(1, 0) });
    expect(agent.explain(0).values[0]).toBe(500_001);
  });

  it("needs no next mask where nothing follows", () => {
    const agent = createAgent("q-learning", { actionCount: 2, stepSize: 1 });
    agent.learn({ ...STEP, reward: 1, nextMask: new Uint8Array(2), terminated: true });
    expect(agent.explain(0).values).toEqual([1, 0]);
  });

  it("draws a coin, then an action if it explores, and no more where nothing ties", () => {
    const seed = 21;
    const agent = createAgent("q-learning", { actionCount: 3, seed, epsilon: 0.5 });
    const mask = Uint8Array.of(1, 1, 1);
    agent.learn({ ...STEP, mask, action: 2, reward: 1, terminated: true });
    const rng = createRng(seed).fork("agent");
    for (let i = 0; i < 100; i += 1) {
      const action = rng.next() < 0.5 ? rng.integer(3) : 2;
      const propensity = 0.5 / 3 + (action === 2 ? 0.5 : 0);
      expect(agent.act(0, mask)).toEqual({ action, propensity });
    }
  });

  it("shares the greedy part of the propensity among ties", () => {
    const agent = createAgent("q-learning", { actionCount: 3, epsilon: 0.3, seed: 4 });
    const mask = Uint8Array.of(1, 1, 1);
    agent.learn({ ...STEP, mask, action: 1, reward: -1, terminated: true });
    const propensities = new Map<number, number>();
    for (let i = 0; i < 100; i += 1) {
      const { action, propensity } = agent.act(0, mask);
      propensities.set(action, propensity);
    }
    expect(propensities.get(0)).toBeCloseTo(0.1 + 0.35, 12);
    expect(propensities.get(1)).toBeCloseTo(0.1, 12);
    expect(propensities.get(2)).toBeCloseTo(0.1 + 0.35, 12);
  });

  it("explores less as episodes end, over all tasks", () => {
    const agent = createAgent("q-learning", { actionCount: 2, epsilon: "linear(1, 0, 0.5)", horizon: 4 });
    agent.learn({ ...STEP, reward: 1, nextContext: 0 });
    expect(agent.act(0, BOTH).propensity).toBe(0.5);
    agent.learn({ ...STEP, reward: 1, terminated: true });
    expect([0.25, 0.75]).toContain(agent.act(0, BOTH).propensity);
    agent.learn({ ...STEP, context: 5, truncated: true });
    expect(agent.act(0, BOTH)).toEqual({ action: 0, propensity: 1 });
  });

  it("makes the same updates from a value of c as from 0 under shaping with the potential c (Wiewiora 2003)", () => {
    const potential = 3;
    const plain = createAgent("q-learning", { actionCount: 2, discount: 0.9, initialValue: potential });
    const shaped = createAgent("q-learning", { actionCount: 2, discount: 0.9 });
    const rng = createRng(0);
    for (let i = 0; i < 2000; i += 1) {
      const context = rng.integer(4);
      const terminated = rng.integer(6) === 0;
      const step = { ...STEP, context, action: rng.integer(2), nextContext: rng.integer(4), terminated };
      const reward = rng.next();
      plain.learn({ ...step, reward });
      shaped.learn({ ...step, reward: reward + (terminated ? 0 : 0.9 * potential) - potential });
      const [a = 0, b = 0] = [plain, shaped].map((agent) => agent.explain(context).values[step.action]);
      expect(a - potential).toBeCloseTo(b, 12);
    }
  });
});
