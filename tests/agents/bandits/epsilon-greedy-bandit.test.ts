import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { createRng } from "../../../src/core/random.ts";
import { evaluate } from "../../../src/training/evaluate.ts";
import { train } from "../../../src/training/train.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { MaskedBandit } from "../../support/toy-envs.ts";

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

describeAgentContract(
  "The ε-greedy bandit",
  (setup) => createAgent("epsilon-greedy", { ...setup, epsilon: 0.3 }),
  { kind: "bandit" },
);

describe("the ε-greedy bandit", () => {
  it("keeps the mean reward of each action in each row, worked out by hand", () => {
    const agent = createAgent("epsilon-greedy", { actionCount: 2 });
    const means = [1, 2, 6].map((reward) => {
      agent.learn({ ...STEP, reward });
      return agent.explain(0).values[0];
    });
    agent.learn({ ...STEP, action: 1, reward: 4 });
    agent.learn({ ...STEP, context: 1, reward: 10 });
    expect(means).toEqual([1, 1.5, 3]);
    expect(agent.explain(0)).toEqual({ values: [3, 4], counts: [3, 1], greedy: [1] });
    expect(agent.explain(1)).toEqual({ values: [10, 0], counts: [1, 0], greedy: [0] });
  });

  it("forgets at the rate of a constant step size", () => {
    const agent = createAgent("epsilon-greedy", { actionCount: 2, stepSize: 0.5 });
    for (const reward of [1, 2, 6]) agent.learn({ ...STEP, reward });
    expect(agent.explain(0).values[0]).toBe(3.625);
  });

  it("learns what Q-learning learns at γ = 0", () => {
    const bandit = createAgent("epsilon-greedy", { actionCount: 2, stepSize: 0.1 });
    const learner = createAgent("q-learning", { actionCount: 2, stepSize: 0.1, discount: 0 });
    const rng = createRng(0);
    for (let i = 0; i < 500; i += 1) {
      const step = { ...STEP, context: rng.integer(3), nextContext: rng.integer(3), reward: rng.next() };
      const action = bandit.act(step.context, BOTH);
      expect(learner.act(step.context, BOTH)).toEqual(action);
      for (const agent of [bandit, learner]) agent.learn({ ...step, ...action, terminated: i % 3 === 0 });
    }
    for (const row of [0, 1, 2]) expect(bandit.explain(row)).toEqual(learner.explain(row));
  });

  it("has no discount to set", () => {
    expect(createAgent("epsilon-greedy", { actionCount: 2 }).discount).toBe(0);
    expect(() => createAgent("epsilon-greedy", { actionCount: 2, discount: 0.5 })).toThrow(
      'Unknown hyperparameter of epsilon-greedy "discount". Allowed: stepSize, epsilon, initialValue, horizon.',
    );
  });

  it("finds the best allowed arm", () => {
    const agent = createAgent("epsilon-greedy", { actionCount: 3, horizon: 200 });
    train({ env: new MaskedBandit(), agent, episodes: 200 });
    expect(evaluate({ env: new MaskedBandit(), agent }).mean.return).toBe(2);
    expect(agent.explain(0).counts[2]).toBe(0);
  });
});
