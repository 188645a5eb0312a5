import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Discrete, type DiscreteOptions } from "../../../src/core/spaces/discrete.ts";
import { CHI_SQUARE_999, chiSquareUniform, tally } from "../../support/statistics.ts";

describe("Discrete", () => {
  it.each([0, 1, 3])("contains %d of 4 values", (value) => {
    expect(new Discrete(4).contains(value)).toBe(true);
  });

  it.each([-1, 4, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "1", true, null, undefined, [1], 1n])(
    "does not contain %s",
    (value) => {
      expect(new Discrete(4).contains(value)).toBe(false);
    },
  );

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("cannot have %d values", (n) => {
    expect(() => new Discrete(n)).toThrowError(`Expected \`n\` to be an integer >= 1, got ${n}.`);
  });

  it("knows its size, prints itself and writes itself as JSON", () => {
    const space = new Discrete(2, { labels: ["wait", "submit"] });
    expect(space.size).toBe(2);
    expect(String(space)).toBe("Discrete(2)");
    expect(space.toJSON()).toEqual({ type: "Discrete", n: 2, labels: ["wait", "submit"] });
    expect(new Discrete(3).toJSON()).toEqual({ type: "Discrete", n: 3 });
  });
});

describe("labels", () => {
  const space = new Discrete(2, { labels: ["wait", "submit"] });

  it("name values in both directions", () => {
    expect(space.label(1)).toBe("submit");
    expect(space.indexOf("submit")).toBe(1);
  });

  it("are numbers where none were given", () => {
    expect(new Discrete(2).label(1)).toBe("1");
  });

  it("suggest what was meant", () => {
    expect(() => space.indexOf("submt")).toThrowError(
      'Unknown label "submt". Did you mean "submit"? Allowed: wait, submit.',
    );
    expect(() => new Discrete(2).indexOf("wait")).toThrowError('Unknown label "wait". Allowed: none.');
  });

  it.each([[["a"]], [["a", "a"]], [["a", "b", "c"]], [["a", "b", "b"]]])(
    "must be one distinct name for each value, unlike %j",
    (labels) => {
      expect(() => new Discrete(2, { labels })).toThrowError(/^Expected 2 distinct `labels`/);
    },
  );

  it("are a copy that cannot be changed", () => {
    const labels = ["wait", "submit"];
    const copied = new Discrete(2, { labels });
    labels[0] = "changed";
    expect(copied.label(0)).toBe("wait");
    expect(Object.isFrozen(copied.labels)).toBe(true);
  });
});

describe("sample", () => {
  it("draws only members", () => {
    const property = fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(), (n, seed) => {
      const space = new Discrete(n, { seed });
      expect(space.contains(space.sample())).toBe(true);
    });
    fc.assert(property);
  });

  it("is uniform over all values", () => {
    const space = new Discrete(5, { seed: 1 });
    expect(chiSquareUniform(tally(5, 10_000, () => space.sample()))).toBeLessThan(CHI_SQUARE_999[4] ?? 0);
  });

  it("is uniform over the allowed values and draws no other", () => {
    const space = new Discrete(6, { seed: 1 });
    const mask = Uint8Array.of(0, 1, 0, 1, 1, 0);
    const counts = tally(6, 9_000, () => space.sample(mask));
    expect([counts[0], counts[2], counts[5]]).toEqual([0, 0, 0]);
    expect(chiSquareUniform(counts.filter((count) => count > 0))).toBeLessThan(CHI_SQUARE_999[2] ?? 0);
  });

  it("draws an allowed value for every mask that allows one", () => {
    const masks = fc
      .array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 40 })
      .filter((each) => each.includes(1));
    const property = fc.property(masks, fc.nat(), (bits, seed) => {
      const space = new Discrete(bits.length, { seed });
      expect(bits[space.sample(Uint8Array.from(bits))]).toBe(1);
    });
    fc.assert(property);
  });

  it("repeats its draws for the same seed, given early or late", () => {
    const draws = (space: Discrete): number[] => Array.from({ length: 20 }, () => space.sample());
    const reseeded = new Discrete(100);
    const unseeded = draws(reseeded);
    reseeded.seed(9);
    expect(draws(reseeded)).toEqual(draws(new Discrete(100, { seed: 9 })));
    expect(unseeded).toEqual(draws(new Discrete(100, { seed: 0 })));
    expect(() => reseeded.seed(-1)).toThrowError(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });

  it.each([
    [[0, 0, 0], "Expected `Discrete(3) mask` to allow at least one of 3 actions, got none."],
    [[1, 1], "Expected `Discrete(3) mask` to have 3 entries, got 2."],
    [[1, 1, 1, 1], "Expected `Discrete(3) mask` to have 3 entries, got 4."],
    [[0, 2, 1], "Expected `Discrete(3) mask[1]` to be 0 or 1, got 2."],
  ])("refuses the mask %j", (bits, message) => {
    expect(() => new Discrete(3).sample(Uint8Array.from(bits))).toThrowError(
      expect.objectContaining({ code: "EMPTY_MASK", message }),
    );
  });

  it.each([
    [{ labels: [1, 2] }, "Expected `labels` to be a list of texts, got [1,2]."],
    [{ labels: "ab" }, 'Expected `labels` to be a list of texts, got "ab".'],
    [{ labels: ["a", "a"] }, "Expected 2 distinct `labels`, got 2, of which 1 distinct."],
    [
      { starts: 1 },
      'Unknown option of `Discrete` "starts". Did you mean "start"? Allowed: labels, start, seed.',
    ],
    [1, "Expected a record (option of `Discrete`: labels, start, seed), got 1."],
  ])("refuses the options %j", (options, message) => {
    expect(() => new Discrete(2, options as DiscreteOptions)).toThrowError(message);
  });
});
