import { describe, expect, it } from "vitest";
import "../../../src/agents/policy-gradient/register.ts";
import { ActorCritic } from "../../../src/agents/policy-gradient/actor-critic.ts";
import { tdLambda } from "../../../src/agents/policy-gradient/td-lambda.ts";
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

for (const options of [{}, { maskGradient: false, discountGradient: false, valueStepSize: "visits(1)" }]) {
  describeAgentContract(
    `actor-critic with ${JSON.stringify(options)}`,
    (setup) => createAgent("actor-critic", { ...setup, ...options }),
    { kind: "policy" },
  );
}

function make(hyperparameters: Readonly<Record<string, unknown>> = {}): ActorCritic {
  const defaults = { actionCount: 2, stepSize: 0.5, valueStepSize: 0.5, discount: 0.5 };
  const agent = createAgent("actor-critic", { ...defaults, ...hyperparameters });
  if (!(agent instanceof ActorCritic)) throw new Error("expected an actor-critic");
  return agent;
}

/** Compares preferences of the actions 0 and 1, which are opposite numbers. */
const near = (agent: ActorCritic, row: number, first: number): void => {
  const { values } = agent.explain(row);
  expect(values[0]).toBeCloseTo(first, 12);
  expect(values[1]).toBeCloseTo(-first, 12);
};

describe("one-step actor-critic", () => {
  it("makes these five updates, worked out by hand", () => {
    const agent = make();
    agent.learn({ ...STEP, reward: 1 }); // δ = 1 + ½ · 0 − 0
    near(agent, 0, 0.25);
    expect(agent.stateValue(0)).toBe(0.5);
    agent.learn({ ...STEP, context: 1, action: 1, reward: 2, terminated: true }); // δ = 2, γ^1 = ½
    near(agent, 1, -0.25);
    expect(agent.stateValue(1)).toBe(1);

    agent.learn({ ...STEP, context: 1, action: 1, nextContext: 0 }); // δ = 0 + ½ · ½ − 1 = −¾, γ^0 = 1
    const p = 1 / (1 + Math.exp(-0.5));
    const second = -0.25 + 0.375 * (1 - p);
    near(agent, 1, second);
    expect(agent.stateValue(1)).toBe(0.625);
    agent.learn({ ...STEP, action: 1, reward: -1, truncated: true }); // δ = −1 + ½ · 0.625 − ½, γ^1 = ½
    const q = 1 / (1 + Math.exp(0.5));
    const first = 0.25 + 0.25 * 1.1875 * (1 - q);
    near(agent, 0, first);
    expect(agent.stateValue(0)).toBe(-0.09375);
    agent.learn({ ...STEP, terminated: true }); // δ = 0.09375, γ^0 = 1
    near(agent, 0, first + 0.5 * 0.09375 * (1 - 1 / (1 + Math.exp(-2 * first))));
    expect(agent.stateValue(0)).toBe(-0.046875);
    expect(agent.explain(0).counts).toEqual([2, 1]);
  });

  it("weighs later steps in full if told to leave out γ^t: ½ · 4 · ½", () => {
    const agent = make({ discountGradient: false });
    agent.learn(STEP);
    agent.learn({ ...STEP, context: 1, reward: 4, terminated: true });
    near(agent, 1, 1);
  });

  it("weighs what follows a step of two by γ², the gradient of the next step too", () => {
    const agent = make();
    agent.learn({ ...STEP, context: 1, reward: 8, terminated: true }); // V(1) = 4
    agent.learn({ ...STEP, reward: 1, duration: 2 }); // δ = 1 + ¼ · 4
    expect(agent.stateValue(0)).toBe(1);
    agent.learn({ ...STEP, context: 2, reward: 4, terminated: true }); // ½ · ¼ · 4 · ½
    near(agent, 2, 0.25);
  });

  it("takes a stopped episode to go on: a loop that pays 1 is worth 10 at γ = 0.9", () => {
    const agent = make({ actionCount: 1, discount: 0.9 });
    train({ env: new LimitedLoop(), agent, episodes: 200, evaluateEvery: 0 });
    expect(agent.stateValue(0)).toBeCloseTo(10, 9);
  });

  it("has the critic of TD(0), bit for bit", () => {
    const agent = make({ actionCount: 3, valueStepSize: 0.3, discount: 0.9 });
    const experience: Transition[] = [];
    const onStep = ({ transition }: { readonly transition: Transition }): undefined => {
      experience.push({ ...transition });
    };
    train({ env: new MdpEnv(RING), agent, episodes: 100, evaluateEvery: 0, callbacks: [{ onStep }] });
    const values = tdLambda(experience, { discount: 0.9, traceDecay: 0, stepSize: 0.3 });
    expect([0, 1, 2].map((row) => agent.stateValue(row))).toEqual([0, 1, 2].map((row) => values.get(row)));
  });

  it("estimates the values of its policy: those of the uniform one as long as that hardly moves", () => {
    const agent = make({ stepSize: 1e-12, valueStepSize: "visits(0.8)", discount: 0.9 });
    train({ env: new MdpEnv(PAIR), agent, episodes: 8000, evaluateEvery: 0 });
    const uniform = PAIR.map((actions) => actions.map(() => 0.5));
    for (const [state, row] of policyValues(PAIR, uniform, 0.9).entries()) {
      expect(Math.abs(agent.stateValue(state) - ((row[0] ?? 0) + (row[1] ?? 0)) / 2)).toBeLessThan(0.1);
    }
  });

  it.each([true, false])(
    "learns the best behaviour under masks, with the gradient masked: %s",
    (maskGradient) => {
      const agent = createAgent("actor-critic", { actionCount: 3, discount: 0.9, maskGradient });
      train({ env: new MdpEnv(RING), agent, episodes: 2000, evaluateEvery: 0 });
      const masks = [Uint8Array.of(1, 1, 1), Uint8Array.of(1, 1, 0), Uint8Array.of(1, 1, 1)];
      expect(masks.map((mask, state) => agent.actGreedily(state, mask))).toEqual([0, 0, 0]);
    },
  );

  it("refuses a saved γ^t that is none", () => {
    const saved = JSON.parse(JSON.stringify(make()));
    saved.state.extra.weight = 2;
    expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
    expect(() => agentFromJSON(saved)).toThrow("extra.weight");
  });
});
