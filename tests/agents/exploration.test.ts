import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Boltzmann } from "../../src/agents/exploration/boltzmann.ts";
import { EpsilonGreedy } from "../../src/agents/exploration/epsilon-greedy.ts";
import type { Exploration } from "../../src/agents/exploration/exploration.ts";
import { Mellowmax, mellowmax } from "../../src/agents/exploration/mellowmax.ts";
import { UpperConfidence } from "../../src/agents/exploration/ucb.ts";
import { Row } from "../../src/agents/row.ts";
import { constant } from "../../src/agents/schedules.ts";
import { ValueTable } from "../../src/agents/value-table.ts";
import type { Mask } from "../../src/core/mask.ts";
import { createRng } from "../../src/core/random.ts";

/** A row of given values, each visited as often as `counts` says (once by default). */
function rowOf(values: readonly number[], mask?: Mask, counts: readonly number[] = values.map(() => 1)): Row {
  const table = new ValueTable({ actionCount: values.length, initialValue: 0 });
  for (const [action, value] of values.entries()) {
    for (let visit = 0; visit < (counts[action] ?? 0); visit += 1) {
      table.moveTowards(table.visit(0, action), value, 1);
    }
  }
  const row = new Row(table);
  row.read(0, mask ?? new Uint8Array(values.length).fill(1));
  return row;
}

function probabilitiesOf(exploration: Exploration, row: Row): number[] {
  const probabilities = new Float64Array(row.actionCount).fill(7);
  exploration.writeProbabilities(row, probabilities);
  return [...probabilities];
}

const SETUP = { horizon: 10, actionCount: 3 };
const VALUES = [0.5, 0.7, 0.6];
const EXPLORATIONS: readonly [string, Exploration][] = [
  ["ε-greedy", new EpsilonGreedy(constant(0.3), 10)],
  ["Boltzmann", new Boltzmann(constant(0.5), SETUP)],
  ["UCB", new UpperConfidence(1, 3)],
  ["mellowmax", new Mellowmax(5, 3)],
];

describe("exploration", () => {
  it("by ε-greedy gives ε / n to all and the rest to the best, shared by ties", () => {
    const exploration = new EpsilonGreedy(constant(0.3), 10);
    expect(probabilitiesOf(exploration, rowOf([1, 2, 2]))).toEqual([0.3 / 3, 0.1 + 0.35, 0.1 + 0.35]);
    expect(probabilitiesOf(exploration, rowOf([1, 2, 2], Uint8Array.of(1, 0, 1)))).toEqual([0.15, 0, 0.85]);
  });

  it("by Boltzmann at τ = 0.5 follows the softmax of the values", () => {
    const [first, second, third] = probabilitiesOf(new Boltzmann(constant(0.5), SETUP), rowOf(VALUES));
    expect(first).toBeCloseTo(0.2693075, 7);
    expect(second).toBeCloseTo(0.40175958, 8);
    expect(third).toBeCloseTo(0.32893292, 8);
  });

  it("by Boltzmann survives values whose exponentials would overflow", () => {
    const row = rowOf([-1e5, 1e5, 1e5 - 1]);
    const [first, second, third] = probabilitiesOf(new Boltzmann(constant(0.5), SETUP), row);
    expect(first).toBe(0);
    expect((third ?? 0) / (second ?? 0)).toBeCloseTo(Math.exp(-2), 12);
  });

  it("by UCB takes untried actions first, then the highest bound: 0.6 + √(ln 20 / 7) beats 0.7 + √(ln 20 / 10)", () => {
    const ucb = new UpperConfidence(1, 3);
    expect(probabilitiesOf(ucb, rowOf([0.5, 0.7, 0.6], undefined, [10, 3, 0]))).toEqual([0, 0, 1]);
    expect(probabilitiesOf(ucb, rowOf([0.5, 0.7, 0.6], undefined, [10, 3, 7]))).toEqual([0, 1, 0]);
    expect(probabilitiesOf(ucb, rowOf([0.5, 0.7, 0.6], undefined, [3, 10, 7]))).toEqual([1, 0, 0]);
    expect(probabilitiesOf(ucb, rowOf([0.5, 0.7, 0.6], Uint8Array.of(1, 0, 1), [10, 3, 7]))).toEqual([
      0, 0, 1,
    ]);
  });

  it("by mellowmax has the mellowmax as its expected value", () => {
    expect(mellowmax(VALUES, 5)).toBeCloseTo(0.6163314764, 10);
    const probabilities = probabilitiesOf(new Mellowmax(5, 3), rowOf(VALUES));
    const mean = probabilities.reduce(
      (sum, probability, action) => sum + probability * (VALUES[action] ?? 0),
      0,
    );
    expect(mean).toBeCloseTo(mellowmax(VALUES, 5), 10);
    expect(probabilitiesOf(new Mellowmax(5, 3), rowOf([2, 2, 2]))).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it.each(EXPLORATIONS)(
    "by %s gives probabilities over the mask that sum to 1, and draws by them",
    (_, exploration) => {
      const values = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 });
      const masks = fc.constantFrom(Uint8Array.of(1, 1, 1), Uint8Array.of(0, 1, 1), Uint8Array.of(0, 0, 1));
      const property = fc.property(values, masks, fc.nat(), (given, mask, seed) => {
        const row = rowOf(given, mask);
        const probabilities = probabilitiesOf(exploration, row);
        expect(probabilities.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
        for (const [action, allowed] of mask.entries())
          if (allowed === 0) expect(probabilities[action]).toBe(0);
        const { action, propensity } = exploration.choose(row, createRng(seed));
        expect(propensity).toBeCloseTo(probabilities[action] ?? 0, 12);
        expect(propensity).toBeGreaterThan(0);
      });
      fc.assert(property, { numRuns: 50 });
    },
  );

  it.each(EXPLORATIONS)("by %s draws each action as often as it says", (_, exploration) => {
    const rng = createRng(3);
    const row = rowOf([0.5, 0.5, 0.3]);
    const expected = probabilitiesOf(exploration, row);
    const draws = 20_000;
    const counts = [0, 0, 0];
    for (let draw = 0; draw < draws; draw += 1) {
      const { action } = exploration.choose(row, rng);
      counts[action] = (counts[action] ?? 0) + 1;
    }
    for (const [action, probability] of expected.entries()) {
      expect(Math.abs((counts[action] ?? 0) / draws - probability)).toBeLessThan(0.015);
    }
  });
});
