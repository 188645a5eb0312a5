import { describe, expect, it } from "vitest";
import "../../../src/agents/one-step/register.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { initialisedAgent } from "../../support/initialised-agent.ts";
import { largestShapingDifference, POTENTIAL } from "../../support/shaped-twins.ts";

const OPTIONS = { actionCount: 3, discount: 0.9, epsilon: 0.3 };

describe("20 000 transitions shaped by Φ", () => {
  it.each(["q-learning", "sarsa", "expected-sarsa", "double-q-learning"])(
    "teach %s what it learns from values that start at Φ, update by update (Wiewiora 2003)",
    (name) => {
      const shaped = createAgent(name, OPTIONS);
      const initialised = initialisedAgent(createAgent(name, OPTIONS), POTENTIAL);
      const difference = largestShapingDifference({ initialised, shaped, transitions: 20_000 });
      expect(difference).toBeGreaterThan(0);
      expect(difference).toBeLessThanOrEqual(1e-12);
    },
  );

  it("do not make up for another γ", () => {
    const shaped = createAgent("q-learning", { ...OPTIONS, discount: 0.9 });
    const initialised = initialisedAgent(createAgent("q-learning", { ...OPTIONS, discount: 0.8 }), POTENTIAL);
    expect(largestShapingDifference({ initialised, shaped, transitions: 1000 })).toBeGreaterThan(0.1);
  });
});
