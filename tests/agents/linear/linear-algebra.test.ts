import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CholeskyFactor, dot } from "../../../src/agents/linear-algebra.ts";
import { InvalidArgumentError } from "../../../src/core/errors.ts";

/** [[4, 2, −2], [2, 10, 2], [−2, 2, 6]] = L · Lᵀ with L = [[2, 0, 0], [1, 3, 0], [−1, 1, 2]]. */
const MATRIX = [4, 2, -2, 2, 10, 2, -2, 2, 6];
const entry = fc.double({ min: -3, max: 3, noNaN: true });
const vector = fc.array(entry, { minLength: 4, maxLength: 4 });

/** A · v of a row-major matrix. */
function times(matrix: readonly number[], given: ArrayLike<number>): number[] {
  const { length } = given;
  return Array.from({ length }, (_, row) => dot(given, matrix.slice(row * length, (row + 1) * length)));
}

function expectNear(left: ArrayLike<number>, right: ArrayLike<number>, digits = 9): void {
  expect(left.length).toBe(right.length);
  for (const [index, value] of Array.from(left).entries())
    expect(value).toBeCloseTo(right[index] ?? 0, digits);
}

describe("a Cholesky factor", () => {
  it("is the one worked out by hand, column by column", () => {
    expect(CholeskyFactor.of(MATRIX, 3).save()).toEqual([2, 1, -1, 3, 1, 2]);
  });

  it("does not read what is above the diagonal", () => {
    expect(CholeskyFactor.of([4, 9, 9, 2, 10, 9, -2, 2, 6], 3).save()).toEqual([2, 1, -1, 3, 1, 2]);
  });

  it("solves L · y = v and A · x = v", () => {
    const factor = CholeskyFactor.of(MATRIX, 3);
    // y = (2 / 2, (7 − 1) / 3, (5 + 1 − 2) / 2) = (1, 2, 2)
    expect([...factor.solveLower([2, 7, 5], new Float64Array(3))]).toEqual([1, 2, 2]);
    expectNear(times(MATRIX, factor.solve([2, 7, 5], new Float64Array(3))), [2, 7, 5]);
  });

  it("solves in place", () => {
    const given = Float64Array.of(2, 7, 5);
    const solved = CholeskyFactor.of(MATRIX, 3).solve(given, given);
    expect(solved).toBe(given);
    expectNear(times(MATRIX, given), [2, 7, 5]);
  });

  it("has the quadratic form of the inverse: 1 + 4 + 4 for v = (2, 7, 5)", () => {
    expect(CholeskyFactor.of(MATRIX, 3).inverseForm([2, 7, 5])).toBe(9);
  });

  it("stays exact as outer products are added: it equals the factor of the sum", () => {
    fc.assert(
      fc.property(fc.array(vector, { minLength: 1, maxLength: 30 }), vector, (added, probe) => {
        const factor = CholeskyFactor.ofScaledIdentity(4, 0.5);
        const sum: number[] = Array.from({ length: 16 }, (_, index) => (index % 5 === 0 ? 0.5 : 0));
        for (const each of added) {
          factor.add(each);
          for (let index = 0; index < 16; index += 1) {
            sum[index] = (sum[index] ?? 0) + (each[Math.floor(index / 4)] ?? 0) * (each[index % 4] ?? 0);
          }
        }
        expectNear(factor.save(), CholeskyFactor.of(sum, 4).save(), 6);
        expectNear(times(sum, factor.solve(probe, new Float64Array(4))), probe, 6);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it("does not drift in 20,000 additions", () => {
    const factor = CholeskyFactor.ofScaledIdentity(3, 1);
    const sum = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    for (let step = 0; step < 20_000; step += 1) {
      const each = [1, (step % 7) - 3, step % 2];
      factor.add(each);
      for (let index = 0; index < 9; index += 1) {
        sum[index] = (sum[index] ?? 0) + (each[Math.floor(index / 3)] ?? 0) * (each[index % 3] ?? 0);
      }
    }
    for (const [index, exact] of CholeskyFactor.of(sum, 3).save().entries()) {
      expect((factor.save()[index] ?? 0) / exact).toBeCloseTo(1, 11);
    }
  });

  it("leaves the vectors that are added as they are", () => {
    const given = Float64Array.of(1, 2, 3);
    CholeskyFactor.of(MATRIX, 3).add(given);
    expect([...given]).toEqual([1, 2, 3]);
  });

  it("goes through a copy bit for bit", () => {
    const factor = CholeskyFactor.of(MATRIX, 3);
    factor.add([0.1, 0.2, 0.3]);
    expect(CholeskyFactor.load(3, factor.save()).save()).toEqual(factor.save());
  });

  it.each([
    ["indefinite", [1, 2, 2, 1], 2],
    ["singular", [1, 1, 1, 1], 2],
    ["not a number", [Number.NaN], 1],
  ])("refuses a matrix that is %s", (_, matrix, dimension) => {
    expect(() => CholeskyFactor.of(matrix, dimension)).toThrow(InvalidArgumentError);
  });

  it.each([
    ["too few numbers", [1, 0]],
    ["a diagonal of 0", [1, 0, 0]],
    ["a number that is not finite", [1, Number.NaN, 1]],
  ])("is not %s", (_, columns) => {
    expect(CholeskyFactor.isFactor([1, -2, 1], 2)).toBe(true);
    expect(CholeskyFactor.isFactor(columns, 2)).toBe(false);
  });
});
