import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../../src/agents/monte-carlo/register.ts";
import type { Agent, Transition } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { SnapshotError } from "../../../src/core/errors.ts";
import { train } from "../../../src/training/train.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { largestError, policyValues } from "../../support/exact-values.ts";
import { LimitedLoop, type Mdp, MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";

const BOTH = Uint8Array.of(1, 1);
const STEP: Transition = {
  context: 0,
  mask: BOTH,
  action: 0,
  propensity: 1,
  reward: 0,
  nextContext: 1,
  nextMask: BOTH,
  terminated: false,
  truncated: false,
};
const ONCE = "first-visit learns from a state and action once in an episode, which the check repeats";

for (const visit of ["first", "every"]) {
  describeAgentContract(
    `${visit}-visit Monte Carlo`,
    (setup) => createAgent("monte-carlo", { ...setup, visit, epsilon: 0.3 }),
    {
      initialValue: (initialValue, setup) =>
        createAgent("monte-carlo", { ...setup, visit, epsilon: 0.3, initialValue }),
      exempt: visit === "first" ? { "AGENT-LEARN-004": ONCE } : {},
    },
  );
}

function make(hyperparameters: Readonly<Record<string, unknown>> = {}): Agent {
  return createAgent("monte-carlo", {
    ...{ actionCount: 2, stepSize: 0.5, discount: 0.5, epsilon: 0.5, ...hyperparameters },
  });
}

/** Values of the rows 0 and 1. */
const valuesOf = (agent: Agent): readonly (readonly number[])[] =>
  [0, 1].map((row) => agent.explain(row).values);

/** Comes back to its first state and action; returns from the end: 4, 2 + ½ · 4 = 4, 1 + ½ · 4 = 3. */
function learnLoop(agent: Agent): void {
  agent.learn({ ...STEP, reward: 1 });
  agent.learn({ ...STEP, context: 1, action: 1, reward: 2, nextContext: 0 });
  agent.learn({ ...STEP, reward: 4, terminated: true });
}

describe("Monte Carlo control", () => {
  it("learns nothing before the episode ends", () => {
    const agent = make();
    agent.learn({ ...STEP, reward: 1 });
    expect(agent.explain(0)).toEqual({ values: [0, 0], counts: [0, 0], greedy: [0, 1] });
  });

  it("makes these updates of first visits, worked out by hand", () => {
    const agent = make();
    learnLoop(agent);
    expect(valuesOf(agent)).toEqual([
      [1.5, 0], // ½ · 3
      [0, 2], // ½ · 4
    ]);
    agent.learn({ ...STEP, context: 1, reward: 1, nextContext: 0 });
    agent.learn({ ...STEP, action: 1, reward: -1, truncated: true });
    // V(1) = ¼ · 0 + ¾ · 2 under ε = ½; returns −1 + ½ · 1.5 = −0.25 and 1 − ½ · 0.25 = 0.875
    expect(valuesOf(agent)).toEqual([
      [1.5, -0.125],
      [0.4375, 2],
    ]);
    expect(agent.explain(0).counts).toEqual([1, 1]);
  });

  it("learns from the second visit too if every visit counts: 1.5 + ½ (4 − 1.5)", () => {
    const agent = make({ visit: "every" });
    learnLoop(agent);
    expect(valuesOf(agent)).toEqual([
      [2.75, 0],
      [0, 2],
    ]);
    expect(agent.explain(0).counts).toEqual([2, 0]);
  });

  it("takes the mean of the returns with a step size of 1 / n: (3 + 4 + 6) / 3", () => {
    const agent = make({ visit: "every", stepSize: "visits(1)" });
    learnLoop(agent);
    agent.learn({ ...STEP, reward: 6, terminated: true });
    expect(agent.explain(0).values[0]).toBeCloseTo(13 / 3, 12);
  });

  it("makes no difference between first and every visit where nothing is visited twice", () => {
    const property = fc.property(
      fc.array(fc.double({ noNaN: true, min: -9, max: 9 }), { minLength: 1 }),
      (rewards) => {
        const [first, every] = [make(), make({ visit: "every" })];
        for (const [context, reward] of rewards.entries()) {
          const step = {
            ...STEP,
            context,
            reward,
            nextContext: context + 1,
            truncated: context + 1 === rewards.length,
          };
          for (const agent of [first, every]) agent.learn(step);
        }
        for (const context of rewards.keys()) expect(every.explain(context)).toEqual(first.explain(context));
      },
    );
    fc.assert(property, { numRuns: 30 });
  });

  it("completes a truncated episode with the allowed next actions, or with all of them if so told", () => {
    const [masked, unmasked] = [make({ epsilon: 0 }), make({ epsilon: 0, bootstrapMask: false })];
    for (const agent of [masked, unmasked]) {
      learnLoop(agent);
      agent.learn({ ...STEP, action: 1, nextMask: Uint8Array.of(1, 0), truncated: true });
    }
    expect(masked.explain(0).values[1]).toBe(0);
    expect(unmasked.explain(0).values[1]).toBe(0.5); // ½ · (0 + ½ · 2)
  });

  it("weighs what follows an action of two steps by γ²: ½ (1 + ¼ · 4)", () => {
    const agent = make();
    agent.learn({ ...STEP, reward: 1, duration: 2 });
    agent.learn({ ...STEP, context: 1, reward: 4, terminated: true });
    expect(agent.explain(0).values[0]).toBe(1);
  });

  it("takes an episode that was stopped from outside to go on: a loop that pays 1 is worth 10 at γ = 0.9", () => {
    const agent = createAgent("monte-carlo", { actionCount: 1, discount: 0.9 });
    train({ env: new LimitedLoop(), agent, episodes: 1000, evaluateEvery: 0 });
    expect(agent.explain(0).values[0]).toBeCloseTo(10, 9);
  });

  it("refuses a propensity of 0 and returns beyond all numbers, and stays as it was", () => {
    const agent = make({ discount: 1 });
    agent.learn({ ...STEP, reward: 1e308 });
    const before = JSON.stringify(agent);
    expect(() => agent.learn({ ...STEP, propensity: 0 })).toThrow(
      "Expected `propensity` above 0, got 0 in row 0.",
    );
    expect(() => agent.learn({ ...STEP, reward: 1e308, terminated: true })).toThrow(
      "finite returns, got Infinity",
    );
    expect(JSON.stringify(agent)).toBe(before);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["the mask", { mask: [1] }, "extra.episode[0].mask"],
    ["the action", { action: 2 }, "extra.episode[0].action"],
    ["the propensity", { propensity: 0 }, "extra.episode[0].propensity"],
    ["a part nobody knows", { mood: 1 }, "mood"],
  ])("refuses a saved episode for %s", (_, change, message) => {
    const agent = make();
    agent.learn({ ...STEP, reward: 1 });
    const saved = JSON.parse(JSON.stringify(agent));
    Object.assign(saved.state.extra.episode[0], change);
    expect(() => agentFromJSON(saved)).toThrow(SnapshotError);
    expect(() => agentFromJSON(saved)).toThrow(message);
  });
});

/** π(a | s) of ε-greedy around one action of each state, shape [states][actions]. */
function soften(mdp: Mdp, best: readonly number[], epsilon: number): number[][] {
  return mdp.map((actions, state) => {
    const allowed = actions.filter((outcomes) => outcomes.length > 0).length;
    return actions.map(({ length }, action) =>
      length === 0 ? 0 : epsilon / allowed + (action === best[state] ? 1 - epsilon : 0),
    );
  });
}

/** Q of the best policy among the ε-soft ones, by policy iteration. */
function bestSoftValues(mdp: Mdp, epsilon: number, discount: number): readonly (readonly number[])[] {
  let best = mdp.map(() => 0);
  for (let round = 0; round < 10; round += 1) {
    best = policyValues(mdp, soften(mdp, best, epsilon), discount).map((row) =>
      row.indexOf(Math.max(...row)),
    );
  }
  return policyValues(mdp, soften(mdp, best, epsilon), discount);
}

describe("the values that Monte Carlo control learns", () => {
  it.each(["first", "every"])(
    "are those of a uniform policy by %s visits where transitions are random",
    (visit) => {
      const agent = createAgent("monte-carlo", {
        ...{ actionCount: 2, visit, discount: 0.9, epsilon: 1, stepSize: "visits(0.9)" },
      });
      train({ env: new MdpEnv(PAIR), agent, episodes: 8000, evaluateEvery: 0 });
      expect(largestError(agent, policyValues(PAIR, soften(PAIR, [0, 0], 1), 0.9))).toBeLessThan(0.15);
    },
  );

  it("are those of the best ε-soft policy under a mask", () => {
    const agent = createAgent("monte-carlo", {
      ...{ actionCount: 3, discount: 0.9, epsilon: 0.2, stepSize: "visits(0.8)" },
    });
    train({ env: new MdpEnv(RING), agent, episodes: 8000, evaluateEvery: 0 });
    expect(largestError(agent, bestSoftValues(RING, 0.2, 0.9))).toBeLessThan(0.25);
  });
});
