import { describe, expect, it } from "vitest";
import "../../../src/agents/one-step/register.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { train } from "../../../src/training/train.ts";
import { learnedError } from "../../support/learned-error.ts";
import { LimitedLoop, PAIR, RING } from "../../support/toy-envs.ts";

describe("where nothing is random", () => {
  it("double Q-learning finds the exact optimal values", () => {
    const options = { mdp: RING, exact: "optimal", episodes: 3000 } as const;
    expect(learnedError("double-q-learning", { stepSize: 1 }, options)).toBeLessThan(1e-9);
  });

  it("expected SARSA finds the exact values of its behaviour", () => {
    const options = { mdp: RING, exact: "uniform", episodes: 3000 } as const;
    expect(learnedError("expected-sarsa", { stepSize: 1 }, options)).toBeLessThan(1e-9);
  });

  it("SARSA comes near the values of its behaviour", () => {
    const options = { mdp: RING, exact: "uniform", episodes: 20_000 } as const;
    expect(learnedError("sarsa", { stepSize: "visits(0.8)" }, options)).toBeLessThan(0.05);
  });
});

describe("where transitions are random", () => {
  it("double Q-learning comes near the optimal values", () => {
    const options = { mdp: PAIR, exact: "optimal", episodes: 20_000 } as const;
    expect(learnedError("double-q-learning", { stepSize: "visits(0.7)" }, options)).toBeLessThan(0.1);
  });

  it.each(["sarsa", "expected-sarsa"])("%s comes near the values of its behaviour", (name) => {
    const options = { mdp: PAIR, exact: "uniform", episodes: 20_000 } as const;
    expect(learnedError(name, { stepSize: "visits(0.7)" }, options)).toBeLessThan(0.1);
  });
});

describe("a loop that pays 1 and is truncated after 5 steps", () => {
  it.each(["q-learning", "sarsa", "expected-sarsa", "double-q-learning"])(
    "is worth 10 to %s at γ = 0.9, not 3.571",
    (name) => {
      const agent = createAgent(name, { actionCount: 1, stepSize: 0.5, discount: 0.9 });
      train({ env: new LimitedLoop(), agent, episodes: 400 });
      expect(agent.explain(0).values[0]).toBeCloseTo(10, 9);
    },
  );
});
