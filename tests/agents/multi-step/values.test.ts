import { describe, expect, it } from "vitest";
import "../../../src/agents/multi-step/register.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { train } from "../../../src/training/train.ts";
import { initialisedAgent } from "../../support/initialised-agent.ts";
import { learnedError } from "../../support/learned-error.ts";
import { largestShapingDifference, POTENTIAL } from "../../support/shaped-twins.ts";
import { valueOfEnd } from "../../support/terminal-pay.ts";
import { LimitedLoop, PAIR, RING } from "../../support/toy-envs.ts";

const NAMES = [
  ...["n-step-sarsa", "n-step-q-learning", "tree-backup", "q-sigma", "sarsa-lambda"],
  ...["true-online-sarsa-lambda", "watkins-q-lambda", "naive-q-lambda", "peng-q-lambda", "retrace"],
];
const OFF_POLICY = ["tree-backup", "watkins-q-lambda", "retrace"];
const BEHAVIOUR = { target: "behaviour" };
const ON_POLICY: readonly (readonly [string, object])[] = [
  ...(["n-step-sarsa", "sarsa-lambda", "true-online-sarsa-lambda"] as const).map(
    (name) => [name, {}] as const,
  ),
  ...(["tree-backup", "q-sigma", "retrace"] as const).map((name) => [name, BEHAVIOUR] as const),
];

describe("from uniformly random actions", () => {
  it.each(OFF_POLICY)("%s finds the optimal values where nothing is random", (name) => {
    const options = { mdp: RING, exact: "optimal", episodes: 3000 } as const;
    expect(learnedError(name, { stepSize: 0.5 }, options)).toBeLessThan(1e-6);
  });

  it.each(OFF_POLICY)("%s comes near the optimal values where transitions are random", (name) => {
    const options = { mdp: PAIR, exact: "optimal", episodes: 10_000 } as const;
    expect(learnedError(name, { stepSize: "visits(0.7)" }, options)).toBeLessThan(0.25);
  });

  it("q-sigma comes near the optimal values by importance sampling alone", () => {
    const learning = { stepSize: "visits(0.8)", target: "greedy", sigma: 1, steps: 2 };
    const options = { mdp: PAIR, exact: "optimal", episodes: 20_000 } as const;
    expect(learnedError("q-sigma", learning, options)).toBeLessThan(0.25);
  });

  it.each(ON_POLICY)("%s %j comes near the values of its behaviour", (name, options) => {
    const learning = { stepSize: "visits(0.8)", ...options };
    const ring = { mdp: RING, exact: "uniform", episodes: 10_000 } as const;
    expect(learnedError(name, learning, ring)).toBeLessThan(0.15);
    expect(learnedError(name, learning, { ...ring, mdp: PAIR })).toBeLessThan(0.25);
  });
});

describe.each(NAMES)("%s", (name) => {
  it("values a loop that pays 1 and is truncated after 5 steps at 10 for γ = 0.9, not 3.571", () => {
    const agent = createAgent(name, { actionCount: 1, stepSize: 0.5, discount: 0.9 });
    train({ env: new LimitedLoop(), agent, episodes: 400 });
    expect(agent.explain(0).values[0]).toBeCloseTo(10, 6);
  });

  it("learns the reward of the last step, whatever it is: +20, 0 or −100", () => {
    const [high = 0, zero = 0, low = 0] = [20, 0, -100].map((pay) => valueOfEnd(name, pay));
    expect(high).toBeCloseTo(20, 3);
    expect(zero).toBeCloseTo(0, 3);
    expect(low).toBeCloseTo(-100, 3);
  });

  it("learns from rewards shaped by Φ what it learns from values that start at Φ (Wiewiora 2003)", () => {
    const options = { actionCount: 3, discount: 0.9, epsilon: 0.3 };
    const shaped = createAgent(name, options);
    const initialised = initialisedAgent(createAgent(name, options), POTENTIAL);
    const difference = largestShapingDifference({ initialised, shaped, transitions: 3000 });
    expect(difference).toBeGreaterThan(0);
    expect(difference).toBeLessThanOrEqual(1e-12);
  });

  it("follows an action of three steps at γ³: 1 + ⅛ · 16", () => {
    const agent = createAgent(name, { actionCount: 2, stepSize: 1, discount: 0.5, initialValue: 16 });
    const mask = Uint8Array.of(1, 1);
    const step = { context: 0, mask, action: 0, propensity: 1, reward: 1, nextContext: 1, nextMask: mask };
    agent.learn({ ...step, terminated: false, truncated: true, duration: 3 });
    expect(agent.explain(0).values[0]).toBe(3);
  });
});
