import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng } from "../../src/core/random.ts";
import { compareRewards, epicDistance, type RewardTable } from "../../src/planning/compare-rewards.ts";
import { shapedModel } from "../../src/planning/shaped-model.ts";
import { otherRewards, randomTable, type ToyTable, to, toyModel } from "../support/planning-toys.ts";

const scaled = (table: ToyTable, factor: number): ToyTable =>
  table.map((actions) =>
    actions.map((results) => results.map((result) => ({ ...result, reward: factor * result.reward }))),
  );

describe("compareRewards", () => {
  const choice: ToyTable = [[to(1, 1, "terminated"), to(1, 0, "terminated")], []];

  it("is 0 for a multiple, 1 for the opposite and √½ for what it has nothing in common with", () => {
    const model = toyModel(choice);
    expect(compareRewards(model, toyModel(scaled(choice, 3)))).toBeCloseTo(0, 7);
    expect(compareRewards(model, toyModel(scaled(choice, -1)))).toBeCloseTo(1, 12);
    expect(compareRewards(model, toyModel(scaled(choice, 0)))).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it("does not see shaping, and is a distance", () => {
    const drawn = fc.record({
      seed: fc.nat(),
      discount: fc.constantFrom(0.5, 0.9, 1),
      scale: fc.constantFrom(0.5, 2),
    });
    const property = fc.property(drawn, ({ seed, discount, scale }) => {
      const table = randomTable(seed, { states: 5, actions: 3, chancy: true, acyclic: true });
      const rng = createRng(seed);
      const potentials = Array.from({ length: 5 }, () => rng.double());
      const phi = (state: number): number => potentials[state] ?? 0;
      const [a, b, c] = [table, otherRewards(seed + 1, table), otherRewards(seed + 2, table)].map((each) =>
        toyModel(each),
      );
      if (a === undefined || b === undefined || c === undefined) return;
      const distance = compareRewards(a, b, { discount });
      const changed = shapedModel(toyModel(scaled(table, scale)), phi, { discount });
      expect(compareRewards(a, changed, { discount })).toBeLessThan(1e-6);
      expect(compareRewards(changed, b, { discount })).toBeCloseTo(distance, 6);
      expect(compareRewards(b, a, { discount })).toBeCloseTo(distance, 9);
      const detour = compareRewards(a, c, { discount }) + compareRewards(c, b, { discount });
      expect(distance).toBeLessThanOrEqual(detour + 1e-6);
    });
    fc.assert(property);
  });
});

describe("epicDistance", () => {
  const random = (seed: number): RewardTable => {
    const rng = createRng(seed);
    const list = <T>(of: () => T): T[] => Array.from({ length: 3 }, of);
    return list(() => list(() => list(() => rng.double())));
  };

  it("is 0 under scaling, shaping and shifts, and 1 for the opposite", () => {
    const potentials = [0.3, -2, 1];
    for (const discount of [0, 0.9, 1]) {
      const table = random(1);
      const changed = table.map((actions, s) =>
        actions.map((next) =>
          next.map((reward, n) => 2 * reward + discount * (potentials[n] ?? 0) - (potentials[s] ?? 0) + 4),
        ),
      );
      expect(epicDistance(table, changed, { discount })).toBeLessThan(1e-6);
      const opposite = table.map((actions) => actions.map((next) => next.map((reward) => -reward)));
      expect(epicDistance(table, opposite, { discount })).toBeCloseTo(1, 12);
    }
  });

  it("is √((1 − ρ) / 2) of the rewards where they are canonical already", () => {
    // Two states, two actions: rewards that depend on the action alone; ρ of (1, −1) with (1, −1) + noise on next states.
    const table = (pay: (action: number, next: number) => number): RewardTable =>
      [0, 1].map(() => [0, 1].map((action) => [0, 1].map((next) => pay(action, next))));
    const a = table((action) => (action === 0 ? 1 : -1));
    const b = table((action, next) => (action === 0 ? 1 : -1) * (next === 0 ? 1 : -1));
    expect(epicDistance(a, b)).toBeCloseTo(Math.SQRT1_2, 12);
    const mixed = table((action, next) => (action === 0 ? 1 : -1) * (next === 0 ? 2 : 0));
    expect(epicDistance(a, mixed)).toBeCloseTo(Math.sqrt((1 - Math.SQRT1_2) / 2), 12);
  });

  it("refuses tables of different shapes", () => {
    expect(() => epicDistance(random(1), [[[1]]])).toThrowError("one shape [states, actions, states]");
    expect(() => epicDistance(random(1), random(2), { discount: 2 })).toThrowError("[0, 1], got 2");
  });
});
