import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beliefModel } from "../../src/planning/belief-model.ts";
import { actionCeilings, ceilings } from "../../src/planning/ceilings.ts";
import { encodingCeilings } from "../../src/planning/encoding-ceilings.ts";
import { maskLeaks } from "../../src/planning/mask-leaks.ts";
import { memorylessOptimum } from "../../src/planning/memoryless.ts";
import { solve } from "../../src/planning/solve.ts";
import {
  allPolicies,
  randomTable,
  reached,
  type ToyTable,
  to,
  toyModel,
  worth,
} from "../support/planning-toys.ts";

const END = "terminated";

/** Action 0 pays 1, action 1 pays 0.75, action 2 costs 1; all end. */
const shop: ToyTable = [[to(1, 1, END), to(2, 0.75, END), to(3, -1, END)], [], [], []];
const scores = [0, 1, 0.75, 0.5];

describe("ceilings", () => {
  it("splits off what a variant costs whoever learns in it", () => {
    const rows = ceilings(
      (count: number) => toyModel([(shop[0] ?? []).slice(3 - count), [], [], []], { scores }),
      [3, 2, 1],
    );
    expect(rows.map(({ variant, returnLoss }) => [variant, returnLoss])).toEqual([
      [3, 0],
      [2, 0.25],
      [1, 2],
    ]);
    expect(rows.map(({ rawScoreLoss }) => rawScoreLoss)).toEqual([0, 0.25, 0.5]);
    expect(rows[2]?.solution.optimalReturn).toBe(-1);
  });

  it("refuses to compare nothing", () => {
    expect(() => ceilings(() => toyModel(shop), [])).toThrowError("at least one of `variants`");
  });
});

describe("actionCeilings", () => {
  it("leaves each action out, and each two where that costs more than both one by one", () => {
    const found = actionCeilings(toyModel(shop, { scores }), { pairs: true });
    expect(found.single.map(({ without, returnLoss }) => [without[0], returnLoss])).toEqual([
      ["a0", 0.25],
      ["a1", 0],
      ["a2", 0],
    ]);
    expect(found.pairs).toEqual([
      { without: ["a0", "a1"], optimalReturn: -1, bestRawScore: 0.5, returnLoss: 2, rawScoreLoss: 0.5 },
    ]);
    expect(found.enoughForReturn).toEqual(["a0"]);
    expect(found.enoughForRawScore).toEqual(["a0"]);
  });

  it("finds a set from which no action can be taken, on random problems", () => {
    const property = fc.property(fc.nat(), fc.boolean(), (seed, chancy) => {
      const table = randomTable(seed, { states: 4, actions: 3, chancy, acyclic: true });
      const model = toyModel(table);
      const { enoughForReturn, optimalReturn, single } = actionCeilings(model);
      const bestOf = (names: readonly string[]): number => {
        const values = allPolicies(table)
          .filter((policy) => reached(table, policy).every((state) => names.includes(`a${policy[state]}`)))
          .map((policy) => worth(table, policy, 1)[0] ?? 0);
        return Math.max(...values);
      };
      expect(bestOf(enoughForReturn)).toBeCloseTo(optimalReturn, 9);
      for (const name of enoughForReturn) {
        const others = enoughForReturn.filter((other) => other !== name);
        expect(bestOf(others)).toBeLessThan(optimalReturn);
      }
      for (const { without, optimalReturn: rest } of single) {
        expect(rest).toBeCloseTo(bestOf(["a0", "a1", "a2"].filter((name) => name !== without[0])), 9);
      }
    });
    fc.assert(property, { numRuns: 60 });
  });
});

describe("memorylessOptimum", () => {
  it("is below full sight where one row hides two states that want different actions", () => {
    // Two starts look alike; action 0 pays 1 in the first and 0 in the second, action 1 pays 0.5 and 0.75.
    const table: ToyTable = [[to(2, 1, END), to(2, 0.5, END)], [to(2, 0, END), to(2, 0.75, END)], []];
    const starts = [0, 1].map((state) => ({ state, probability: 0.5 }));
    const found = memorylessOptimum(toyModel(table, { starts, keys: [7, 7, 8] }));
    expect(found).toMatchObject({ lower: 0.625, upper: 0.625, exact: true, optimum: 0.875 });
    expect(found.policy).toEqual([{ key: 7, allowed: [0, 1], action: 1 }]);
    expect(memorylessOptimum(toyModel(table, { starts, keys: [6, 7, 8] }))).toMatchObject({
      lower: 0.875,
      exact: true,
    });
  });

  it("gives an interval that holds the optimum when it may not search long enough", () => {
    const table: ToyTable = [
      [to(1, 1, END), to(1, 0, END)],
      [to(1, 0, END), to(1, 1, END)],
    ];
    const starts = [0, 1].map((state) => ({ state, probability: 0.5 }));
    const model = toyModel(table, { starts, keys: [0, 0] });
    expect(memorylessOptimum(model, { maxNodes: 1 })).toMatchObject({
      lower: 0.5,
      upper: 1,
      exact: false,
      nodes: 1,
    });
  });

  it("is what trying out every policy of rows finds, and recall lies between it and full sight", () => {
    const drawn = fc.record({
      ...{
        seed: fc.nat(),
        chancy: fc.boolean(),
        keys: fc.array(fc.nat({ max: 1 }), { minLength: 5, maxLength: 5 }),
      },
      discount: fc.constantFrom(0.5, 1),
    });
    const property = fc.property(drawn, ({ seed, chancy, keys, discount }) => {
      const table = randomTable(seed, { states: 5, actions: 2, chancy, acyclic: true });
      const starts = [0, 1].map((state) => ({ state, probability: 0.5 }));
      const model = toyModel(table, { starts, keys });
      const rowOf = (state: number): string => `${keys[state]}|${table[state]?.length}`;
      const isMemoryless = (policy: readonly number[]): boolean =>
        policy.every((action, state) =>
          policy.every((other, twin) => rowOf(state) !== rowOf(twin) || action === other),
        );
      const values = allPolicies(table)
        .filter(isMemoryless)
        .map((policy) => {
          const [first = 0, second = 0] = worth(table, policy, discount);
          return (first + second) / 2;
        });
      const memoryless = memorylessOptimum(model, { discount });
      expect(memoryless.exact).toBe(true);
      expect(memoryless.lower).toBeCloseTo(Math.max(...values), 9);
      const recalled = solve(beliefModel(model), { discount }).optimalReturn;
      expect(recalled).toBeGreaterThanOrEqual(memoryless.lower - 1e-9);
      expect(recalled).toBeLessThanOrEqual(solve(model, { discount }).optimalReturn + 1e-9);
    });
    fc.assert(property, { numRuns: 150 });
  });

  it("can aim at the raw score instead of the return", () => {
    const model = toyModel([[to(1, 1, END), to(2, 0, END)], [], []], { scores: [0, 0.25, 0.5] });
    expect(memorylessOptimum(model)).toMatchObject({ lower: 1 });
    expect(memorylessOptimum(model, { objective: "raw-score" })).toMatchObject({ lower: 0.5 });
  });

  it("refuses options out of range", () => {
    expect(() => memorylessOptimum(toyModel(shop), { maxNodes: 0 })).toThrowError(
      "`maxNodes` to be an integer >= 1",
    );
    const objective = "score" as "return";
    expect(() => memorylessOptimum(toyModel(shop), { objective })).toThrowError(
      '"return" or "raw-score", got "score"',
    );
    expect(() => memorylessOptimum(toyModel(shop), { discount: 3 })).toThrowError(
      "`discount` in [0, 1], got 3",
    );
  });
});

describe("beliefModel", () => {
  it("lets an agent use what an earlier key told it", () => {
    // The first key tells the two starts apart, the second no more; the last action must fit the start.
    const table: ToyTable = [
      [to(2)],
      [to(3)],
      [to(4, 1, END), to(4, 0, END)],
      [to(4, 0, END), to(4, 1, END)],
      [],
    ];
    const starts = [0, 1].map((state) => ({ state, probability: 0.5 }));
    const seen = toyModel(table, { starts, keys: [0, 1, 2, 2, 3] });
    expect(solve(beliefModel(seen)).optimalReturn).toBe(1);
    expect(memorylessOptimum(seen).lower).toBe(0.5);
    const hidden = toyModel(table, { starts, keys: [0, 0, 2, 2, 3] });
    expect(solve(beliefModel(hidden)).optimalReturn).toBe(0.5);
    expect(solve(hidden).optimalReturn).toBe(1);
    const whole = { lower: 1, upper: 1 };
    const half = { lower: 0.5, upper: 0.5 };
    expect(encodingCeilings(seen)).toEqual({ optimum: 1, recall: whole, memoryless: half });
    expect(encodingCeilings(hidden)).toEqual({ optimum: 1, recall: half, memoryless: half });
    expect(encodingCeilings(seen, { maxBeliefs: 2 })).toEqual({
      ...{ optimum: 1, memoryless: half },
      recall: { lower: 0.5, upper: 1 },
    });
    const hurried = encodingCeilings(hidden, { maxNodes: 1, objective: "return" });
    expect(hurried.memoryless).toEqual(half);
  });
});

describe("maskLeaks", () => {
  it("shows two histories with one key where the mask tells them apart", () => {
    const table: ToyTable = [[to(1), to(2)], [to(3, 0, END)], [to(3, 0, END), to(3, 1, END)], []];
    const leaks = maskLeaks(toyModel(table, { keys: [0, 1, 1, 2] }));
    expect(leaks).toEqual([
      {
        ...{ key: 1, maskCount: 2, histories: [["a0"], ["a1"]] },
        masks: [Uint8Array.of(1, 0), Uint8Array.of(1, 1)],
      },
    ]);
    expect(maskLeaks(toyModel(table))).toEqual([]);
  });
});
