import { describe, expect, it } from "vitest";
import "../../../src/agents/multi-step/register.ts";
import "../../../src/agents/one-step/register.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { GOLDEN_WALK, goldenWalk, maker } from "../../support/golden-walk.ts";
import { initialisedAgent } from "../../support/initialised-agent.ts";

const TWO = { stepSize: 0.5, epsilon: 0.5, steps: 2 };
const SOME = { epsilon: 0.5, steps: 3 };
const BEHAVIOUR = { target: "behaviour" };
const GREEDY = { target: "greedy" };

describeAgentContract("n-step SARSA", maker("n-step-sarsa", TWO), {
  golden: [
    goldenWalk("2-step SARSA at α = ε = ½", [
      [0, 0, 0, 0], // waits for two rewards and the action after them
      [0, 0, 0, 0],
      [1, 0, 0, 0], // ½ (1 + ½ · 2 + ¼ · Q(0, 0) = 0)
      [1.5, 0, 0, 2.5], // ½ (2 + ½ · 0 + ¼ · 0) = 1 in row 1; then 1 + ½ (0 + ½ · 4 − 1), and 1 + ½ (4 − 1)
      [1.5, 0, 0, 2.5], // waits
      // ½ (2 + ½ · 1 + ¼ · ¾ · 1.5) = 1.390625; then ½ (1 + ½ (¾ · 1.5 + ¼ · 1.390625))
      [1.5, 1.390625, 0.8681640625, 2.5],
    ]),
  ],
  equals: [{ title: "n = 1 as SARSA", left: maker("n-step-sarsa", { steps: 1 }), right: maker("sarsa") }],
  initialised: (values, setup) => initialisedAgent(maker("n-step-sarsa", TWO)(setup), values),
});

describeAgentContract("n-step Q-learning", maker("n-step-q-learning", TWO), {
  golden: [
    goldenWalk("2-step Q-learning at α = ½", [
      [0, 0, 0, 0], // waits for two rewards
      [1, 0, 0, 0], // ½ (1 + ½ · 2 + ¼ · max Q(0, ·) = 0)
      [1, 0, 0, 1], // ½ (2 + ½ · 0 + ¼ · 0)
      [1.5, 0, 0, 2.5], // 1 + ½ (0 + ½ · 4 − 1); 1 + ½ (4 − 1)
      [1.5, 0, 0, 2.5],
      [1.5, 1.4375, 0.875, 2.5], // ½ (2 + ½ · 1 + ¼ · 1.5); ½ (1 + ½ · 1.5)
    ]),
  ],
  equals: [
    {
      title: "n = 1 as Q-learning",
      left: maker("n-step-q-learning", { steps: 1 }),
      right: maker("q-learning"),
    },
  ],
  initialised: (values, setup) => initialisedAgent(maker("n-step-q-learning", TWO)(setup), values),
});

describeAgentContract("Tree backup", maker("tree-backup", TWO), {
  golden: [
    goldenWalk("2-step tree backup of the greedy policy at α = ½", [
      [0, 0, 0, 0], // waits for two rewards
      [0.75, 0, 0, 0], // the actions of row 1 tie, π = ½: ½ (1 + ½ (0 + ½ · 2))
      [0.75, 0, 0, 1], // the action of row 0 is greedy, π = 1: ½ (2 + ½ · (0.75 + 0 − 0.75))
      [1.375, 0, 0, 2.5], // 0.75 + ½ (0 + ½ · 4 − 0.75); 1 + ½ (4 − 1)
      [1.375, 0, 0, 2.5],
      [1.375, 1.625, 0.90625, 2.5], // not greedy, π = 0: ½ (2 + ½ · 2.5); then ½ (1 + ½ · 1.625)
    ]),
  ],
  equals: [
    {
      title: "n = 1 as Q-learning",
      left: maker("tree-backup", { steps: 1 }),
      right: maker("q-learning"),
    },
    {
      title: "n = 1 of the behaviour as expected SARSA",
      left: maker("tree-backup", { steps: 1, epsilon: 0.4, ...BEHAVIOUR }),
      right: maker("expected-sarsa", { epsilon: 0.4 }),
    },
  ],
  initialised: (values, setup) => initialisedAgent(maker("tree-backup", TWO)(setup), values),
});

describeAgentContract("Q(σ)", maker("q-sigma", { ...TWO, ...GREEDY }), {
  golden: [
    goldenWalk("2-step Q(½) of the greedy policy at α = ½, every action taken with b = 0.8", [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      // G = 1 + ½ (½ · 2 + ½ · ½ · 2) = 1.75; both next actions tie: ratio (½ · ½ / 0.8 + ½)² = 0.8125²; α · ratio = 0.330078125
      [0.57763671875, 0, 0, 0],
      // G = 2, ratio (½ / 0.8 + ½) · 0.8125 = 0.9140625: Q(1, 1) = 0.9140625; then G = ½ · 4, ratio 1.125:
      // 0.57763671875 + 0.5625 (2 − 0.57763671875); then 0.9140625 + ½ (4 − 0.9140625)
      [1.377716064453125, 0, 0, 2.45703125],
      [1.377716064453125, 0, 0, 2.45703125],
      // G₆ = 1 + ½ · 1.377716064453125, G₅ = 2 + ½ (½ G₆ + ½ · 2.45703125) = 3.036472320556640625, ratio ½ (not greedy)
      [1.377716064453125, 0.75911808013916, 0.84442901611328125, 2.45703125],
    ]),
  ],
  equals: [
    {
      title: "σ = 1 of the behaviour as n-step SARSA",
      left: maker("q-sigma", { ...SOME, ...BEHAVIOUR, sigma: 1 }),
      right: maker("n-step-sarsa", SOME),
    },
    {
      title: "σ = 0 as tree backup",
      left: maker("q-sigma", { ...SOME, ...GREEDY, sigma: 0 }),
      right: maker("tree-backup", SOME),
    },
    {
      title: "σ = 0 of the behaviour as tree backup of it",
      left: maker("q-sigma", { ...SOME, ...BEHAVIOUR, sigma: 0 }),
      right: maker("tree-backup", { ...SOME, ...BEHAVIOUR }),
    },
    {
      title: "σ = 1 and n = 1 of the behaviour as SARSA",
      left: maker("q-sigma", { ...BEHAVIOUR, steps: 1, sigma: 1 }),
      right: maker("sarsa"),
    },
  ],
  initialised: (values, setup) => initialisedAgent(maker("q-sigma", { ...TWO, ...GREEDY })(setup), values),
});

describe("Q(σ)", () => {
  it("changes σ from episode to episode", () => {
    const fading = createAgent("q-sigma", { actionCount: 2, ...TWO, sigma: "linear(1, 0, 1)", horizon: 1 });
    const sampled = createAgent("q-sigma", { actionCount: 2, ...TWO, sigma: 1 });
    for (const step of GOLDEN_WALK.slice(0, 4)) for (const agent of [fading, sampled]) agent.learn(step);
    expect(fading.explain(0)).toEqual(sampled.explain(0));
    const expected = createAgent("q-sigma", { actionCount: 2, ...TWO, sigma: 0 });
    for (const step of GOLDEN_WALK) expected.learn(step);
    for (const step of GOLDEN_WALK.slice(4)) fading.learn(step);
    // Of two steps of σ = 0, the first is learned at once and the values below differ only by the first episode.
    expect(fading.explain(1).values[0]).not.toBe(expected.explain(1).values[0]);
    expect(fading.explain(1).counts).toEqual(expected.explain(1).counts);
  });

  it("needs to know how likely an action was to learn of another policy", () => {
    const [step] = GOLDEN_WALK;
    if (step === undefined) throw new Error("the walk is empty");
    const agent = createAgent("q-sigma", { actionCount: 2, ...GREEDY });
    expect(() => agent.learn({ ...step, propensity: 0 })).toThrow(
      "Expected `propensity` to be above 0, got 0",
    );
    const onPolicy = createAgent("q-sigma", { actionCount: 2, ...BEHAVIOUR });
    expect(() => onPolicy.learn({ ...step, propensity: 0 })).not.toThrow();
  });

  it("never moves a value beyond its target, however unlikely the actions were", () => {
    const agent = createAgent("q-sigma", {
      ...{ actionCount: 2, steps: 3, sigma: 1, stepSize: 0.9, discount: 0.5, ...GREEDY },
    });
    for (let episode = 0; episode < 50; episode += 1) {
      for (const step of GOLDEN_WALK) agent.learn({ ...step, propensity: 1e-6 });
    }
    for (const row of [0, 1]) for (const value of agent.explain(row).values) expect(value).toBeLessThan(10);
  });
});

describe("an n-step agent", () => {
  it("with n beyond every episode learns from whole returns", () => {
    const agent = createAgent("n-step-sarsa", { actionCount: 2, steps: 100, stepSize: 1, discount: 0.5 });
    for (const step of GOLDEN_WALK.slice(0, 4)) agent.learn(step);
    // 4; 0 + ½ · 4; 2 + ½ · 2; 1 + ½ · 3, of which the later visits of (0, 0) and (1, 1) stay
    expect([agent.explain(0).values, agent.explain(1).values]).toEqual([
      [2, 0],
      [0, 4],
    ]);
  });

  it("takes an episode that was left without an end as truncated", () => {
    const make = () => createAgent("n-step-sarsa", { actionCount: 2, ...TWO, steps: 4 });
    const [left, truncated] = [make(), make()];
    const steps = GOLDEN_WALK.slice(0, 3);
    for (const [index, step] of steps.entries()) {
      left.learn(step);
      truncated.learn({ ...step, truncated: index === 2 });
    }
    const [elsewhere] = GOLDEN_WALK;
    if (elsewhere === undefined) throw new Error("the walk is empty");
    left.learn({ ...elsewhere, context: 9, terminated: true });
    truncated.learn({ ...elsewhere, context: 9, terminated: true });
    for (const row of [0, 1, 9]) expect(left.explain(row)).toEqual(truncated.explain(row));
  });

  it("refuses more saved steps than wait", () => {
    const agent = createAgent("n-step-sarsa", { actionCount: 2, steps: 2 });
    for (const step of GOLDEN_WALK.slice(0, 2)) agent.learn(step);
    const saved = JSON.parse(JSON.stringify(agent));
    saved.state.extra.steps.push(saved.state.extra.steps[0]);
    expect(() => agentFromJSON(saved)).toThrow("extra.steps");
  });
});
