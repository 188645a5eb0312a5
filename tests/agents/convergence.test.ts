import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { train } from "../../src/training/train.ts";
import { largestError, optimalValues } from "../support/exact-values.ts";
import { MdpEnv, PAIR, RING } from "../support/toy-envs.ts";

const DISCOUNT = 0.9;

describe("value iteration in this test", () => {
  it("agrees with the ring solved by hand: 2.245 / (1 − 0.9³) in state 2 and back", () => {
    const [first = [], second = [], third = []] = optimalValues(RING, DISCOUNT);
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
    expect(largestError(agent, optimalValues(RING, DISCOUNT))).toBeLessThan(1e-9);
  });

  it("comes near the optimal values where transitions are random", () => {
    const agent = createAgent("q-learning", {
      ...{ actionCount: 2, stepSize: "visits(0.7)", discount: DISCOUNT, epsilon: 1 },
    });
    train({ env: new MdpEnv(PAIR), agent, episodes: 40_000, evaluateEvery: 0 });
    expect(largestError(agent, optimalValues(PAIR, DISCOUNT))).toBeLessThan(0.05);
  });

  it("learns the optimal behaviour while it explores less and less", () => {
    const agent = createAgent("q-learning", { actionCount: 3, discount: DISCOUNT, horizon: 2000 });
    train({ env: new MdpEnv(RING), agent, episodes: 2000, evaluateEvery: 0 });
    const masks = [Uint8Array.of(1, 1, 1), Uint8Array.of(1, 1, 0), Uint8Array.of(1, 1, 1)];
    expect(masks.map((mask, state) => agent.actGreedily(state, mask))).toEqual([0, 0, 0]);
  });
});
