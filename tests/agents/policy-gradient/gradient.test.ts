import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../../src/agents/policy-gradient/register.ts";
import { SoftmaxAgent } from "../../../src/agents/policy-gradient/softmax-agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { fullMask, type Mask } from "../../../src/core/mask.ts";
import { softmax, treeEpisodes, treeGradient, treeValue } from "./tree.ts";

const PREFERENCES = [
  [0.3, -0.4, 0.9],
  [-0.2, 0.5, 0.1],
  [0.7, 0, -0.6],
];
const STEP_SIZE = 1e-6;

interface Given {
  readonly name: string;
  readonly preferences?: readonly (readonly number[])[];
  readonly values?: readonly number[];
  readonly [hyperparameter: string]: unknown;
}

/** An agent of three actions with given preferences, and given state values or 0. */
function agentWith({
  name,
  preferences = [],
  values = preferences.map(() => 0),
  ...rest
}: Given): SoftmaxAgent {
  const saved = JSON.parse(
    JSON.stringify(createAgent(name, { actionCount: 3, stepSize: STEP_SIZE, ...rest })),
  );
  const keys = [...preferences.keys()];
  saved.state.table = { keys, values: preferences, counts: preferences.map(() => [0, 0, 0]) };
  saved.state.extra.values = values;
  const agent = agentFromJSON(saved);
  if (!(agent instanceof SoftmaxAgent)) throw new Error(`${name} has no softmax policy`);
  return agent;
}

/** The mean over all episodes of how preferences change, divided by the step size; shape [states][actions]. */
function meanUpdate(given: Given): number[][] {
  const sum = PREFERENCES.map((row) => row.map(() => 0));
  for (const { probability, steps } of treeEpisodes(PREFERENCES)) {
    const agent = agentWith({ ...given, preferences: PREFERENCES });
    for (const step of steps) agent.learn(step);
    for (const [state, row] of sum.entries()) {
      const { values } = agent.explain(state);
      for (const action of row.keys()) {
        const moved = (values[action] ?? 0) - (PREFERENCES[state]?.[action] ?? 0);
        row[action] = (row[action] ?? 0) + (probability * moved) / STEP_SIZE;
      }
    }
  }
  return sum;
}

function largestDifference(left: readonly number[][], right: readonly number[][]): number {
  return Math.max(
    ...left.flatMap((row, state) => row.map((value, a) => Math.abs(value - (right[state]?.[a] ?? 0)))),
  );
}

describe("the mean update over all episodes", () => {
  const exactValues = PREFERENCES.map((_, state) => treeValue(PREFERENCES, state, 0.9));

  it.each([
    { name: "reinforce", baseline: false },
    { name: "reinforce", baseline: true },
    { name: "reinforce", baseline: true, values: [5, -3, 2] },
    { name: "actor-critic", values: exactValues },
  ])("of $name is the gradient of the exact return under masks: %j", (given) => {
    const gradient = treeGradient(PREFERENCES, 0.9);
    expect(largestDifference(meanUpdate({ discount: 0.9, ...given }), gradient)).toBeLessThan(1e-5);
  });

  it("of reinforce counts later states in full where γ^t is left out", () => {
    const gradient = treeGradient(PREFERENCES, 0.9);
    const update = meanUpdate({ name: "reinforce", discount: 0.9, discountGradient: false });
    const expected = gradient.map((row, state) => row.map((slope) => (state === 0 ? slope : slope / 0.9)));
    expect(largestDifference(update, expected)).toBeLessThan(1e-5);
  });

  it("of reinforce is not the gradient if actions are masked in sampling only", () => {
    const gradient = treeGradient(PREFERENCES, 0.9);
    const update = meanUpdate({ name: "reinforce", discount: 0.9, baseline: false, maskGradient: false });
    expect(largestDifference(update, gradient)).toBeGreaterThan(0.05);
    expect(update[0]?.[2]).not.toBe(0); // moves a preference that no sample can tell anything of
    expect(gradient[0]?.[2]).toBe(0);
  });
});

describe("one update", () => {
  const mask = Uint8Array.of(1, 0, 1);
  const update = (maskGradient: boolean, given: Mask): number[] => {
    const agent = agentWith({ name: "reinforce", preferences: PREFERENCES, baseline: false, maskGradient });
    const step = {
      context: 0,
      mask: given,
      action: 2,
      propensity: 1,
      reward: 1,
      nextContext: 1,
      nextMask: given,
    };
    agent.learn({ ...step, terminated: true, truncated: false });
    return agent
      .explain(0)
      .values.map((value, action) => (value - (PREFERENCES[0]?.[action] ?? 0)) / STEP_SIZE);
  };
  const slopes = (over: Mask): number[] => {
    const [row = []] = PREFERENCES;
    const logProbability = (action: number, by: number): number =>
      Math.log(
        softmax(
          row.map((value, a) => (a === action ? value + by : value)),
          over,
        )[2] ?? 0,
      );
    return row.map((_, action) => (logProbability(action, 1e-5) - logProbability(action, -1e-5)) / 2e-5);
  };

  it.each([
    ["the allowed actions", true, mask],
    ["all actions, if masked in sampling only", false, fullMask(3)],
  ])("follows ∇ ln π of the softmax over %s", (_, maskGradient, over) => {
    const expected = slopes(over);
    for (const [action, slope] of update(maskGradient, mask).entries()) {
      expect(slope).toBeCloseTo(expected[action] ?? 0, 6);
    }
  });

  it("is the same with and without a masked gradient where everything is allowed", () => {
    expect(update(true, fullMask(3))).toEqual(update(false, fullMask(3)));
  });
});

describe("a softmax policy", () => {
  it.each(["reinforce", "actor-critic"])("of %s is uniform over the allowed actions at first", (name) => {
    const agent = agentWith({ name, preferences: [] });
    expect(agent.probabilities(0, Uint8Array.of(1, 0, 1))).toEqual([0.5, 0, 0.5]);
    expect(agent.act(0, Uint8Array.of(1, 0, 1)).propensity).toBe(0.5);
  });

  it("survives preferences whose exponentials would overflow", () => {
    const agent = agentWith({ name: "reinforce", preferences: [[1e300, -1e300, 1e300]] });
    const mask = fullMask(3);
    expect(agent.probabilities(0, mask)).toEqual([0.5, 0, 0.5]);
    const step = { context: 0, mask, action: 1, propensity: 1, reward: -1, nextContext: 0, nextMask: mask };
    agent.learn({ ...step, terminated: true, truncated: false });
    expect(agent.explain(0).values.every(Number.isFinite)).toBe(true);
  });

  it("refuses an update beyond all numbers and stays as it was", () => {
    const agent = agentWith({ name: "actor-critic", preferences: [[0, 0, 0]], stepSize: 1e10 });
    const before = JSON.stringify(agent);
    const mask = fullMask(3);
    const step = {
      context: 0,
      mask,
      action: 1,
      propensity: 1,
      reward: 1e299,
      nextContext: 0,
      nextMask: mask,
    };
    expect(() => agent.learn({ ...step, terminated: true, truncated: false })).toThrow(
      "Expected finite rewards",
    );
    expect(JSON.stringify(agent)).toBe(before);
  });

  it("has greedy actions of highest probability under any mask", () => {
    const preferences = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 });
    const masks = fc.constantFrom(
      ...[
        [1, 1, 1],
        [0, 1, 1],
        [1, 0, 1],
        [1, 0, 0],
      ].map((bits) => Uint8Array.from(bits)),
    );
    const property = fc.property(preferences, masks, (row, mask) => {
      const agent = agentWith({ name: "reinforce", preferences: [row] });
      const probabilities = agent.probabilities(0, mask);
      expect(probabilities.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
      expect(probabilities[agent.actGreedily(0, mask)]).toBe(Math.max(...probabilities));
    });
    fc.assert(property, { numRuns: 50 });
  });
});
