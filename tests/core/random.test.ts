import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSeed, createRng, Rng, type RngState } from "../../src/core/random.ts";
import { CHI_SQUARE_999, chiSquareUniform, tally } from "../support/statistics.ts";

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const take = (rng: Rng, count = 5): number[] => Array.from({ length: count }, () => rng.next());

describe("a seed", () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("cannot be %d", (seed) => {
    expect(() => createRng(seed)).toThrowError(
      `Expected \`seed\` to be an integer in [0, 9007199254740991], got ${seed}.`,
    );
  });

  it.each([
    ["1", '"1"'],
    [true, "true"],
    [1n, "1n"],
    [null, "null"],
    [undefined, "undefined"],
    [{ a: 1 }, '{"a":1}'],
  ])("cannot be %s, which is no number", (seed, shown) => {
    expect(() => checkSeed(seed)).toThrowError(
      `Expected \`seed\` to be an integer in [0, 9007199254740991], got ${shown}.`,
    );
  });

  it("may be the largest integer that a number holds exactly", () => {
    expect(take(createRng(2 ** 53 - 1))).not.toEqual(take(createRng(2 ** 53 - 2)));
  });

  // Numbers of an independent implementation of Alea; changing them changes every published result.
  it("fixes the stream for good", () => {
    expect(take(createRng(0), 3)).toEqual([0.5945264333859086, 0.8065849216654897, 0.12979769078083336]);
    expect(take(createRng(0).fork("env"), 2)).toEqual([0.2306448519229889, 0.40752980997785926]);
  });
});

describe("draws", () => {
  it("are in [0, 1) and uniform", () => {
    const rng = createRng(3);
    const counts = tally(10, 20_000, () => Math.floor(rng.next() * 10));
    expect(counts).toHaveLength(10);
    expect(chiSquareUniform(counts)).toBeLessThan(CHI_SQUARE_999[9] ?? 0);
  });

  it("have 32 random bits, and 53 as doubles", () => {
    const rng = createRng(4);
    const isMultiple = (value: number, bits: number): boolean => Number.isInteger(value * 2 ** bits);
    const singles = Array.from({ length: 1_000 }, () => rng.next());
    const doubles = Array.from({ length: 1_000 }, () => rng.double());
    expect(singles.every((value) => isMultiple(value, 32))).toBe(true);
    expect(doubles.every((value) => value >= 0 && value < 1 && isMultiple(value, 53))).toBe(true);
    expect(doubles.filter((value) => isMultiple(value, 52)).length).toBeGreaterThan(400);
    expect(doubles.filter((value) => !isMultiple(value, 52)).length).toBeGreaterThan(400);
  });

  it("are integers below the count, uniformly", () => {
    const rng = createRng(5);
    expect(chiSquareUniform(tally(4, 8_000, () => rng.integer(4)))).toBeLessThan(CHI_SQUARE_999[3] ?? 0);
    expect(rng.integer(1)).toBe(0);
  });

  it("reach odd integers far above 2^32", () => {
    const rng = createRng(6);
    const draws = Array.from({ length: 200 }, () => rng.integer(2 ** 52));
    expect(draws.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
    expect(draws.filter((value) => value % 2 === 1).length).toBeGreaterThan(50);
  });
});

describe("fork", () => {
  it("does not depend on what was drawn before", () => {
    const property = fc.property(
      seeds,
      fc.string({ unit: "grapheme" }),
      fc.nat({ max: 20 }),
      (seed, label, drawn) => {
        const rng = createRng(seed);
        take(rng, drawn);
        expect(take(rng.fork(label))).toEqual(take(createRng(seed).fork(label)));
      },
    );
    fc.assert(property);
  });

  it("does not draw from the stream it leaves", () => {
    const rng = createRng(1);
    rng.fork("agent").next();
    expect(take(rng)).toEqual(take(createRng(1)));
  });

  it("gives different streams for different labels and seeds", () => {
    const labels = ["env", "agent", "eval", "bootstrap", "", "0", "1", "10", "Env"];
    const streams = [0, 1, 10].flatMap((seed) => labels.map((label) => createRng(seed).fork(label)));
    expect(new Set(streams.map((stream) => stream.next())).size).toBe(3 * labels.length);
  });

  it("keeps a label with a slash apart from two forks", () => {
    const rng = createRng(0);
    const draws = [rng.fork("a/b"), rng.fork("a").fork("b"), rng.fork("a%2Fb")].map((each) => each.next());
    expect(new Set(draws).size).toBe(3);
  });

  it("gives streams that are not correlated", () => {
    const rng = createRng(0);
    const pairs = 5_000;
    const [left, right] = [rng.fork("run/1"), rng.fork("run/2")];
    let covariance = 0;
    for (let i = 0; i < pairs; i += 1) covariance += (left.next() - 0.5) * (right.next() - 0.5);
    // The correlation of independent streams has standard deviation 1/√pairs; 1/12 is the variance of a draw.
    expect(Math.abs((covariance / pairs) * 12)).toBeLessThan(4 / Math.sqrt(pairs));
  });
});

describe("save and restore", () => {
  it("continue exactly, through JSON", () => {
    const property = fc.property(seeds, fc.nat({ max: 50 }), (seed, drawn) => {
      const rng = createRng(seed).fork("env");
      take(rng, drawn);
      const state = JSON.parse(JSON.stringify(rng.save())) as RngState;
      expect(take(Rng.fromState(state))).toEqual(take(rng));
    });
    fc.assert(property);
  });

  it("keep the name, so that later forks are the same", () => {
    const rng = createRng(1).fork("env");
    expect(take(Rng.fromState(rng.save()).fork("a"))).toEqual(take(rng.fork("a")));
    expect(rng.save().key).toBe("1/env");
  });

  it.each([
    null,
    {},
    { key: "0" },
    { key: 0, c: 1, s0: 0, s1: 0, s2: 0 },
    { key: "0", c: 1, s0: 0, s1: 0, s2: "0" },
  ])("refuse the state %j", (state) => {
    expect(() => Rng.fromState(state as RngState)).toThrowError(
      expect.objectContaining({ code: "BAD_SNAPSHOT" }),
    );
  });
});
