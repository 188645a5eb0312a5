import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { behaviourPolicyOf, uniformPolicy } from "../../src/planning/behaviour.ts";
import { evaluateExactly, evaluatePolicyExactly } from "../../src/planning/evaluate-exactly.ts";
import { allPolicies, randomTable, to, toyModel, worth } from "../support/planning-toys.ts";

/** Two actions that end: one pays 1 and scores 1, the other pays 0.5 and scores 0. */
const choice = toyModel([[to(1, 1, "terminated"), to(2, 0.5, "terminated")], [], []], { scores: [0, 1, 0] });

function taught(epsilon: number) {
  const agent = createAgent("q-learning", { actionCount: 2, epsilon, stepSize: 0.5 });
  agent.learn({
    ...{ context: 0, mask: Uint8Array.of(1, 1), action: 0, propensity: 0.5, reward: 1 },
    ...{ nextContext: 1, nextMask: Uint8Array.of(1, 1), terminated: true, truncated: false },
  });
  return agent;
}

describe("evaluatePolicyExactly", () => {
  it("is the mean over what uniform play does", () => {
    expect(evaluatePolicyExactly(uniformPolicy, choice)).toEqual({
      ...{ return: 0.75, rawScore: 0.5, steps: 1, stateCount: 1 },
    });
  });

  it("agrees with elimination for every deterministic policy", () => {
    const property = fc.property(fc.nat(), fc.constantFrom(0.5, 0.9), (seed, discount) => {
      const table = randomTable(seed, { states: 4, actions: 2, chancy: true });
      for (const chosen of allPolicies(table)) {
        const policy = (key: number): readonly number[] =>
          [0, 1].map((action) => Number(action === chosen[key]));
        const { return: found } = evaluatePolicyExactly(policy, toyModel(table), { discount });
        expect(found).toBeCloseTo(worth(table, chosen, discount)[0] ?? Number.NaN, 9);
      }
    });
    fc.assert(property, { numRuns: 40 });
  });

  it("says that play which goes round for ever takes infinitely many steps", () => {
    const round = toyModel([[to(1, 1), to(2, 0, "terminated")], [to(0, 1)], []]);
    const endless = evaluatePolicyExactly(() => [1, 0], round, { discount: 0.5 });
    expect(endless).toMatchObject({
      return: expect.closeTo(2, 9),
      rawScore: 0,
      steps: Number.POSITIVE_INFINITY,
    });
    // Two steps and back with probability ½: 1 + ½ · 1 + ½ · steps, so 3.
    const half = (key: number): readonly number[] => (key === 0 ? [0.5, 0.5] : [1, 0]);
    expect(evaluatePolicyExactly(half, round, { discount: 0.5 }).steps).toBeCloseTo(3, 9);
    // A state without actions is an end, flagged or not.
    expect(evaluatePolicyExactly(() => [1], toyModel([[to(1, 1)], []])).steps).toBe(1);
    expect(() => evaluatePolicyExactly(() => [1, 0], round)).toThrowError("take a discount below 1");
  });

  it("refuses probabilities that are none", () => {
    expect(() => evaluatePolicyExactly(() => [0.5, 0.4], choice)).toThrowError(
      "sum to 1, got the sum 0.9 in row 0",
    );
    expect(() => evaluatePolicyExactly(() => [2, -1], choice)).toThrowError("at least 0 and sum to 1");
  });
});

describe("an agent's exact value", () => {
  it("takes the greedy actions alone, and averages over ties", () => {
    expect(evaluateExactly(taught(0.2), choice).return).toBe(1);
    const untaught = createAgent("q-learning", { actionCount: 2 });
    expect(evaluateExactly(untaught, choice)).toMatchObject({ return: 0.75, rawScore: 0.5 });
  });

  it("takes the exploration in for its behaviour: ε = 0.2 over two actions", () => {
    const agent = taught(0.2);
    const before = JSON.stringify(agent.toJSON());
    const policy = behaviourPolicyOf(agent);
    expect([...Array.from(policy(0, Uint8Array.of(1, 1)))]).toEqual([0.9, 0.1]);
    expect(evaluatePolicyExactly(policy, choice).return).toBeCloseTo(0.95, 12);
    expect(JSON.stringify(agent.toJSON())).toBe(before);
  });

  it("weighs the return by the discount and the score not", () => {
    const later = toyModel([[to(1)], [to(2, 1, "terminated")], []], { scores: [0, 0, 1] });
    const agent = createAgent("q-learning", { actionCount: 1 });
    expect(evaluateExactly(agent, later, { discount: 0.5 })).toMatchObject({
      return: 0.5,
      rawScore: 1,
      steps: 2,
    });
  });

  it("refuses an agent with other actions, or that reads features instead of rows", () => {
    const other = createAgent("q-learning", { actionCount: 3 });
    expect(() => evaluateExactly(other, choice)).toThrowError("an agent with the 2 actions of the model");
    expect(() => behaviourPolicyOf({ ...other, reads: "features", name: "linucb" })).toThrowError(
      "an agent that reads table rows, got linucb",
    );
  });
});
