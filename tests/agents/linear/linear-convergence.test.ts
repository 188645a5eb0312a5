import { describe, expect, it } from "vitest";
import "../../../src/agents/register.ts";
import "../../../src/agents/linear/register.ts";
import type { FeatureVector } from "../../../src/agents/linear/context.ts";
import type { Agent } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import type { Env } from "../../../src/core/env.ts";
import { train } from "../../../src/training/train.ts";
import { FlattenObservation } from "../../../src/wrappers/observation/flatten-observation.ts";
import { optimalValues, policyValues } from "../../support/exact-values.ts";
import { LimitedLoop, type Mdp, MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";

const DISCOUNT = 0.9;
const EPISODES = 12_000;
const DECAYING = { stepSize: "exponential(0.3, 0.0005, 1)", epsilon: 1, horizon: EPISODES };
const NAMES = ["linear-q-learning", "linear-sarsa", "linear-expected-sarsa"];
const TABULAR: readonly (readonly [string, string])[] = [
  ["linear-q-learning", "q-learning"],
  ["linear-sarsa", "sarsa"],
  ["linear-expected-sarsa", "expected-sarsa"],
];

/** The states of a toy as one-hot vectors. */
function oneHotEnv(env: Env<number, number>): Env<readonly number[], number> {
  return new FlattenObservation(env) as unknown as Env<readonly number[], number>;
}

function oneHotOf(state: number, mdp: Mdp): number[] {
  return mdp.map((_, index) => (index === state ? 1 : 0));
}

function trained(
  name: string,
  mdp: Mdp,
  given: Record<string, unknown>,
  episodes: number,
): Agent<FeatureVector> {
  const agent = createAgent<FeatureVector>(name, {
    actionCount: mdp[0]?.length ?? 1,
    discount: DISCOUNT,
    ...given,
  });
  train<FeatureVector>({
    env: oneHotEnv(new MdpEnv(mdp)) as Env<FeatureVector, number>,
    agent,
    episodes,
    evaluateEvery: 0,
  });
  return agent;
}

function largestError(agent: Agent<FeatureVector>, mdp: Mdp, exact: readonly (readonly number[])[]): number {
  const errors = exact.flatMap((row, state) => {
    const { values } = agent.explain(oneHotOf(state, mdp));
    return row.map((value, action) => (Number.isFinite(value) ? Math.abs(value - (values[action] ?? 0)) : 0));
  });
  return Math.max(...errors);
}

describe("on one-hot states", () => {
  it.each(TABULAR)("%s is %s with a table, bit for bit", (linear, tabular) => {
    for (const mdp of [RING, PAIR]) {
      const given = { epsilon: 0.4, stepSize: 0.25, seed: 3 };
      const features = trained(linear, mdp, given, 60);
      const table = createAgent(tabular, { actionCount: mdp[0]?.length ?? 1, discount: DISCOUNT, ...given });
      train({ env: new MdpEnv(mdp), agent: table, episodes: 60, evaluateEvery: 0 });
      for (const state of mdp.keys()) {
        expect(features.explain(oneHotOf(state, mdp)).values).toEqual(table.explain(state).values);
      }
    }
  });

  it("linear-q-learning finds the exact optimal values where nothing is random", () => {
    const agent = trained("linear-q-learning", RING, { stepSize: 1, epsilon: 1 }, 3000);
    expect(largestError(agent, RING, optimalValues(RING, DISCOUNT))).toBeLessThan(1e-9);
  });

  it("linear-q-learning comes near the optimal values where transitions are random", () => {
    const agent = trained("linear-q-learning", PAIR, DECAYING, EPISODES);
    expect(largestError(agent, PAIR, optimalValues(PAIR, DISCOUNT))).toBeLessThan(0.08);
  });

  it.each(["linear-sarsa", "linear-expected-sarsa"])(
    "%s comes near the values of its own behaviour",
    (name) => {
      const agent = trained(name, PAIR, DECAYING, EPISODES);
      const uniform = PAIR.map((row) => row.map(() => 1 / row.length));
      expect(largestError(agent, PAIR, policyValues(PAIR, uniform, DISCOUNT))).toBeLessThan(0.08);
    },
  );
});

describe("linear learners", () => {
  it.each(NAMES)("%s takes a truncated loop that pays 1 to go on: 10 at γ = 0.9", (name) => {
    const agent = createAgent<FeatureVector>(name, { actionCount: 1, stepSize: 0.5, discount: DISCOUNT });
    const env = oneHotEnv(new LimitedLoop()) as Env<FeatureVector, number>;
    train<FeatureVector>({ env, agent, episodes: 200, evaluateEvery: 0 });
    expect(agent.explain([1]).values[0]).toBeCloseTo(10, 9);
  });

  it("learn one value for states that share their features", () => {
    const agent = createAgent<FeatureVector>("linear-q-learning", { actionCount: 1, stepSize: 0.5 });
    const mask = Uint8Array.of(1);
    const step = {
      ...{ mask, action: 0, propensity: 1, nextMask: mask },
      terminated: true,
      truncated: false,
    };
    for (let time = 0; time < 200; time += 1) {
      // y = 2 a + 3 b at (1, 0), (0, 1) and, never seen, (1, 1).
      agent.learn({ ...step, context: [1, 0], reward: 2, nextContext: [0, 0] });
      agent.learn({ ...step, context: [0, 1], reward: 3, nextContext: [0, 0] });
    }
    expect(agent.explain([1, 1]).values[0]).toBeCloseTo(5, 9);
  });
});
