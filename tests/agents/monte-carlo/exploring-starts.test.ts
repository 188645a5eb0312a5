import { describe, expect, it } from "vitest";
import "../../../src/agents/monte-carlo/register.ts";
import { ExploringStart } from "../../../src/agents/monte-carlo/exploring-starts.ts";
import { Row } from "../../../src/agents/row.ts";
import { ValueTable } from "../../../src/agents/value-table.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { train } from "../../../src/training/train.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { largestError, optimalValues } from "../../support/exact-values.ts";
import { LimitedLoop, MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";

const NAME = "monte-carlo-exploring-starts";
const EVERY = Uint8Array.of(1, 1, 1);
const STEP: Transition = {
  context: 0,
  mask: EVERY,
  action: 0,
  propensity: 1,
  reward: 0,
  nextContext: 1,
  nextMask: EVERY,
  terminated: false,
  truncated: false,
};

describeAgentContract(
  "Monte Carlo with exploring starts",
  (setup) => createAgent(NAME, { ...setup, visit: "every" }),
  {
    initialValue: (value, setup) => createAgent(NAME, { ...setup, visit: "every", initialValue: 1 + value }),
  },
);

describe("Monte Carlo with exploring starts", () => {
  it("makes these updates, worked out by hand", () => {
    const agent = createAgent(NAME, { actionCount: 3, stepSize: 0.5, discount: 0.5, initialValue: 0 });
    agent.learn({ ...STEP, action: 2, reward: 1 });
    agent.learn({ ...STEP, context: 1, action: 1, reward: 4, terminated: true }); // returns 4 and 1 + ½ · 4 = 3
    expect(agent.explain(0).values).toEqual([0, 0, 1.5]);
    expect(agent.explain(1).values).toEqual([0, 2, 0]);
    agent.learn({ ...STEP, action: 2, reward: 1 });
    agent.learn({ ...STEP, context: 1, reward: 2, nextContext: 0 });
    agent.learn({ ...STEP, action: 1, reward: 1, truncated: true }); // V(1) = 2: returns 2, 3 and 2.5
    expect(agent.explain(0).values).toEqual([0, 1, 2]);
    expect(agent.explain(1).values).toEqual([1.5, 2, 0]);
  });

  it("completes an episode that was truncated after its first step with the best value, not with a random one", () => {
    const agent = createAgent(NAME, { actionCount: 3, stepSize: 1, initialValue: 0 });
    agent.learn({ ...STEP, context: 1, action: 1, reward: 3, terminated: true });
    agent.learn({ ...STEP, truncated: true });
    agent.learn({ ...STEP, action: 1, nextMask: Uint8Array.of(1, 0, 1), truncated: true });
    expect(agent.explain(0).values).toEqual([3, 0, 0]);
  });

  it("begins with every allowed action alike, also of those it knows to be bad", () => {
    const agent = createAgent(NAME, { actionCount: 3 });
    agent.learn({ ...STEP, action: 2, reward: -9, terminated: true });
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 3000; draw += 1) {
      const { action, propensity } = agent.act(0, Uint8Array.of(1, 0, 1));
      expect(propensity).toBe(0.5);
      counts[action] = (counts[action] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    expect(Math.abs((counts[2] ?? 0) - 1500)).toBeLessThan(150);
  });

  it("goes on greedily until the episode has ended, also once restored", () => {
    const agent = createAgent(NAME, { actionCount: 3, initialValue: 0 });
    agent.learn({ ...STEP, action: 2, reward: 9, terminated: true });
    agent.learn({ ...STEP, action: 0, nextContext: 0 });
    const restored = agentFromJSON(JSON.parse(JSON.stringify(agent)));
    for (const each of [agent, restored]) expect(each.act(0, EVERY)).toEqual({ action: 2, propensity: 1 });
    agent.learn({ ...STEP, action: 2, truncated: true });
    expect(agent.act(0, EVERY).propensity).toBeCloseTo(1 / 3, 12);
  });

  it("says with which probability it takes every action, at the start and later", () => {
    const table = new ValueTable({ actionCount: 3, initialValue: 0 });
    const row = new Row(table);
    row.read(0, Uint8Array.of(1, 0, 1));
    const start = new ExploringStart();
    const probabilities = new Float64Array(3);
    start.writeProbabilities(row, probabilities);
    expect([...probabilities]).toEqual([0.5, 0, 0.5]);
    table.moveTowards(table.visit(0, 2), 1, 1);
    row.read(0, EVERY);
    start.writeProbabilities(row, probabilities);
    expect([...probabilities]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    start.leaveStart();
    start.writeProbabilities(row, probabilities);
    expect([...probabilities]).toEqual([0, 0, 1]);
  });

  it("starts in every state with every allowed action", () => {
    const starts = new Set<string>();
    const agent = createAgent(NAME, { actionCount: 3, discount: 0.9 });
    let isStart = true;
    train({
      ...{ env: new MdpEnv(RING), agent, episodes: 200, evaluateEvery: 0 },
      callbacks: [
        {
          onStep({ transition: { context, action, terminated, truncated } }) {
            if (isStart) starts.add(`${context} ${action}`);
            isStart = terminated || truncated;
          },
        },
      ],
    });
    expect([...starts].sort()).toEqual(["0 0", "0 1", "0 2", "1 0", "1 1", "2 0", "2 1", "2 2"]);
  });

  it("finds the exact optimal values where nothing is random, though the best behaviour never ends", () => {
    const agent = createAgent(NAME, { actionCount: 3, discount: 0.9 });
    train({ env: new MdpEnv(RING), agent, episodes: 2000, evaluateEvery: 0 });
    expect(largestError(agent, optimalValues(RING, 0.9))).toBeLessThan(1e-6);
  });

  it("comes near the optimal values where transitions are random", () => {
    const agent = createAgent(NAME, { actionCount: 2, discount: 0.9, stepSize: "visits(0.8)" });
    train({ env: new MdpEnv(PAIR), agent, episodes: 8000, evaluateEvery: 0 });
    expect(largestError(agent, optimalValues(PAIR, 0.9))).toBeLessThan(0.2);
  });

  it("takes an episode that was stopped from outside to go on: a loop that pays 1 is worth 10 at γ = 0.9", () => {
    const agent = createAgent(NAME, { actionCount: 1, discount: 0.9 });
    train({ env: new LimitedLoop(), agent, episodes: 1000, evaluateEvery: 0 });
    expect(agent.explain(0).values[0]).toBeCloseTo(10, 9);
  });
});
