import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import type { Agent } from "../../src/core/agent.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { train } from "../../src/training/train.ts";
import { type Mdp, MdpEnv, PAIR, RING } from "../support/toy-envs.ts";

const DISCOUNT = 0.9;

/** Q* by value iteration to rounding, shape [states][actions]; barred actions are −∞. */
function optimalValues(mdp: Mdp): readonly (readonly number[])[] {
  let values: readonly number[] = mdp.map(() => 0);
  const backup = (): number[][] =>
    mdp.map((actions) =>
      actions.map((outcomes) => {
        if (outcomes.length === 0) return Number.NEGATIVE_INFINITY;
        return outcomes.reduce((sum, { probability, next, reward, terminated }) => {
          return sum + probability * (reward + (terminated ? 0 : DISCOUNT * (values[next] ?? 0)));
        }, 0);
      }),
    );
  for (let sweep = 0; sweep < 1000; sweep += 1) values = backup().map((row) => Math.max(...row));
  return backup();
}

function largestError(agent: Agent, mdp: Mdp): number {
  const errors = optimalValues(mdp).flatMap((row, state) => {
    const { values } = agent.explain(state);
    return row.map((value, action) => (Number.isFinite(value) ? Math.abs(value - (values[action] ?? 0)) : 0));
  });
  return Math.max(...errors);
}

describe("value iteration in this test", () => {
  it("agrees with the ring solved by hand: 2.245 / (1 − 0.9³) in state 2 and back", () => {
    const [first = [], second = [], third = []] = optimalValues(RING);
    const inThird = (3 + 0.81 * -0.5) / (1 - 0.9 ** 3);
    expect(third[0]).toBeCloseTo(inThird, 12);
    expect(second[0]).toBeCloseTo(-0.5 + 0.9 * inThird, 12);
    expect(first[0]).toBeCloseTo(0.9 * (-0.5 + 0.9 * inThird), 12);
  });
});

describe("Q-learning", () => {
  it("finds the exact optimal values where nothing is random", () => {
    const agent = createAgent("q-learning", { actionCount: 3, stepSize: 1, discount: DISCOUNT, epsilon: 1 });
    train({ env: new MdpEnv(RING), agent, episodes: 3000, evaluateEvery: 0 });
    expect(largestError(agent, RING)).toBeLessThan(1e-9);
  });

  it("comes near the optimal values where transitions are random", () => {
    const agent = createAgent("q-learning", {
      ...{ actionCount: 2, stepSize: "visits(0.7)", discount: DISCOUNT, epsilon: 1 },
    });
    train({ env: new MdpEnv(PAIR), agent, episodes: 40_000, evaluateEvery: 0 });
    expect(largestError(agent, PAIR)).toBeLessThan(0.05);
  });

  it("learns the optimal behaviour while it explores less and less", () => {
    const agent = createAgent("q-learning", { actionCount: 3, discount: DISCOUNT, horizon: 2000 });
    train({ env: new MdpEnv(RING), agent, episodes: 2000, evaluateEvery: 0 });
    const masks = [Uint8Array.of(1, 1, 1), Uint8Array.of(1, 1, 0), Uint8Array.of(1, 1, 1)];
    expect(masks.map((mask, state) => agent.actGreedily(state, mask))).toEqual([0, 0, 0]);
  });
});
