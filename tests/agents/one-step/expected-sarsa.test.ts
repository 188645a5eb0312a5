import { describe, expect, it } from "vitest";
import "../../../src/agents/one-step/register.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { GOLDEN_WALK, goldenWalk } from "../../support/golden-walk.ts";
import { initialisedAgent } from "../../support/initialised-agent.ts";

const HALF = { stepSize: 0.5, epsilon: 0.5 };

describeAgentContract("Expected SARSA", (setup) => createAgent("expected-sarsa", { ...setup, ...HALF }), {
  golden: [
    goldenWalk("expected SARSA at α = ε = ½: the better action has the weight ¾", [
      [0.5, 0, 0, 0], // ½ (1 + 0)
      [0.5, 0, 0, 1.09375], // ½ (2 + ½ · ¾ · ½)
      [0.455078125, 0, 0, 1.09375], // ½ + ½ (½ · ¾ · 1.09375 − ½)
      [0.455078125, 0, 0, 2.546875], // 1.09375 + ½ (4 − 1.09375)
      [0.455078125, 1.4775390625, 0, 2.546875], // ½ (2 + ½ · ¾ · 2.546875)
      // ½ (1 + ½ (¼ · 0.455078125 + ¾ · 1.4775390625))
      [0.455078125, 1.4775390625, 0.80548095703125, 2.546875],
    ]),
  ],
  equals: [
    {
      title: "ε = 0 as Q-learning",
      left: (setup) => createAgent("expected-sarsa", { ...setup, epsilon: 0 }),
      right: (setup) => createAgent("q-learning", { ...setup, epsilon: 0 }),
    },
  ],
  initialised: (values, setup) =>
    initialisedAgent(createAgent("expected-sarsa", { ...setup, ...HALF }), values),
});

describe("expected SARSA", () => {
  it.each([
    [{ exploration: "boltzmann", temperature: 2 }],
    [{ exploration: "ucb", confidence: 0.3 }],
    [{ exploration: "mellowmax", omega: 2 }],
    [{ exploration: "epsilon-greedy", epsilon: 0.25 }],
  ])("takes the mean by the very probabilities of %j, after masking", (exploration) => {
    const agent = createAgent("expected-sarsa", { actionCount: 3, stepSize: 1, discount: 1, ...exploration });
    const mask = Uint8Array.of(1, 0, 1);
    const step = { context: 0, mask, action: 0, propensity: 1, nextContext: 1, nextMask: mask };
    const end = { ...step, context: 1, terminated: true, truncated: false };
    for (const [action, reward] of [4, 1000, 1].entries()) agent.learn({ ...end, action, reward });
    agent.learn({ ...end, action: 0, reward: 3 });
    const drawn = new Map<number, number>();
    for (let draw = 0; draw < 200; draw += 1) {
      const { action, propensity } = agent.act(1, mask);
      drawn.set(action, propensity);
    }
    const { values } = agent.explain(1);
    const mean = [...drawn].reduce((sum, [action, chance]) => sum + chance * (values[action] ?? 0), 0);
    agent.learn({ ...step, reward: 10, terminated: false, truncated: false });
    expect(agent.explain(0).values[0]).toBeCloseTo(10 + mean, 9);
  });

  it("takes the mean over barred actions as well where the bootstrap is not masked", () => {
    const agent = createAgent("expected-sarsa", {
      ...{ actionCount: 2, stepSize: 1, discount: 1, epsilon: 0.5, bootstrapMask: false },
    });
    const [step] = GOLDEN_WALK;
    if (step === undefined) throw new Error("the walk is empty");
    agent.learn({ ...step, context: 1, action: 1, reward: 8, terminated: true });
    agent.learn({ ...step, nextMask: Uint8Array.of(1, 0) });
    expect(agent.explain(0).values[0]).toBe(1 + 0.75 * 8);
  });
});
