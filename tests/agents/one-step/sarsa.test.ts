import { describe, expect, it } from "vitest";
import "../../../src/agents/one-step/register.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { GOLDEN_WALK, goldenWalk } from "../../support/golden-walk.ts";
import { initialisedAgent } from "../../support/initialised-agent.ts";

const HALF = { stepSize: 0.5, epsilon: 0.5 };

describeAgentContract("SARSA", (setup) => createAgent("sarsa", { ...setup, ...HALF }), {
  golden: [
    goldenWalk("one-step SARSA at α = ε = ½", [
      [0, 0, 0, 0], // waits for the next action
      [0.5, 0, 0, 0], // ½ (1 + ½ · Q(1, 1) = 0)
      [0.5, 0, 0, 1.125], // ½ (2 + ½ · Q(0, 0) = ½)
      [0.53125, 0, 0, 2.5625], // ½ + ½ (½ · 1.125 − ½); then 1.125 + ½ (4 − 1.125)
      [0.53125, 0, 0, 2.5625], // waits
      // ½ (2 + ½ · Q(1, 0) = 0); then the mean ¼ · 0.53125 + ¾ · 1 = 0.8828125: ½ (1 + ½ · 0.8828125)
      [0.53125, 1, 0.720703125, 2.5625],
    ]),
  ],
  initialised: (values, setup) => initialisedAgent(createAgent("sarsa", { ...setup, ...HALF }), values),
});

describe("SARSA", () => {
  it("takes an episode that was left without an end as truncated", () => {
    const left = createAgent("sarsa", { actionCount: 2, ...HALF, discount: 0.5 });
    const truncated = createAgent("sarsa", { actionCount: 2, ...HALF, discount: 0.5 });
    for (const step of GOLDEN_WALK) for (const agent of [left, truncated]) agent.learn(step);
    const [step] = GOLDEN_WALK;
    if (step === undefined) throw new Error("the walk is empty");
    left.learn({ ...step, reward: 5 });
    truncated.learn({ ...step, reward: 5, truncated: true });
    const elsewhere = { ...step, context: 7, terminated: true };
    left.learn(elsewhere);
    truncated.learn(elsewhere);
    for (const row of [0, 1, 7]) expect(left.explain(row)).toEqual(truncated.explain(row));
    expect(left.explain(0).values[0]).not.toBe(0.53125);
  });

  it("refuses a step that it could not go on from, and stays as it was", () => {
    const agent = createAgent("sarsa", { actionCount: 2 });
    for (const step of GOLDEN_WALK.slice(0, 3)) agent.learn(step);
    const before = JSON.stringify(agent);
    const [step] = GOLDEN_WALK;
    if (step === undefined) throw new Error("the walk is empty");
    expect(() => agent.learn({ ...step, context: -1 })).toThrow("got -1.");
    expect(() => agent.learn({ ...step, context: 1, nextContext: 0.5 })).toThrow("got 0.5.");
    expect(() => agent.learn({ ...step, context: 1, nextMask: new Uint8Array(2) })).toThrow("`nextMask`");
    expect(() => agent.learn({ ...step, context: 1, nextMask: new Uint8Array(9) })).toThrow("`nextMask`");
    expect(JSON.stringify(agent)).toBe(before);
  });

  it("refuses a saved step that is none of its own", () => {
    const agent = createAgent("sarsa", { actionCount: 2 });
    for (const step of GOLDEN_WALK.slice(0, 1)) agent.learn(step);
    const text = JSON.stringify(agent);
    const spoilt = [
      ['"action":0', '"action":2', "extra.waiting.action"],
      ['"discount":1,"next', '"discount":7,"next', "extra.waiting.discount"],
      ['"nextMask":[1,1]', '"nextMask":[1]', "extra.waiting.nextMask"],
    ] as const;
    for (const [from, to, message] of spoilt) {
      expect(text).toContain(from);
      expect(() => agentFromJSON(JSON.parse(text.replace(from, to)))).toThrow(message);
    }
  });
});
