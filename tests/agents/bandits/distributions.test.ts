import { describe, expect, it } from "vitest";
import { drawBeta, drawGamma, drawNormal, drawStudent } from "../../../src/agents/bandits/distributions.ts";
import {
  betaCumulative,
  logBeta,
  normalCumulative,
  StudentDistribution,
} from "../../../src/agents/bandits/special-functions.ts";
import { createRng, type Rng } from "../../../src/core/random.ts";

const DRAWS = 4000;
/** What the Kolmogorov–Smirnov statistic of a fair sample exceeds once in a thousand samples. */
const LIMIT = 1.95 / Math.sqrt(DRAWS);

/** Largest distance between the shares of a sample and a distribution function. */
function distance(draw: (rng: Rng) => number, cumulative: (x: number) => number): number {
  const rng = createRng(5);
  const sample = Array.from({ length: DRAWS }, () => draw(rng)).sort((a, b) => a - b);
  return Math.max(...sample.map((x, rank) => Math.abs((rank + 0.5) / DRAWS - cumulative(x))));
}

describe("draws", () => {
  it("of normals follow the normal distribution", () => {
    expect(distance(drawNormal, normalCumulative)).toBeLessThan(LIMIT);
  });

  it.each([
    [0.5, 0.5],
    [1, 1],
    [3, 0.7],
    [200, 120],
  ])("of Beta(%d, %d) follow it", (a, b) => {
    const shape = { a, b, logBeta: logBeta(a, b) };
    const cumulative = (x: number): number =>
      betaCumulative(shape, { x, y: 1 - x, logX: Math.log(x), logY: Math.log1p(-x) });
    expect(distance((rng) => drawBeta(a, b, rng), cumulative)).toBeLessThan(LIMIT);
  });

  it.each([1, 3, 50])("of Student's t with %d degrees of freedom follow it", (degrees) => {
    const distribution = new StudentDistribution();
    distribution.set(degrees);
    expect(
      distance(
        (rng) => drawStudent(degrees, rng),
        (t) => distribution.cumulative(t),
      ),
    ).toBeLessThan(LIMIT);
  });

  it("of Gamma(1) are exponential, and those of Gamma(½) are half squared normals", () => {
    expect(
      distance(
        (rng) => drawGamma(1, rng),
        (x) => 1 - Math.exp(-x),
      ),
    ).toBeLessThan(LIMIT);
    const halfSquare = (x: number): number => 2 * normalCumulative(Math.sqrt(2 * x)) - 1;
    expect(distance((rng) => drawGamma(0.5, rng), halfSquare)).toBeLessThan(LIMIT);
  });

  it("come in the order that is documented", () => {
    const [rng, twin] = [createRng(1), createRng(1)];
    const radius = Math.sqrt(-2 * Math.log(1 - twin.double()));
    expect(drawNormal(rng)).toBe(radius * Math.cos(2 * Math.PI * twin.double()));
    const successes = drawGamma(3, twin);
    expect(drawBeta(3, 2, rng)).toBe(successes / (successes + drawGamma(2, twin)));
    expect(rng.save()).toEqual(twin.save());
  });
});
