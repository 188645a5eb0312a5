import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betaCumulative,
  logBeta,
  logGamma,
  normalCumulative,
  StudentDistribution,
} from "../../../src/agents/bandits/special-functions.ts";

function incompleteBeta(x: number, a: number, b: number): number {
  const point = { x, y: 1 - x, logX: Math.log(x), logY: Math.log1p(-x) };
  return betaCumulative({ a, b, logBeta: logBeta(a, b) }, point);
}

function student(t: number, degrees: number): number {
  const distribution = new StudentDistribution();
  distribution.set(degrees);
  return distribution.cumulative(t);
}

/** P(Bin(a + b − 1, x) ≥ a), which is I_x(a, b) for whole a and b. */
function binomialTail(x: number, a: number, b: number): number {
  const trials = a + b - 1;
  let sum = 0;
  for (let wins = a; wins <= trials; wins += 1) {
    let term = x ** wins * (1 - x) ** (trials - wins);
    for (let k = 1; k <= wins; k += 1) term *= (trials - wins + k) / k;
    sum += term;
  }
  return sum;
}

describe("logGamma", () => {
  it("is ln √π at ½, ln 9! at 10 and 0 at 1 and 2", () => {
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13);
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 12);
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(2)).toBeCloseTo(0, 13);
  });

  it("grows by ln x from x to x + 1", () => {
    const property = fc.property(fc.double({ min: 0.5, max: 1e5, noNaN: true }), (x) => {
      const error = logGamma(x + 1) - logGamma(x) - Math.log(x);
      expect(Math.abs(error)).toBeLessThan(1e-13 * Math.max(10, Math.abs(logGamma(x + 1))));
    });
    fc.assert(property);
  });
});

describe("betaCumulative", () => {
  it.each([
    [0.3, 2, 3, 0.3483], // 6x² − 8x³ + 3x⁴ = 0.54 − 0.216 + 0.0243
    [0.3, 1, 1, 0.3],
    [0.25, 0.5, 0.5, 1 / 3], // 2 / π · asin √x = 2 / π · π / 6
    [0.5, 700, 700, 0.5],
    [0.9, 1, 20, 1],
    [0.2, 3, 1, 0.008],
  ])("gives I_%d(%d, %d) = %d", (x, a, b, expected) => {
    expect(incompleteBeta(x, a, b)).toBeCloseTo(expected, 11);
  });

  it("is the tail of a binomial distribution for whole shapes", () => {
    const whole = fc.integer({ min: 1, max: 40 });
    const property = fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      whole,
      whole,
      (x, a, b) => {
        expect(incompleteBeta(x, a, b)).toBeCloseTo(binomialTail(x, a, b), 11);
      },
    );
    fc.assert(property);
  });

  it("rises from 0 to 1 and mirrors: I_x(a, b) = 1 − I_1−x(b, a)", () => {
    const shape = fc.double({ min: 0.5, max: 5000, noNaN: true });
    const unit = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    const property = fc.property(unit, shape, shape, (x, a, b) => {
      const value = incompleteBeta(x, a, b);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1 + 1e-12);
      expect(value).toBeCloseTo(1 - incompleteBeta(1 - x, b, a), 10);
    });
    fc.assert(property);
  });
});

describe("Student's t", () => {
  it("is the Cauchy distribution for one degree of freedom and algebraic for two", () => {
    for (const t of [-30, -2, -0.1, 0, 0.7, 5]) {
      expect(student(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
      expect(student(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 12);
    }
  });

  it("has the quantiles of the tables", () => {
    expect(student(2.228138852, 10)).toBeCloseTo(0.975, 9);
    expect(student(1.697260887, 30)).toBeCloseTo(0.95, 9);
    expect(student(-2.75, 30)).toBeCloseTo(0.005, 5);
  });

  it("is nearly normal for many degrees of freedom, and never leaves [0, 1]", () => {
    for (const t of [-50, -3, -1, 0, 2, 50]) expect(student(t, 1e6)).toBeCloseTo(normalCumulative(t), 6);
    expect([student(-1e9, 40), student(1e9, 40)]).toEqual([0, 1]);
  });

  it("has a density that is the slope of its distribution function", () => {
    const distribution = new StudentDistribution();
    distribution.set(3.7);
    for (const t of [-4, -1, 0, 0.3, 2.5]) {
      const slope = (distribution.cumulative(t + 1e-5) - distribution.cumulative(t - 1e-5)) / 2e-5;
      expect(distribution.density(t)).toBeCloseTo(slope, 8);
    }
  });
});

describe("normalCumulative", () => {
  it.each([
    [0, 0.5],
    [1.96, 0.9750021048517795],
    [-1, 0.15865525393145707],
    [-6, 9.865876450377e-10],
    [-9, 0],
    [9, 1],
  ])("at %d is %d", (z, expected) => {
    expect(Math.abs(normalCumulative(z) - expected)).toBeLessThan(2e-15);
  });
});
