import { describe, expect, it } from "vitest";
import "../../../src/agents/policy-gradient/register.ts";
import { Reinforce } from "../../../src/agents/policy-gradient/reinforce.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { SnapshotError } from "../../../src/core/errors.ts";
import { train } from "../../../src/training/train.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { policyValues } from "../../support/exact-values.ts";
import { LimitedLoop, MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";

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

for (const options of [
  {},
  { baseline: false, maskGradient: false, discountGradient: false, valueStepSize: "visits(1)" },
]) {
  describeAgentContract(
    `REINFORCE with ${JSON.stringify(options)}`,
    (setup) => createAgent("reinforce", { ...setup, ...options }),
    { kind: "policy" },
  );
}

function make(hyperparameters: Readonly<Record<string, unknown>> = {}): Reinforce {
  const defaults = { actionCount: 2, stepSize: 0.5, valueStepSize: 0.5, discount: 0.5 };
  const agent = createAgent("reinforce", { ...defaults, ...hyperparameters });
  if (!(agent instanceof Reinforce)) throw new Error("expected REINFORCE");
  return agent;
}

const near = (agent: Reinforce, row: number, expected: readonly number[]): void => {
  for (const [action, value] of agent.explain(row).values.entries()) {
    expect(value).toBeCloseTo(expected[action] ?? 0, 12);
  }
};

describe("REINFORCE", () => {
  it("makes these updates, worked out by hand", () => {
    const agent = make();
    agent.learn({ ...STEP, reward: 1 });
    expect(agent.explain(0)).toEqual({ values: [0, 0], counts: [0, 0], greedy: [0, 1] });
    agent.learn({ ...STEP, context: 1, action: 1, reward: 4, terminated: true });
    // G = 3 and 4, V = 0: ½ · 3 · [½, −½] and ½ · ½ · 4 · [−½, ½]
    near(agent, 0, [0.75, -0.75]);
    near(agent, 1, [-0.5, 0.5]);
    expect([0, 1].map((row) => agent.stateValue(row))).toEqual([1.5, 2]);

    agent.learn({ ...STEP, action: 1, reward: 2 });
    agent.learn({ ...STEP, context: 1, nextContext: 2 });
    agent.learn({ ...STEP, context: 2, reward: 1, truncated: true });
    // V(1) = 2 completes it: G = 2.5, 1 and 2, less V = 1.5, 2 and 0, times γ^t = 1, ½ and ¼
    const [p, q] = [1 / (1 + Math.exp(1.5)), 1 / (1 + Math.exp(1))]; // of the first two actions
    near(agent, 0, [0.75 - 0.5 * (1 - p), -0.75 + 0.5 * (1 - p)]);
    near(agent, 1, [-0.5 - 0.25 * (1 - q), 0.5 + 0.25 * (1 - q)]);
    near(agent, 2, [0.125, -0.125]);
    expect([0, 1, 2].map((row) => agent.stateValue(row))).toEqual([2, 1.5, 1]);
    expect(agent.explain(0).counts).toEqual([1, 1]);
  });

  it("weighs the gradient by the return alone without a baseline: ½ · 2 · ½ again and again", () => {
    const agent = make({ baseline: false });
    agent.learn({ ...STEP, reward: 2, terminated: true });
    near(agent, 0, [0.5, -0.5]);
    agent.learn({ ...STEP, reward: 2, terminated: true });
    const share = 1 / (1 + Math.exp(-1));
    near(agent, 0, [0.5 + (1 - share), -0.5 - (1 - share)]);
  });

  it("takes the mean return as the baseline with a value step of 1 / n", () => {
    const agent = make({ valueStepSize: "visits(1)" });
    for (const reward of [3, 1, 8]) agent.learn({ ...STEP, reward, terminated: true });
    expect(agent.stateValue(0)).toBeCloseTo(4, 12);
  });

  it("weighs later steps in full if told to leave out γ^t", () => {
    const agent = make({ discountGradient: false });
    agent.learn(STEP);
    agent.learn({ ...STEP, context: 1, reward: 4, terminated: true });
    near(agent, 1, [1, -1]);
  });

  it("weighs a step of two by γ², its gradient too", () => {
    const agent = make();
    agent.learn({ ...STEP, reward: 1, duration: 2 });
    agent.learn({ ...STEP, context: 1, reward: 4, terminated: true });
    near(agent, 0, [0.5, -0.5]); // G = 1 + ¼ · 4
    near(agent, 1, [0.25, -0.25]); // ½ · ¼ · 4 · ½
  });

  it.each([true, false])("takes a stopped episode to go on, with a baseline or without: %s", (baseline) => {
    const agent = make({ actionCount: 1, discount: 0.9, baseline });
    train({ env: new LimitedLoop(), agent, episodes: 500, evaluateEvery: 0 });
    expect(agent.stateValue(0)).toBeCloseTo(10, 9);
  });

  it("estimates the values of its policy: those of the uniform one as long as that hardly moves", () => {
    const agent = make({ stepSize: 1e-12, valueStepSize: "visits(0.9)", discount: 0.9 });
    train({ env: new MdpEnv(PAIR), agent, episodes: 8000, evaluateEvery: 0 });
    const uniform = PAIR.map((actions) => actions.map(() => 0.5));
    for (const [state, row] of policyValues(PAIR, uniform, 0.9).entries()) {
      expect(Math.abs(agent.stateValue(state) - ((row[0] ?? 0) + (row[1] ?? 0)) / 2)).toBeLessThan(0.15);
    }
  });

  it.each([true, false])(
    "learns the best behaviour under masks, with the gradient masked: %s",
    (maskGradient) => {
      const agent = createAgent("reinforce", { actionCount: 3, discount: 0.9, maskGradient });
      train({ env: new MdpEnv(RING), agent, episodes: 2000, evaluateEvery: 0 });
      const masks = [Uint8Array.of(1, 1, 1), Uint8Array.of(1, 1, 0), Uint8Array.of(1, 1, 1)];
      expect(masks.map((mask, state) => agent.actGreedily(state, mask))).toEqual([0, 0, 0]);
    },
  );

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["values", { values: [] }, "extra.values"],
    ["an episode", { episode: [{}] }, "extra.episode[0]"],
  ])("refuses saved %s that do not fit", (_, change, message) => {
    const agent = make();
    agent.learn({ ...STEP, terminated: true });
    const saved = JSON.parse(JSON.stringify(agent));
    Object.assign(saved.state.extra, change);
    expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
    expect(() => agentFromJSON(saved)).toThrow(message);
  });
});
