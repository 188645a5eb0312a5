import { describe, expect, it } from "vitest";
import { probabilityOfBest } from "../../../src/agents/feature-bandits/best-normal.ts";
import { writeInverseGapWeights } from "../../../src/agents/feature-bandits/squarecb.ts";
import "../../../src/agents/feature-bandits/register.ts";
import { normalCumulative } from "../../../src/agents/bandits/special-functions.ts";
import type { FeatureVector } from "../../../src/agents/linear/context.ts";
import { FeatureRow } from "../../../src/agents/linear/feature-row.ts";
import type { Agent } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { createRng } from "../../../src/core/random.ts";
import { stepOver } from "../linear/one-hot.ts";

/** Inverse-gap weights of costs, which are rewards with the sign turned. */
function weights(
  costs: readonly number[],
  exploitation: number,
  mask = new Uint8Array(costs.length).fill(1),
): number[] {
  const row = new FeatureRow(costs.map(() => 0));
  row.values.set(costs.map((cost) => -cost));
  const probabilities = new Float64Array(costs.length);
  writeInverseGapWeights(row.show(mask), exploitation, probabilities);
  return [...probabilities];
}

describe("inverse-gap weighting", () => {
  it("gives costs 0.2, 0.5 and 0.35 at γ = 100 the weights 1/33, 1/18 and the rest", () => {
    const [best = 0, second = 0, third = 0] = weights([0.2, 0.5, 0.35], 100);
    expect(best).toBeCloseTo(0.91414141, 8);
    expect(second).toBeCloseTo(0.03030303, 8);
    expect(third).toBeCloseTo(0.05555556, 8);
  });

  it("does not scale 1 / (K + γ · gap) of all actions to sum 1, as is often written", () => {
    const wrong = [1 / 3, 1 / 33, 1 / 18].map((each) => each / (1 / 3 + 1 / 33 + 1 / 18));
    expect(wrong[0]).toBeCloseTo(0.795, 3);
    expect(weights([0.2, 0.5, 0.35], 100)[0]).not.toBeCloseTo(wrong[0] ?? 0, 2);
  });

  it("counts the allowed actions alone: K = 2 without the best", () => {
    const [barred, second = 0, third = 0] = weights([0.2, 0.5, 0.35], 100, Uint8Array.of(0, 1, 1));
    expect(barred).toBe(0);
    expect(second).toBeCloseTo(1 / (2 + 15), 12);
    expect(third).toBeCloseTo(1 - 1 / 17, 12);
  });

  it("shares what is left among ties, and is uniform at γ = 0", () => {
    for (const [action, exact] of [3 / 7, 3 / 7, 1 / 7].entries()) {
      expect(weights([1, 1, 2], 4)[action]).toBeCloseTo(exact, 12);
    }
    for (const weight of weights([1, 2, 3], 0)) expect(weight).toBeCloseTo(1 / 3, 12);
  });
});

describe("the probability to be the largest of normal numbers", () => {
  it("of two is Φ of the difference over its deviation", () => {
    const normals = { means: [1, 0.4], deviations: [0.3, 0.5] };
    const exact = normalCumulative(0.6 / Math.hypot(0.3, 0.5));
    expect(probabilityOfBest(normals, [0, 1], 0)).toBeCloseTo(exact, 10);
    expect(probabilityOfBest(normals, [0, 1], 1)).toBeCloseTo(1 - exact, 10);
  });

  it("of equal ones is the same for all", () => {
    const normals = { means: new Array(5).fill(0.3), deviations: new Array(5).fill(2) };
    for (const chosen of [0, 3]) {
      expect(probabilityOfBest(normals, [0, 1, 2, 3, 4], chosen)).toBeCloseTo(0.2, 10);
    }
  });

  it("sums to 1 over the actions, whatever their scales", () => {
    const rng = createRng(7);
    for (let time = 0; time < 40; time += 1) {
      const indices = Array.from({ length: 2 + rng.integer(8) }, (_, index) => index);
      const normals = {
        means: indices.map(() => rng.next()),
        deviations: indices.map(() => 10 ** (-4 * rng.next())),
      };
      const sum = indices.reduce((total, chosen) => total + probabilityOfBest(normals, indices, chosen), 0);
      expect(sum).toBeCloseTo(1, 8);
    }
  });
});

describe("linear Thompson sampling", () => {
  /** Action 0 has mean 3/4 and deviation 1/2 at (1, 0), action 1 has mean 0 and deviation 1; λ = 1. */
  function taught(): Agent<FeatureVector> {
    const agent = createAgent<FeatureVector>("lints", { actionCount: 2, seed: 3 });
    for (let time = 0; time < 3; time += 1) agent.learn(stepOver({ reward: 1 }));
    return agent;
  }

  it("has the exact propensity: Φ(0.75 / sqrt(0.25 + 1)) for the tried action", () => {
    const exact = normalCumulative(0.75 / Math.sqrt(1.25));
    const agent = taught();
    for (let time = 0; time < 50; time += 1) {
      const { action, propensity } = agent.act([1, 0], Uint8Array.of(1, 1));
      expect(propensity).toBeCloseTo(action === 0 ? exact : 1 - exact, 9);
    }
  });

  it("draws one normal number for each allowed action, in order, and none for a single one", () => {
    const agent = taught();
    const rng = createRng(3).fork("agent");
    const normal = (): number =>
      Math.sqrt(-2 * Math.log(1 - rng.double())) * Math.cos(2 * Math.PI * rng.double());
    for (let time = 0; time < 50; time += 1) {
      expect(agent.act([1, 0], Uint8Array.of(0, 1))).toEqual({ action: 1, propensity: 1 });
      const [first, second] = [0.75 + normal() / 2, normal()];
      expect(agent.act([1, 0], Uint8Array.of(1, 1)).action).toBe(first > second ? 0 : 1);
    }
  });
});

describe("a bag", () => {
  it("draws an action with its share of the votes", () => {
    const agent = createAgent<FeatureVector>("bag", { actionCount: 2, models: 4, epsilon: 0, seed: 1 });
    // One step that paid: models that drew it 0 times (1 / e of them) still see a tie and give half a vote each.
    agent.learn(stepOver({ reward: 1 }));
    const { state } = agent.toJSON() as unknown as { state: { model: (object | null)[][] } };
    const untaught = state.model.filter(([first]) => first === null).length;
    expect(untaught).toBeGreaterThan(0);
    const share = (4 - untaught + untaught / 2) / 4;
    for (let time = 0; time < 30; time += 1) {
      const { action, propensity } = agent.act([1, 0], Uint8Array.of(1, 1));
      expect(propensity).toBeCloseTo(action === 0 ? share : 1 - share, 12);
    }
  });

  it("learns every step exactly once in its first model when greedified", () => {
    const agent = createAgent<FeatureVector>("bag", { actionCount: 2, models: 1, greedify: true, seed: 1 });
    const lone = createAgent<FeatureVector>("lingreedy", { actionCount: 2 });
    for (let time = 0; time < 20; time += 1) {
      const step = stepOver({ context: [1, time], action: time % 2, reward: time % 3 });
      agent.learn(step);
      lone.learn(step);
    }
    expect(agent.explain([1, 5]).values).toEqual(lone.explain([1, 5]).values);
  });

  it("learns a step one time on average: Poisson(1) weights", () => {
    const agent = createAgent<FeatureVector>("bag", { actionCount: 1, models: 500 });
    const mask = Uint8Array.of(1);
    agent.learn({ ...stepOver({ context: [1], reward: 1, nextContext: [1] }), mask, nextMask: mask });
    const { state } = agent.toJSON() as unknown as { state: { model: ({ moments: number[] } | null)[][] } };
    const times = state.model.map(([arm]) => arm?.moments[0] ?? 0);
    const share = (count: number): number => times.filter((each) => each === count).length / 500;
    expect(times.reduce((sum, each) => sum + each, 0) / 500).toBeCloseTo(1, 0);
    expect(Math.abs(share(0) - Math.exp(-1))).toBeLessThan(0.08);
    expect(Math.abs(share(1) - Math.exp(-1))).toBeLessThan(0.08);
    expect(Math.abs(share(2) - Math.exp(-1) / 2)).toBeLessThan(0.08);
  });
});
