import { describe, expect, it } from "vitest";
import type { TransitionModel } from "../../src/core/model.ts";
import { solve } from "../../src/planning/solve.ts";
import { solveStates } from "../../src/planning/state-values.ts";
import { ModelEnv } from "../support/model-env.ts";

const model = new ModelEnv().model();

/** One cell: `loop` leads back for a reward, `end` pays 1 and ends. */
const looping = (reward: number): TransitionModel<number> => ({
  ...{ actionCount: 2, actionName: String, observe: () => 0, score: () => 0, stateKey: (cell) => cell },
  initial: () => [{ probability: 1, state: 0 }],
  actions: (cell) => (cell === 0 ? [0, 1] : []),
  transitions: (_cell, action) => [
    {
      ...{ probability: 1, next: action, reward: action === 1 ? 1 : reward },
      ...{ terminated: action === 1, truncated: false },
    },
  ],
});

describe("solveStates", () => {
  it("knows value, action values and the optimal action of a state", () => {
    expect(solveStates(model, { discount: 0.5 }).at(0)).toEqual({
      value: 1,
      actions: [
        { action: 0, value: 0.4 },
        { action: 1, value: 1 },
      ],
      optimal: [1],
      best: 1,
    });
  });

  it("takes the quickest of equal actions, so that it never goes in circles", () => {
    const solved = solveStates(looping(0)).at(0);
    expect(solved?.optimal).toEqual([0, 1]);
    expect(solved?.best).toBe(1);
  });

  it("knows nothing of what cannot be reached, or comes after the end", () => {
    const solved = solveStates(model);
    expect([solved.at(1), solved.at(7)]).toEqual([undefined, undefined]);
  });

  it("gives the solution of the whole as `solve` does", () => {
    expect(solveStates(model, { discount: 0.5 }).solution()).toEqual(solve(model, { discount: 0.5 }));
  });

  it("refuses a discount outside [0, 1] and stops at too many states", () => {
    expect(() => solveStates(model, { discount: 1.5 })).toThrowError(
      "Expected `discount` in [0, 1], got 1.5.",
    );
    const counting: TransitionModel<number> = {
      ...looping(0),
      actions: () => [0],
      transitions: (cell) => [
        { probability: 1, next: cell + 1, reward: 0, terminated: false, truncated: false },
      ],
    };
    expect(() => solveStates(counting, { maxStates: 5 })).toThrowError("more than 5 states");
  });
});
