import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BetaBeliefs } from "../../../src/agents/bandits/beta-beliefs.ts";
import { type Bell, GaussianBeliefs } from "../../../src/agents/bandits/gaussian-beliefs.ts";
import { integrate } from "../../../src/agents/bandits/quadrature.ts";
import { normalCumulative } from "../../../src/agents/bandits/special-functions.ts";
import { type Beliefs, ThompsonSampling } from "../../../src/agents/bandits/thompson-sampling.ts";
import { Row } from "../../../src/agents/row.ts";
import { ValueTable } from "../../../src/agents/value-table.ts";
import { fullMask, type Mask } from "../../../src/core/mask.ts";
import { createRng } from "../../../src/core/random.ts";

type Shape = readonly [number, number];

function beta(...shapes: readonly Shape[]): Beliefs {
  return new BetaBeliefs(shapes.length, (_, arm) => shapes[arm] ?? [1, 1]);
}

function bells(...given: readonly Bell[]): Beliefs {
  return new GaussianBeliefs(given.length, (_, arm, bell) => Object.assign(bell, given[arm]));
}

const normal = (location: number, scale: number): Bell => ({
  ...{ location, scale },
  degrees: Number.POSITIVE_INFINITY,
});

/** Probabilities that each arm's draw is the largest. */
function shares(beliefs: Beliefs, arms: number, mask: Mask = fullMask(arms)): number[] {
  const row = new Row(new ValueTable({ actionCount: arms, initialValue: 0 }));
  row.read(0, mask);
  const probabilities = new Float64Array(arms);
  new ThompsonSampling(beliefs).writeProbabilities(row, probabilities);
  return [...probabilities];
}

function expectNear(got: readonly number[], expected: readonly number[], digits = 7): void {
  expect(got.length).toBe(expected.length);
  for (const [arm, share] of got.entries()) expect(share).toBeCloseTo(expected[arm] ?? Number.NaN, digits);
}

describe("integrate", () => {
  it("integrates a step that lies anywhere", () => {
    const step = (x: number): number => (x > 0.123456 ? 1 : 0);
    expect(integrate(step, { low: 0, high: 1, tolerance: 1e-10 })).toBeCloseTo(1 - 0.123456, 7);
    expect(integrate(Math.exp, { low: -1, high: 2, tolerance: 1e-8 })).toBeCloseTo(
      Math.E ** 2 - 1 / Math.E,
      13,
    );
  });
});

describe("the propensity of Thompson sampling", () => {
  it("is 2/3 for Beta(2, 1) against Beta(1, 1): the mean of the first", () => {
    expectNear(shares(beta([2, 1], [1, 1]), 2), [2 / 3, 1 / 3]);
  });

  it("is ∫ x · x · 2x = ½ for Beta(2, 1) against two of Beta(1, 1), ∫ x · x² = ¼ for each of those", () => {
    expectNear(shares(beta([1, 1], [2, 1], [1, 1]), 3), [1 / 4, 1 / 2, 1 / 4]);
  });

  it("leaves out what the mask does", () => {
    expectNear(shares(beta([1, 1], [900, 1], [2, 1]), 3, Uint8Array.of(1, 0, 1)), [1 / 3, 0, 2 / 3]);
    expect(shares(beta([1, 1], [2, 1]), 2, Uint8Array.of(0, 1))).toEqual([0, 1]);
  });

  it("resolves one sharp distribution against a flat one: P(uniform > Beta(a, b)) = b / (a + b)", () => {
    expectNear(shares(beta([1, 1], [50_000, 30_000]), 2), [3 / 8, 5 / 8], 7);
    expectNear(shares(beta([1, 1], [5, 3000]), 2), [3000 / 3005, 5 / 3005], 7);
  });

  it("is Φ(distance / spread) for two normal distributions", () => {
    const share = normalCumulative((0.3 - 0.1) / Math.hypot(0.2, 0.05));
    expectNear(shares(bells(normal(0.3, 0.2), normal(0.1, 0.05)), 2), [share, 1 - share]);
  });

  it("is ½ + atan(distance / sum of scales) / π for two Cauchy distributions", () => {
    const share = 0.5 + Math.atan(2 / 1.5) / Math.PI;
    const [first, second] = [
      { location: 3, scale: 1, degrees: 1 },
      { location: 1, scale: 0.5, degrees: 1 },
    ];
    expectNear(shares(bells(first, second), 2), [share, 1 - share]);
  });

  it("sees a sharp step wherever it lies", () => {
    for (let location = -0.2; location < 0.2; location += 0.0025) {
      const sharp = { location, scale: 1e-5, degrees: 40 };
      const below = normalCumulative(location);
      expectNear(shares(bells(normal(0, 1), sharp), 2), [1 - below, below], 5);
    }
  });

  it("adds up to 1 where several sharp distributions lie in the middle of a wide one", () => {
    const sharp = { location: 0, scale: 0.001 };
    const wide = { location: 0, scale: 0.6129899925753877, degrees: 1 };
    const given = [wide, ...[2, 1, 40].map((degrees) => ({ ...sharp, degrees }))];
    const sum = shares(bells(...given), given.length).reduce((total, share) => total + share);
    expect(sum).toBeCloseTo(1, 6);
  });

  it("adds up to 1 over the arms, whatever is believed", () => {
    const shape = fc.double({ min: 0.5, max: 3000, noNaN: true });
    const shapes = fc.array(fc.tuple(shape, shape), { minLength: 2, maxLength: 5 });
    const betas = fc.property(shapes, (given) => {
      const sum = shares(beta(...given), given.length).reduce((total, share) => total + share);
      expect(sum).toBeCloseTo(1, 5);
    });
    fc.assert(betas, { numRuns: 40 });
    const bell = fc.record({
      location: fc.double({ min: -2, max: 2, noNaN: true }),
      scale: fc.double({ min: 0.001, max: 2, noNaN: true }),
      degrees: fc.constantFrom(1, 2, 5, 40, 1000, Number.POSITIVE_INFINITY),
    });
    const students = fc.property(fc.array(bell, { minLength: 2, maxLength: 5 }), (given) => {
      const sum = shares(bells(...given), given.length).reduce((total, share) => total + share);
      expect(sum).toBeCloseTo(1, 5);
    });
    fc.assert(students, { numRuns: 40 });
  });

  it("is how often an arm is drawn", () => {
    const row = new Row(new ValueTable({ actionCount: 3, initialValue: 0 }));
    row.read(0, fullMask(3));
    const rng = createRng(2);
    for (const beliefs of [
      beta([3, 2], [9, 9], [1, 1]),
      bells(normal(0, 1), normal(1, 0.3), { location: 0.5, scale: 1, degrees: 3 }),
    ]) {
      const thompson = new ThompsonSampling(beliefs);
      const expected = shares(beliefs, 3);
      const counts = [0, 0, 0];
      for (let draw = 0; draw < 4000; draw += 1) {
        const { action, propensity } = thompson.choose(row, rng);
        counts[action] = (counts[action] ?? 0) + 1;
        expect(propensity).toBe(expected[action]);
      }
      for (const [arm, count] of counts.entries()) {
        expect(Math.abs(count / 4000 - (expected[arm] ?? 0))).toBeLessThan(0.032); // four standard errors
      }
    }
  });
});
