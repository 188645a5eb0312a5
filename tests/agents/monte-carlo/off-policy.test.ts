import { describe, expect, it } from "vitest";
import "../../../src/agents/monte-carlo/register.ts";
import type { Agent, Transition } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { SnapshotError } from "../../../src/core/errors.ts";
import { train } from "../../../src/training/train.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { largestError, optimalValues } from "../../support/exact-values.ts";
import { LimitedLoop, MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";

const NAME = "off-policy-monte-carlo";
const BOTH = Uint8Array.of(1, 1);
const STEP: Transition = {
  context: 0,
  mask: BOTH,
  action: 0,
  propensity: 0.5,
  reward: 0,
  nextContext: 1,
  nextMask: BOTH,
  terminated: false,
  truncated: false,
};

describeAgentContract("off-policy Monte Carlo", (setup) => createAgent(NAME, { ...setup, epsilon: 0.3 }), {
  initialValue: (value, setup) => createAgent(NAME, { ...setup, epsilon: 0.3, initialValue: 1 + value }),
  exempt: {
    "AGENT-LEARN-004":
      "an average by importance weights has no step size; ends weigh returns of an episode differently",
  },
});

function make(hyperparameters: Readonly<Record<string, unknown>> = {}): Agent {
  return createAgent(NAME, { actionCount: 2, initialValue: 0, ...hyperparameters });
}

/** Three episodes from row 0 to row 1 with the returns 1, 0 and 0.25; the last leaves the greedy policy. */
function learnThree(agent: Agent): void {
  const last = { ...STEP, context: 1, terminated: true };
  agent.learn(STEP);
  agent.learn({ ...last, propensity: 0.25, reward: 1 }); // Q(1, 0) = 1, greedy: W = 4
  agent.learn(STEP);
  agent.learn({ ...last, reward: 0 }); // Q(1, 0) = ½, greedy: W = 2
  agent.learn(STEP);
  agent.learn({ ...last, action: 1, reward: 0.25 }); // Q(1, 1) = ¼, not greedy: W = 0
}

describe("off-policy Monte Carlo control", () => {
  it("divides by the sum of the weights if weighted: (4 · 1 + 2 · 0) / 6", () => {
    const agent = make();
    learnThree(agent);
    expect(agent.explain(1).values).toEqual([0.5, 0.25]);
    expect(agent.explain(0).values[0]).toBeCloseTo(4 / 6, 12);
    expect(agent.explain(0).counts).toEqual([2, 0]);
  });

  it("divides by the number of visits if ordinary, those of weight 0 too: (4 · 1 + 2 · 0 + 0 · 0.25) / 3", () => {
    const agent = make({ importanceSampling: "ordinary" });
    learnThree(agent);
    expect(agent.explain(1).values).toEqual([0.5, 0.25]);
    expect(agent.explain(0).values[0]).toBeCloseTo(4 / 3, 12);
    expect(agent.explain(0).counts).toEqual([3, 0]);
  });

  it("completes a truncated episode with the best allowed value: 1 + 0.5", () => {
    const agent = make();
    learnThree(agent);
    agent.learn({ ...STEP, action: 1, reward: 1, truncated: true });
    expect(agent.explain(0).values[1]).toBe(1.5);
    agent.learn({ ...STEP, context: 2, reward: 1, nextMask: Uint8Array.of(0, 1), truncated: true });
    expect(agent.explain(2).values[0]).toBe(1.25);
  });

  it("discounts and weighs a step of two by γ²: 1 + ¼ · 4", () => {
    const agent = make({ discount: 0.5 });
    agent.learn({ ...STEP, reward: 1, duration: 2 });
    agent.learn({ ...STEP, context: 1, reward: 4, terminated: true });
    expect(agent.explain(0).values[0]).toBe(2);
  });

  it("follows the ties of evaluation", () => {
    const greedy = make().actGreedily(1, BOTH);
    for (const action of [0, 1]) {
      const agent = make();
      agent.learn({ ...STEP, reward: 1 });
      agent.learn({ ...STEP, context: 1, action, terminated: true }); // row 1 still ties at 0
      expect(agent.explain(0).counts[0]).toBe(action === greedy ? 1 : 0);
    }
  });

  it("reads the greedy action under the mask of the step, which the caller may overwrite", () => {
    const agent = make();
    agent.learn({ ...STEP, context: 1, action: 1, reward: 9, terminated: true });
    const mask = Uint8Array.of(1, 0);
    agent.learn({ ...STEP, context: 1, mask, nextContext: 0, reward: 1 });
    mask.fill(1);
    agent.learn({ ...STEP, terminated: true, reward: 1 });
    agent.learn({ ...STEP, reward: 1 });
    agent.learn({ ...STEP, context: 1, mask: Uint8Array.of(1, 0), terminated: true, reward: 1 });
    expect(agent.explain(0).values[0]).toBeCloseTo((1 + 2 * 2) / 3, 12);
  });

  it("is every-visit Monte Carlo on its own episodes where there is one action", () => {
    const makers = [
      () => createAgent(NAME, { actionCount: 1, discount: 0.9, initialValue: 0 }),
      () =>
        createAgent("monte-carlo", {
          ...{ actionCount: 1, discount: 0.9, visit: "every", stepSize: "visits(1)" },
        }),
    ];
    const [left = 0, right = 0] = makers.map((makeOne) => {
      const agent = makeOne();
      train({ env: new LimitedLoop(), agent, episodes: 50, evaluateEvery: 0 });
      return agent.explain(0).values[0];
    });
    expect(left).toBeCloseTo(right, 9);
    expect(left).toBeGreaterThan(4);
  });

  it("takes an episode that was stopped from outside to go on: a loop that pays 1 nears 10 at γ = 0.9", () => {
    const agent = createAgent(NAME, { actionCount: 1, discount: 0.9, initialValue: 0 });
    train({ env: new LimitedLoop(), agent, episodes: 5000, evaluateEvery: 0 });
    expect(agent.explain(0).values[0]).toBeGreaterThan(8.5);
    expect(agent.explain(0).values[0]).toBeLessThan(10);
  });

  it("finds the optimal values from exploring behaviour where nothing is random", () => {
    const agent = createAgent(NAME, { actionCount: 3, discount: 0.9, epsilon: 0.3, initialValue: 10 });
    train({ env: new MdpEnv(RING), agent, episodes: 10_000, evaluateEvery: 0 });
    expect(largestError(agent, optimalValues(RING, 0.9))).toBeLessThan(0.05);
  });

  it("comes near the optimal values where transitions are random", () => {
    const agent = createAgent(NAME, { actionCount: 2, discount: 0.9, epsilon: 0.3 });
    train({ env: new MdpEnv(PAIR), agent, episodes: 10_000, evaluateEvery: 0 });
    expect(largestError(agent, optimalValues(PAIR, 0.9))).toBeLessThan(0.15);
  });

  it("stays finite where propensities are tiny and episodes long", () => {
    for (const importanceSampling of ["weighted", "ordinary"]) {
      const agent = createAgent(NAME, { actionCount: 1, importanceSampling });
      const mask = Uint8Array.of(1);
      const step = { ...STEP, mask, nextMask: mask, propensity: 1e-200, reward: 1 };
      for (let context = 0; context < 50; context += 1) agent.learn({ ...step, context });
      agent.learn({ ...step, context: 50, terminated: true });
      expect(Number.isFinite(agent.explain(0).values[0])).toBe(true);
      const saved = JSON.stringify(agent);
      expect(JSON.stringify(agentFromJSON(JSON.parse(saved)))).toBe(saved);
    }
  });

  it("refuses saved weights that do not fit its table", () => {
    const agent = make();
    learnThree(agent);
    for (const spoil of [
      [],
      [[1], [1]],
      [
        [1, -1],
        [1, 1],
      ],
    ]) {
      const saved = JSON.parse(JSON.stringify(agent));
      saved.state.extra.weights = spoil;
      expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
      expect(() => agentFromJSON(saved)).toThrow("extra.weights");
    }
  });
});
