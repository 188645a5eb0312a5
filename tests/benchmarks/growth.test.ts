import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentOf } from "../../benchmarks/growth/growth.ts";
import { growthOf } from "../../benchmarks/growth/measure.ts";
import { plotGrowth } from "../../benchmarks/growth/plot.ts";

const SIZES = [1, 10, 100, 1000];

describe("the exponent of a growth", () => {
  it("is the power of the size that the cost follows, whatever the factor", () => {
    const power = fc.double({ min: 0, max: 3, noNaN: true });
    const factor = fc.double({ min: 1e-6, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(power, factor, (k, a) => {
        const points = SIZES.map((size) => ({ size, seconds: a * size ** k }));
        expect(exponentOf(points)).toBeCloseTo(k, 9);
      }),
    );
  });

  it("is the slope of least squares where the points lie on no line", () => {
    // log10: x 0 1 2, y 0 2 1; covariance 1/3, variance 2/3.
    const points = [
      { size: 1, seconds: 1 },
      { size: 10, seconds: 100 },
      { size: 100, seconds: 10 },
    ];
    expect(exponentOf(points)).toBeCloseTo(0.5, 12);
  });

  it("passes 1.1 where a hundredth of a quadratic cost joins a linear one, and not where a fixed cost does", () => {
    const exponent = (cost: (size: number) => number) =>
      exponentOf(SIZES.map((size) => ({ size, seconds: cost(size) })));
    expect(exponent((size) => size + size ** 2 / 100)).toBeGreaterThan(1.1);
    expect(exponent((size) => 5 + size)).toBeLessThan(1.1);
  });
});

describe("growth that is measured", () => {
  it("has a median for each size and a spread of exponents, without the first round", async () => {
    const asked: number[] = [];
    const cost = async (size: number) => {
      const round = Math.floor(asked.push(size) / SIZES.length - 1e-9);
      return round === 0 ? 1 : size * round;
    };
    const work = { name: "costExponent", unit: "units", sizes: SIZES, cost };
    const { spreads, growth } = await growthOf(work, 3);
    expect(asked).toEqual([...SIZES, ...SIZES.toReversed(), ...SIZES, ...SIZES.toReversed()]);
    expect(spreads["costExponent"]?.median).toBeCloseTo(1, 12);
    expect(growth).toEqual({
      costExponent: { unit: "units", points: SIZES.map((size) => ({ size, seconds: 2 * size })) },
    });
  });
});

describe("the drawing of a growth", () => {
  it("is a straight line from corner to corner for a linear cost, three rows a decade", () => {
    const points = SIZES.map((size) => ({ size, seconds: size / 1000 }));
    const [first = "", ...rest] = plotGrowth({ unit: "seeds", points }).split("\n");
    expect(first).toMatch(/^ +1 s ┤ +[╭─]+$/);
    expect(rest[8]).toMatch(/^ +1 ms ┼─+╯$/);
    expect(rest.slice(9)).toEqual([
      expect.stringMatching(/^ +└─+$/),
      expect.stringMatching(/^ +1 +1,000 seeds$/),
      "",
      "seeds: 1 in 1 ms, 10 in 10 ms, 100 in 100 ms, 1,000 in 1 s",
    ]);
    const columns = [first, ...rest.slice(0, 9)].map((line) => line.search(/[╭╯]/));
    expect(columns).toEqual([...columns].sort((a, b) => b - a));
  });

  it("is flat for a cost that does not grow", () => {
    const points = [1, 100].map((size) => ({ size, seconds: 5e-5 }));
    const [first, second] = plotGrowth({ unit: "seeds", points }).split("\n");
    expect(first).toMatch(/^ +50 µs ┼─+$/);
    expect(second).toMatch(/^ +└─+$/);
  });
});
