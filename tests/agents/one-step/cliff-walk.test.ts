import { describe, expect, it } from "vitest";
import "../../../src/agents/one-step/register.ts";
import type { Agent } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { evaluate } from "../../../src/training/evaluate.ts";
import { train } from "../../../src/training/train.ts";
import { type Move, ToyEnv } from "../../support/toy-envs.ts";

const COLUMNS = 12;
const START = 3 * COLUMNS;
const GOAL = START + COLUMNS - 1;

/**
 * The cliff walk of Sutton & Barto, example 6.6: four rows of twelve cells, from the lower left to the lower right corner;
 * a step costs 1, the cells between cost 100 and lead back to the start. Up, right, down, left.
 */
class CliffWalk extends ToyEnv {
  readonly observationSpace = new Discrete(4 * COLUMNS);
  readonly actionSpace = new Discrete(4);
  protected override readonly stepLimit = 1000;

  protected override start(): number {
    return START;
  }

  protected override move(state: number, action: number): Move {
    const row = Math.floor(state / COLUMNS) + ([-1, 0, 1, 0][action] ?? 0);
    const column = (state % COLUMNS) + ([0, 1, 0, -1][action] ?? 0);
    const next = Math.min(3, Math.max(0, row)) * COLUMNS + Math.min(COLUMNS - 1, Math.max(0, column));
    if (next > START && next < GOAL) return { next: START, reward: -100, terminated: false };
    return { next, reward: -1, terminated: next === GOAL };
  }
}

function trained(name: string, options: Readonly<Record<string, unknown>>): Agent {
  const agent = createAgent(name, { actionCount: 4, ...options });
  train({ env: new CliffWalk(), agent, episodes: 4000, evaluateEvery: 0 });
  return agent;
}

function greedyReturn(agent: Agent): number {
  return evaluate({ env: new CliffWalk(), agent }).mean.return;
}

describe("on the cliff walk", () => {
  it("Q-learning finds the shortest path along the edge, worth −13 from the start", () => {
    const agent = trained("q-learning", { epsilon: 0.1, stepSize: 0.5 });
    expect(greedyReturn(agent)).toBe(-13);
    expect(Math.max(...agent.explain(START).values)).toBeCloseTo(-13, 6);
  });

  it.each(["sarsa", "expected-sarsa"])(
    "%s, which explores on, takes a safe path away from the edge",
    (name) => {
      const agent = trained(name, { epsilon: 0.1, stepSize: 0.1 });
      expect([-15, -17]).toContain(greedyReturn(agent));
      expect(Math.max(...agent.explain(START).values)).toBeLessThan(-15);
    },
  );
});
