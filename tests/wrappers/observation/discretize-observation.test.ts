import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ObservationWrapper } from "../../../src/core/observation-wrapper.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { DiscretizeObservation } from "../../../src/wrappers/observation/discretize-observation.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { BoxWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "DiscretizeObservation",
  wrap: (inner) => new DiscretizeObservation(new BoxWalk(inner), { bins: [5, 3] }),
  once: true,
});

class Boxed extends ObservationWrapper<number, readonly number[], number> {
  readonly observationSpace: Box;

  constructor(space: Box) {
    super(new WalkEnv(), {});
    this.observationSpace = space;
  }

  protected override observe(): readonly number[] {
    return this.observationSpace.low;
  }
}

const grid = (box: Box, bins: number | readonly number[]): DiscretizeObservation<number> =>
  new DiscretizeObservation(new Boxed(box), { bins });

describe("a discretized observation", () => {
  it("numbers the cells, the last entry changing fastest; edges belong to the upper bin but for the last", () => {
    const env = grid(new Box([0, -1], [4, 1]), [4, 2]);
    expect(env.observationSpace.n).toBe(8);
    expect(
      [
        [0, -1],
        [0, 0],
        [1, -1],
        [3.9, 0.2],
        [4, 1],
      ].map((each) => env.binOf(each)),
    ).toEqual([0, 1, 2, 7, 7]);
    expect(env.observationOf(0)).toEqual([0.5, -0.5]);
    expect(env.observationOf(7)).toEqual([3.5, 0.5]);
    expect(env.reset().observation).toBe(0);
  });

  it("is the cell of its own middle", () => {
    const bound = fc.double({ min: -1e300, max: 1e300, noNaN: true });
    const entry = fc.record({ a: bound, b: bound, bins: fc.integer({ min: 1, max: 9 }) });
    const property = fc.property(fc.array(entry, { minLength: 1, maxLength: 3 }), (entries) => {
      fc.pre(
        entries.every(
          ({ a, b }) => a === b || Math.abs(a - b) > 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-290),
        ),
      );
      const low = entries.map(({ a, b }) => Math.min(a, b));
      const high = entries.map(({ a, b }) => Math.max(a, b));
      const env = grid(
        new Box(low, high),
        entries.map(({ bins }) => bins),
      );
      for (const cell of env.observationSpace.enumerate()) {
        const middle = env.observationOf(cell);
        const isFixed = entries.some(({ a, b, bins }) => a === b && bins > 1);
        if (!isFixed) expect(env.binOf(middle)).toBe(cell);
        expect(env.observationSpace.contains(env.binOf(middle))).toBe(true);
      }
    });
    fc.assert(property, { numRuns: 50 });
  });

  it("takes the widest box and an entry that is fixed", () => {
    const widest = grid(new Box([-Number.MAX_VALUE, 5], [Number.MAX_VALUE, 5]), 2);
    expect(
      [
        [-1e300, 5],
        [1, 5],
      ].map((each) => widest.binOf(each)),
    ).toEqual([0, 2]);
  });

  it("takes the narrowest box", () => {
    const env = grid(new Box(0, Number.MIN_VALUE), 2);
    expect([env.binOf([0]), env.binOf([Number.MIN_VALUE])]).toEqual([0, 1]);
  });

  it("is refused without bounds, with bins that do not fit and with too many cells", () => {
    expect(() => grid(new Box(0, Number.POSITIVE_INFINITY), 3)).toThrowError("finite bounds");
    expect(() => grid(new Box(0, 1), [2, 2])).toThrowError("`bins` to be a number or 1 numbers");
    expect(() => grid(new Box(0, 1), 0.5)).toThrowError("bins");
    expect(() => grid(new Box(0, 1, { shape: [60] }), 2)).toThrowError("2^53");
    expect(() => grid(new Box(0, 1), 2).binOf([2])).toThrowError("Expected an observation in");
    expect(() => grid(new Box(0, 1), 2).observationOf(2)).toThrowError(
      "Expected a cell of Discrete(2), got 2.",
    );
    // @ts-expect-error: a walk observes no list of numbers.
    expect(() => new DiscretizeObservation(new WalkEnv(), { bins: 2 })).toThrowError("FlattenObservation");
  });
});
