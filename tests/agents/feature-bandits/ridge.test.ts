import { describe, expect, it } from "vitest";
import { RidgeRegression } from "../../../src/agents/feature-bandits/ridge.ts";
import "../../../src/agents/feature-bandits/register.ts";
import type { FeatureVector } from "../../../src/agents/linear/context.ts";
import type { Agent } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { InvalidArgumentError, SnapshotError } from "../../../src/core/errors.ts";
import { stepOver } from "../linear/one-hot.ts";

const NAMES = ["linucb", "linucb-hybrid", "lints", "lingreedy", "squarecb", "bag"];
const ROWS: readonly (readonly [vector: readonly number[], reward: number])[] = [
  [[1, 0], 1],
  [[1, 1], 0.5],
  [[0, 1], 0],
];

/** The regression of λ = 2 over three rows. */
function learned(): RidgeRegression {
  const ridge = new RidgeRegression({ dimension: 2, regularization: 2 });
  for (const [vector, reward] of ROWS) ridge.add(vector, reward);
  return ridge;
}

describe("ridge regression", () => {
  it("has the coefficients worked out by hand: A = [[4, 1], [1, 4]], b = (1.5, 0.5), β = (5.5, 0.5) / 15", () => {
    const [first, second] = learned().coefficients;
    expect(first).toBeCloseTo(0.3666666667, 9);
    expect(second).toBeCloseTo(0.0333333333, 9);
  });

  it("has mean 0.38333 and width sqrt(4 / 15) at (1, 0.5)", () => {
    expect(learned().mean([1, 0.5])).toBeCloseTo(0.3833333333, 9);
    expect(learned().width([1, 0.5])).toBeCloseTo(0.5163977795, 9);
  });

  it("takes the inverse of λI to be I / λ before it has learned: sqrt(1.25 / 2), not sqrt(1.25 · 2)", () => {
    const fresh = new RidgeRegression({ dimension: 2, regularization: 2 });
    expect(fresh.width([1, 0.5])).toBeCloseTo(0.790569415, 9);
    expect(fresh.mean([1, 0.5])).toBe(0);
  });

  it("learns an example of weight 3 as three examples", () => {
    const [once, thrice] = [learned(), learned()];
    once.add([0.5, -1], 2, 3);
    for (let time = 0; time < 3; time += 1) thrice.add([0.5, -1], 2);
    for (const vector of [
      [1, 0],
      [0, 1],
      [2, -3],
    ]) {
      expect(once.mean(vector)).toBeCloseTo(thrice.mean(vector), 12);
      expect(once.width(vector)).toBeCloseTo(thrice.width(vector), 12);
    }
  });
});

describe("LinUCB", () => {
  /** Chosen greedily: action 0 is worth 0.3833, action 1 has never been tried. */
  function taught(alpha: number): Agent<FeatureVector> {
    const agent = createAgent<FeatureVector>("linucb", { actionCount: 2, regularization: 2, alpha });
    for (const [context, reward] of ROWS) agent.learn(stepOver({ context, reward, terminated: true }));
    return agent;
  }

  it("tries the untried where 0.3833 + α · 0.5164 falls below α · 0.7906, so from α = 1.398 on", () => {
    // (0.7905694150 − 0.5163977795) α = 0.3833333333 at α = 1.39815
    expect(taught(1.398).act([1, 0.5], Uint8Array.of(1, 1))).toEqual({ action: 0, propensity: 1 });
    expect(taught(1.399).act([1, 0.5], Uint8Array.of(1, 1))).toEqual({ action: 1, propensity: 1 });
  });

  it("acts greedily without the bonus", () => {
    expect(taught(100).actGreedily([1, 0.5], Uint8Array.of(1, 1))).toBe(0);
  });
});

describe("a bandit over features", () => {
  it.each(NAMES)("%s forgets what follows: γ is 0, and ends make no difference", (name) => {
    const [plain, ended] = [1, 2].map(() => createAgent<FeatureVector>(name, { actionCount: 2, seed: 4 }));
    plain?.learn(stepOver({ reward: 1, nextContext: [Number.NaN] }));
    ended?.learn(stepOver({ reward: 1, terminated: true }));
    expect(plain?.discount).toBe(0);
    expect(plain?.explain([1, 0])).toEqual(ended?.explain([1, 0]));
  });

  it.each(NAMES)("%s refuses features and rewards that are too large, and stays as it was", (name) => {
    const agent = createAgent<FeatureVector>(name, { actionCount: 2 });
    agent.learn(stepOver({ reward: 1 }));
    const before = JSON.stringify(agent.toJSON());
    expect(() => agent.learn(stepOver({ context: [1e200, 0] }))).toThrow(InvalidArgumentError);
    expect(() => agent.learn(stepOver({ reward: -1e200 }))).toThrow("scale them down");
    expect(JSON.stringify(agent.toJSON())).toBe(before);
  });

  it.each(NAMES)("%s is saved without the actions that it never learned", (name) => {
    const agent = createAgent<FeatureVector>(name, { actionCount: 3 });
    for (let time = 0; time < 9; time += 1) agent.learn(stepOver({ action: 1, reward: 1 }));
    const text = JSON.stringify(agent.toJSON());
    expect(text).toContain('[null,{"factor":');
    expect(agentFromJSON(JSON.parse(text)).toJSON()).toEqual(agent.toJSON());
  });

  it.each(NAMES)("%s refuses a saved model of another length", (name) => {
    const agent = createAgent<FeatureVector>(name, { actionCount: 2 });
    for (let time = 0; time < 9; time += 1) agent.learn(stepOver({ reward: 1 }));
    const saved = JSON.parse(JSON.stringify(agent.toJSON()));
    saved.state.dimension = 3;
    expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
    saved.state.dimension = null;
    expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
  });

  it.each(NAMES)("%s finds a linear rule that decides which of three actions pays", (name) => {
    const agent = createAgent<FeatureVector>(name, {
      actionCount: 3,
      seed: 1,
      ...(name === "bag" && { epsilon: 0.1 }),
    });
    const mask = Uint8Array.of(1, 1, 1);
    const pays = ([a = 0, b = 0]: readonly number[]): number[] => [a, b, 0.8 - a];
    for (let step = 0; step < 400; step += 1) {
      const context = [((step * 7) % 10) / 10, ((step * 3) % 10) / 10, 1];
      const { action, propensity } = agent.act(context, mask);
      const reward = pays(context)[action] ?? 0;
      agent.learn({
        ...stepOver({ context, action, propensity, reward, terminated: true }),
        mask,
        nextMask: mask,
      });
    }
    const choices = [
      [0.9, 0.1, 1],
      [0.1, 0.9, 1],
      [0, 0.2, 1],
    ].map((context) => agent.actGreedily(context, mask));
    expect(choices).toEqual([0, 1, 2]);
  });
});
