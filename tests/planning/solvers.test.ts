import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backwardInduction } from "../../src/planning/backward-induction.ts";
import { enumerate } from "../../src/planning/enumerate.ts";
import { modifiedPolicyIteration, policyIteration } from "../../src/planning/policy-iteration.ts";
import { solve } from "../../src/planning/solve.ts";
import { optimalValues } from "../../src/planning/value-iteration.ts";
import {
  allPolicies,
  cliffWalk,
  frozenLake,
  randomTable,
  to,
  toyModel,
  worth,
} from "../support/planning-toys.ts";

const slippery = frozenLake({ slippery: true });

describe("the solvers", () => {
  it.each([
    [0.99, 0.542025932],
    [0.95, 0.1804715784],
    [1, 14 / 17],
  ])("know the value of slippery FrozenLake at γ = %d", (discount, value) => {
    const { mdp } = enumerate(slippery);
    expect(solve(slippery, { discount }).optimalReturn).toBeCloseTo(value, 9);
    expect(modifiedPolicyIteration(mdp, { discount }).values[0]).toBeCloseTo(value, 9);
    expect(policyIteration(mdp, { discount }).values[0]).toBeCloseTo(value, 9);
  });

  it("know the value of FrozenLake without slipping: six steps, γ⁵", () => {
    const solution = solve(frozenLake({ slippery: false }), { discount: 0.99 });
    expect(solution.optimalReturn).toBeCloseTo(0.9509900499, 10);
    expect(solution.actions).toHaveLength(6);
    expect(solution.bestRawScore).toBeCloseTo(1, 12);
  });

  it("walk along the cliff in 13 steps", () => {
    const solution = solve(cliffWalk());
    expect(solution.optimalReturn).toBe(-13);
    expect(solution.actions).toEqual(["a3", ...Array.from({ length: 11 }, () => "a2"), "a1"]);
    expect(backwardInduction(enumerate(cliffWalk()).mdp, { horizon: 13 }).values[13]?.[0]).toBe(-13);
  });

  const drawn = fc.record({
    seed: fc.nat(),
    states: fc.integer({ min: 1, max: 5 }),
    chancy: fc.boolean(),
    discount: fc.constantFrom(0, 0.3, 0.9, 0.99),
  });

  it("agree with each other and with every deterministic policy tried out, on 150 random problems", () => {
    const property = fc.property(drawn, ({ seed, states, chancy, discount }) => {
      const table = randomTable(seed, { states, actions: 3, chancy });
      const { mdp } = enumerate(toyModel(table));
      const best = Math.max(...allPolicies(table).map((policy) => worth(table, policy, discount)[0] ?? 0));
      const { values } = optimalValues(mdp, { discount });
      const howard = policyIteration(mdp, { discount });
      const modified = modifiedPolicyIteration(mdp, { discount, evaluationSweeps: 3 });
      expect(values[0]).toBeCloseTo(best, 9);
      for (const [state, value] of values.entries()) {
        expect(howard.values[state]).toBeCloseTo(value, 8);
        expect(modified.values[state]).toBeCloseTo(value, 9);
      }
      if (discount > 0.9) return;
      const far = backwardInduction(mdp, { horizon: 300, discount });
      expect(far.values[300]?.[0]).toBeCloseTo(best, 9);
    });
    fc.assert(property, { numRuns: 150 });
  });

  it("agree without a discount where every episode ends", () => {
    const property = fc.property(fc.nat(), fc.boolean(), (seed, chancy) => {
      const table = randomTable(seed, { states: 5, actions: 3, chancy, acyclic: true });
      const { mdp } = enumerate(toyModel(table));
      const best = Math.max(...allPolicies(table).map((policy) => worth(table, policy, 1)[0] ?? 0));
      expect(optimalValues(mdp, { discount: 1 }).values[0]).toBeCloseTo(best, 12);
      expect(policyIteration(mdp, { discount: 1 }).values[0]).toBeCloseTo(best, 12);
      expect(backwardInduction(mdp, { horizon: 5 }).values[5]?.[0]).toBeCloseTo(best, 12);
    });
    fc.assert(property);
  });

  it("stop within the tolerance of the exact values", () => {
    const options = fc.record({ seed: fc.nat(), discount: fc.constantFrom(0.5, 0.9, 0.99) });
    const property = fc.property(options, fc.constantFrom(1, 0.1, 0.001), ({ seed, discount }, tolerance) => {
      const { mdp } = enumerate(toyModel(randomTable(seed, { states: 5, actions: 3, chancy: true })));
      const exact = optimalValues(mdp, { discount }).values;
      const rough = optimalValues(mdp, { discount, tolerance });
      const errors = exact.map((value, state) => Math.abs(value - (rough.values[state] ?? 0)));
      expect(Math.max(...errors)).toBeLessThanOrEqual(tolerance / 2 + 1e-12);
    });
    fc.assert(property);
  });
});

describe("backwardInduction", () => {
  it("lets the best action depend on the steps left", () => {
    // Leave now for 1, or wait one step for 2.
    const { mdp } = enumerate(toyModel([[to(0, 1, "terminated"), to(1)], [to(0, 2, "terminated")]]));
    const { values, policy } = backwardInduction(mdp, { horizon: 2 });
    expect(values.map(([start]) => start)).toEqual([0, 1, 2]);
    expect(policy.map(([start]) => start)).toEqual([-1, 0, 1]);
  });

  it("refuses a horizon that is no count", () => {
    const { mdp } = enumerate(slippery);
    expect(() => backwardInduction(mdp, { horizon: 1.5 })).toThrowError(
      "`horizon` to be an integer >= 0, got 1.5",
    );
    expect(() => backwardInduction(mdp, { horizon: 1, discount: 2 })).toThrowError(
      "`discount` in [0, 1], got 2",
    );
  });
});

describe("policy iteration", () => {
  it("refuses a wrong discount or count of sweeps", () => {
    const { mdp } = enumerate(slippery);
    expect(() => policyIteration(mdp, { discount: Number.NaN })).toThrowError(
      "`discount` in [0, 1], got NaN",
    );
    const options = { discount: 0.9, evaluationSweeps: -1 };
    expect(() => modifiedPolicyIteration(mdp, options)).toThrowError(
      "`evaluationSweeps` to be an integer >= 0",
    );
  });

  it("says so when it has not settled in time", () => {
    const { mdp } = enumerate(slippery);
    const options = { discount: 0.99, maxSweeps: 2 };
    expect(() => modifiedPolicyIteration(mdp, options)).toThrowError("still change after 2 improvements");
  });
});

describe("solve", () => {
  it("refuses what is no model, and a discount that is no number, in one line", () => {
    const nothing = [undefined, null, {}] as unknown as ReturnType<typeof toyModel>[];
    for (const model of nothing) expect(() => solve(model)).toThrowError("give what its `model()` returns");
    const model = toyModel([[to(0, 1, "terminated")]]);
    expect(() => solve(model, { discount: "0.9" as unknown as number })).toThrowError('in [0, 1], got "0.9"');
  });

  it("refuses rewards that are others when asked again, in one line that says where", () => {
    let calls = 0;
    const model = toyModel([[to(1, 1)], [to(1, 1, "terminated")]]);
    const counting: typeof model = {
      ...model,
      transitions: (state, action) =>
        model.transitions(state, action).map((result) => ({ ...result, reward: state === 1 ? calls++ : 0 })),
    };
    expect(() => solve(counting)).toThrowError("got rewards 0 and 1 for a0 in the state 1 when asked twice");
  });

  it("names the actions that pay for ever where nothing is optimal", () => {
    const round = toyModel([[to(1, 1), to(0, 5, "terminated")], [to(0, -0.5)]]);
    expect(() => solve(round)).toThrowError(
      /^At discount 1 nothing is optimal: a0, a0 again and again pays 0\.25 per step for ever\. Take a discount below 1/,
    );
    expect(solve(round, { discount: 0.9 }).optimalReturn).toBe(5);
  });

  it("takes chance into account when it looks for what pays for ever", () => {
    const gamble = (win: number) =>
      toyModel([
        [
          [
            { probability: 0.5, next: 0, reward: win },
            { probability: 0.5, next: 0, reward: -1 },
          ],
          to(0, 0, "terminated"),
        ],
      ]);
    expect(solve(gamble(0.5)).optimalReturn).toBe(0);
    expect(() => solve(gamble(1.5))).toThrowError("pays 0.25 per step for ever");
  });

  it("counts only policies that end among the optimal ones without a discount", () => {
    const scores = [0, 0, 1];
    const lazy = toyModel([[to(1), to(2, 1, "terminated")], [to(0), to(2, 1, "terminated")], []], { scores });
    expect(solve(lazy).rawScoreOfOptimal).toEqual({ min: 1, max: 1 });
  });
});
