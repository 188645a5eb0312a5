import { describe, expect, it } from "vitest";
import "../../../src/agents/multi-step/register.ts";
import "../../../src/agents/one-step/register.ts";
import type { Transition } from "../../../src/core/agent.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { GOLDEN_WALK, type GoldenValues, goldenWalk, maker } from "../../support/golden-walk.ts";
import { initialisedAgent } from "../../support/initialised-agent.ts";
import { OnlineLambdaReturn } from "../../support/online-lambda-return.ts";

const HALF = { stepSize: 0.5, epsilon: 0.5, lambda: 0.5 };
/** What is the same for every kind of SARSA(λ): nothing at first, then ½ · 1, then δ = 2 + ½ · ½ at traces ¼ and 1. */
const FIRST: GoldenValues = [
  [0, 0, 0, 0],
  [0.5, 0, 0, 0],
  [0.78125, 0, 0, 1.125],
];

describeAgentContract("SARSA(λ)", maker("sarsa-lambda", HALF), {
  golden: [
    goldenWalk("SARSA(½) with replacing traces at α = ε = ½; a trace keeps γλ = ¼ a step", [
      ...FIRST,
      // δ = ½ · 1.125 − 0.78125 = −0.21875 at traces 1 and ¼; then δ = 4 − 1.09765625 at traces ¼ and 1
      [1.03466796875, 0, 0, 2.548828125],
      [1.03466796875, 0, 0, 2.548828125],
      // δ = 2; then the mean of row 0 is ¾ · 1.03466796875 + ¼ · 1 and δ = 1.51300048828125 at traces ¼ and 1
      [1.03466796875, 1.1891250610351562, 0.756500244140625, 2.548828125],
    ]),
  ],
  equals: [
    { title: "λ = 0 as SARSA", left: maker("sarsa-lambda", { lambda: 0 }), right: maker("sarsa") },
    {
      title: "λ = 0 with accumulating traces as SARSA",
      left: maker("sarsa-lambda", { lambda: 0, traces: "accumulating" }),
      right: maker("sarsa"),
    },
  ],
  initialised: (values, setup) => initialisedAgent(maker("sarsa-lambda", HALF)(setup), values),
});

describeAgentContract(
  "SARSA(λ) with accumulating traces",
  maker("sarsa-lambda", { ...HALF, stepSize: 0.1, traces: "accumulating" }),
);

describeAgentContract("True online SARSA(λ)", maker("true-online-sarsa-lambda", HALF), {
  golden: [
    goldenWalk("true online SARSA(½) at α = ε = ½", [
      ...FIRST,
      [1.04345703125, 0, 0, 2.611328125],
      [1.04345703125, 0, 0, 2.611328125],
      // δ = 2; then δ = 1 + ½ (¾ · 1.04345703125 + ¼ · 1) = 1.516296386718750 at traces ¼ and 1
      [1.04345703125, 1.1895370483398438, 0.758148193359375, 2.611328125],
    ]),
  ],
  equals: [
    {
      title: "λ = 0 as SARSA",
      left: maker("true-online-sarsa-lambda", { lambda: 0 }),
      right: maker("sarsa"),
    },
  ],
  initialised: (values, setup) => initialisedAgent(maker("true-online-sarsa-lambda", HALF)(setup), values),
});

const Q_LAMBDA: Readonly<Record<string, GoldenValues>> = {
  // δ = 1; δ = 2 + ½ · ½ at traces ¼, 1; δ = ½ · 1.125 − 0.78125; δ = 4 − 1.09765625; δ = 2 + ½ · 2.548828125. The last
  // action is not greedy: the trace of (0, 1) is cut, and Q(1, 0) = ½ (1 + ½ · 1.63720703125)
  "watkins-q-lambda": [
    [0.5, 0, 0, 0],
    [0.78125, 0, 0, 1.125],
    [0.671875, 0, 0, 1.09765625],
    [1.03466796875, 0, 0, 2.548828125],
    [1.03466796875, 1.63720703125, 0, 2.548828125],
    [1.03466796875, 1.63720703125, 0.9093017578125, 2.548828125],
  ],
  // As above, but the trace ¼ of (0, 1) stays: 1.63720703125 + ½ · ¼ · 1.818603515625
  "naive-q-lambda": [
    [0.5, 0, 0, 0],
    [0.78125, 0, 0, 1.125],
    [0.671875, 0, 0, 1.09765625],
    [1.03466796875, 0, 0, 2.548828125],
    [1.03466796875, 1.63720703125, 0, 2.548828125],
    [1.03466796875, 1.864532470703125, 0.9093017578125, 2.548828125],
  ],
  // Earlier steps get r + γV(s′) − V(s): in the last step 1 + ½ · 1.659881591796875 − 2.6395263671875 = −0.80958557128906
  "peng-q-lambda": [
    [0.5, 0, 0, 0],
    [0.78125, 0, 0, 1.125],
    [0.6650390625, 0, 0, 1.09765625],
    [1.02783203125, 0, 0, 2.6395263671875],
    [1.02783203125, 1.659881591796875, 0, 2.6395263671875],
    [1.02783203125, 1.5586833953857422, 0.9149703979492188, 2.6395263671875],
  ],
  // In the second step both actions tie, π = ½, and b = 0.8: the trace ¼ keeps the share 0.625
  retrace: [
    [0.5, 0, 0, 0],
    [0.67578125, 0, 0, 1.125],
    [0.619140625, 0, 0, 1.11083984375],
    [0.98028564453125, 0, 0, 2.555419921875],
    [0.98028564453125, 1.63885498046875, 0, 2.555419921875],
    [0.98028564453125, 1.63885498046875, 0.9097137451171875, 2.555419921875],
  ],
};

for (const [name, values] of Object.entries(Q_LAMBDA)) {
  describeAgentContract(name, maker(name, HALF), {
    golden: [goldenWalk("λ = ½ at α = ½; a trace keeps γλ = ¼ a step", values)],
    equals: [{ title: "λ = 0 as Q-learning", left: maker(name, { lambda: 0 }), right: maker("q-learning") }],
    initialised: (potential, setup) => initialisedAgent(maker(name, HALF)(setup), potential),
  });
}

describe("Watkins's Q(λ)", () => {
  it("is naive Q(λ) as long as it does not explore, ties being greedy, and is not once it does", () => {
    const differs = (epsilon: number): boolean => {
      const [cut, uncut] = ["watkins-q-lambda", "naive-q-lambda"].map((name) =>
        createAgent(name, { actionCount: 2, discount: 0.9, epsilon, seed: 1 }),
      );
      if (cut === undefined || uncut === undefined) throw new Error("no agents");
      const mask = Uint8Array.of(1, 1);
      let differed = false;
      for (let step = 0; step < 500; step += 1) {
        const [context, nextContext] = [step % 5, (step + 1) % 5];
        const choice = cut.act(context, mask);
        uncut.act(context, mask);
        const reward = ((step * 7 + choice.action * 3) % 11) / 11;
        const end = { terminated: step % 23 === 22, truncated: step % 17 === 16 && step % 23 !== 22 };
        const transition: Transition = {
          ...{ context, mask, ...choice, reward, nextContext, nextMask: mask, ...end },
        };
        for (const agent of [cut, uncut]) agent.learn(transition);
        differed ||= JSON.stringify(cut.explain(context)) !== JSON.stringify(uncut.explain(context));
      }
      return differed;
    };
    expect(differs(0)).toBe(false);
    expect(differs(0.5)).toBe(true);
  });
});

describe("true online SARSA(λ)", () => {
  it("has after every step the values of the online λ-return algorithm, which makes all updates again", () => {
    const episode = { stepSize: 0.3, discount: 0.9, lambda: 0.8 };
    const states = [0, 1, 0, 2, 1, 1, 0, 2];
    const rewards = [1, -2, 0.5, 3, 0, 1, -1, 2];
    const reference = new OnlineLambdaReturn({ ...episode, states, rewards });
    const agent = createAgent("true-online-sarsa-lambda", { actionCount: 1, ...episode });
    const mask = Uint8Array.of(1);
    for (const [time, context] of states.entries()) {
      const step = { context, mask, action: 0, propensity: 1, reward: rewards[time] ?? 0, nextMask: mask };
      const terminated = time === states.length - 1;
      agent.learn({ ...step, nextContext: states[time + 1] ?? 0, terminated, truncated: false });
      // A step waits for the next one, but for the last.
      for (const [state, value] of reference.valuesAt(terminated ? time + 1 : time).entries()) {
        expect(agent.explain(state).values[0]).toBeCloseTo(value, 12);
      }
    }
  });
});

describe("a trace", () => {
  const walk = (agent: ReturnType<typeof createAgent>, steps: number): number => {
    const mask = Uint8Array.of(1);
    for (let context = 0; context < steps; context += 1) {
      agent.learn({
        ...{ context, mask, action: 0, propensity: 1, reward: 1, nextContext: context + 1, nextMask: mask },
        ...{ terminated: false, truncated: false },
      });
    }
    return JSON.parse(JSON.stringify(agent)).state.extra.traces.length;
  };

  it("is dropped below 10⁻⁸, so that a long episode keeps few: ½²⁶ is the last above", () => {
    const agent = createAgent("watkins-q-lambda", { actionCount: 1, lambda: 0.5, discount: 1 });
    expect(walk(agent, 500)).toBe(26);
  });

  it("is gone with the episode, or with an episode that was left", () => {
    for (const name of ["watkins-q-lambda", "sarsa-lambda"]) {
      const agent = createAgent(name, { actionCount: 1 });
      expect(walk(agent, 10)).toBeGreaterThan(5);
      expect(walk(agent, 2)).toBeLessThan(3);
    }
  });

  it.each<[string, (trace: { row: number; action: number; strength: number }[]) => void, string]>([
    ["of no row", ([first]) => first && Object.assign(first, { row: 99 }), "extra.traces[0].row"],
    ["of no action", ([first]) => first && Object.assign(first, { action: 9 }), "extra.traces[0].action"],
    [
      "of no strength",
      ([first]) => first && Object.assign(first, { strength: 0 }),
      "extra.traces[0].strength",
    ],
    ["that is there twice", (traces) => traces.push(...traces.slice(0, 1)), "is there twice"],
  ])("%s is refused", (_, spoil, message) => {
    const agent = createAgent("sarsa-lambda", { actionCount: 2 });
    for (const step of GOLDEN_WALK.slice(0, 3)) agent.learn(step);
    const saved = JSON.parse(JSON.stringify(agent));
    spoil(saved.state.extra.traces);
    expect(() => agentFromJSON(saved)).toThrow(message);
  });
});
