import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/mask.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { flatten, flattenSpace, unflatten } from "../../../src/core/spaces/flatten.ts";
import { MultiBinary } from "../../../src/core/spaces/multi-binary.ts";
import { MultiDiscrete } from "../../../src/core/spaces/multi-discrete.ts";
import { Text, type TextMask } from "../../../src/core/spaces/text.ts";
import { Tuple } from "../../../src/core/spaces/tuple.ts";

const times = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const maskError = (message: string) => expect.objectContaining({ code: "EMPTY_MASK", message });

describe("Discrete", () => {
  it("counts from its start", () => {
    const space = new Discrete(3, { start: -1, labels: ["down", "stay", "up"] });
    expect([...space.enumerate()]).toEqual([-1, 0, 1]);
    expect([space.contains(-1), space.contains(2)]).toEqual([true, false]);
    expect([space.label(1), space.indexOf("down")]).toEqual(["up", -1]);
    expect(space.sample(Uint8Array.of(0, 0, 1))).toBe(1);
    expect(String(space)).toBe("Discrete(3, start -1)");
    expect(() => new Discrete(2, { start: 0.5 })).toThrowError(/^Expected `start` to be an integer/);
  });

  it("draws values as often as their probabilities say", () => {
    const space = new Discrete(3, { seed: 1 });
    const drawn = times(4000, () => space.sample(undefined, [0.2, 0, 0.8]));
    expect(drawn).not.toContain(1);
    expect(mean(drawn)).toBeCloseTo(1.6, 1);
    expect(space.sample(undefined, Float32Array.of(0, 1 - 1e-7, 0))).toBe(1);
  });

  it.each([
    [[1, 0], "Expected `Discrete(3) probability` to have 3 numbers, got 2."],
    [[0.5, 0.6, -0.1], "Expected `Discrete(3) probability[2]` in [0, 1], got -0.1."],
    [[Number.NaN, 0.5, 0.5], "Expected `Discrete(3) probability[0]` in [0, 1], got NaN."],
    [[0.5, 0.25, 0.25 + 1e-5], "Expected `Discrete(3) probability` to add up to 1, got 1.00001."],
  ])("refuses the probabilities %j", (probability, message) => {
    expect(() => new Discrete(3).sample(undefined, probability)).toThrowError(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message }),
    );
  });

  it("refuses a mask beside a probability, and what is no list", () => {
    expect(() => new Discrete(1).sample(Uint8Array.of(1), [1])).toThrowError(
      "Expected a mask or a probability for Discrete(1), got both.",
    );
    expect(() => new Discrete(1).sample(null as unknown as Mask)).toThrowError(
      maskError("Expected `Discrete(1) mask` to be a list of 0 and 1, got null."),
    );
  });

  it("equals a space with the same values and labels", () => {
    expect(new Discrete(2, { seed: 1 }).equals(new Discrete(2, { seed: 2 }))).toBe(true);
    expect(new Discrete(2).equals(new Discrete(2, { start: 1 }))).toBe(false);
    expect(new Discrete(2).equals(new Discrete(2, { labels: ["a", "b"] }))).toBe(false);
    expect(new Discrete(2).equals({ type: "Discrete", n: 2 })).toBe(false);
  });
});

describe("MultiDiscrete", () => {
  const space = new MultiDiscrete([2, 3], { start: [0, 5] });

  it("has a range at each place", () => {
    expect(space.size).toBe(6);
    expect(space.contains([1, 7])).toBe(true);
    for (const other of [[2, 5], [0, 4], [0, 5, 0], [0], [0.5, 5], "05"])
      expect(space.contains(other)).toBe(false);
    expect(flatten(space, [1, 5])).toEqual(Float64Array.of(0, 1, 1, 0, 0));
    expect(String(space)).toBe("MultiDiscrete([2, 3], start [0, 5])");
  });

  it("takes a mask or a probability for each place", () => {
    expect(space.sample([Uint8Array.of(0, 1), Uint8Array.of(0, 0, 1)])).toEqual([1, 7]);
    expect(space.sample(undefined, [undefined, [0, 1, 0]])[1]).toBe(6);
    expect(() => space.sample([Uint8Array.of(0, 1), new Uint8Array(3)])).toThrowError(
      maskError(`Expected \`${space} place 1 mask\` to allow at least one of 3 actions, got none.`),
    );
    expect(() => space.sample([])).toThrowError(
      maskError(`Expected \`${space} mask\` to be a list of 2 masks, got [].`),
    );
  });

  it("refuses ranges that are none", () => {
    expect(() => new MultiDiscrete([])).toThrowError(
      "Expected `nvec` to be a list of integers >= 1, got [].",
    );
    expect(() => new MultiDiscrete([2, 0])).toThrowError(
      "Expected `nvec` to be a list of integers >= 1, got [2,0].",
    );
    expect(() => new MultiDiscrete([2], { start: [] })).toThrowError(
      "Expected `start` to be 1 integers, got [].",
    );
  });
});

describe("MultiBinary", () => {
  const space = new MultiBinary([2, 2]);

  it("contains bits and nothing else", () => {
    expect(space.contains([0, 1, 1, 0])).toBe(true);
    for (const other of [[0, 1, 2, 0], [0, 1, 1], [true, 1, 1, 0], new Array(4), 3])
      expect(space.contains(other)).toBe(false);
    expect([...new MultiBinary(2).enumerate()]).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  it("keeps the bits that a mask gives and draws those it leaves free", () => {
    const drawn = times(60, () => space.sample([0, 1, 2, 2]));
    expect(new Set(drawn.map(String))).toEqual(new Set(["0,1,0,0", "0,1,0,1", "0,1,1,0", "0,1,1,1"]));
    expect(space.sample(undefined, [1, 0, 1, 0])).toEqual([1, 0, 1, 0]);
    expect(mean(times(2000, () => space.sample(undefined, [0.9, 0, 0, 0])[0] ?? 0))).toBeCloseTo(0.9, 1);
  });

  it("refuses masks, probabilities and shapes that do not fit", () => {
    expect(() => space.sample([0, 3, 0, 0])).toThrowError(
      maskError("Expected `MultiBinary([2, 2]) mask[1]` to be 0, 1 or 2, got 3."),
    );
    expect(() => space.sample([0])).toThrowError(
      maskError("Expected `MultiBinary([2, 2]) mask` to have 4 entries, got 1."),
    );
    expect(() => space.sample(undefined, [2, 0, 0, 0])).toThrowError(/probability\[0\]` in \[0, 1\], got 2/);
    expect(() => new MultiBinary(0)).toThrowError("Expected `shape` to be a list of integers >= 1, got [0].");
    expect(() => new MultiBinary([10_000, 100_000])).toThrowError(/^Expected `shape` to have at most/);
  });
});

describe("Box", () => {
  const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

  it("contains finite numbers between its bounds, both included", () => {
    const box = new Box([0, -infinity], 1);
    expect([box.contains([0, 1]), box.contains([1, -1e300])]).toEqual([true, true]);
    for (const other of [[nan, 0], [0, nan], [0, -infinity], [2, 0], [0], new Array(2), ["0", 0]])
      expect(box.contains(other)).toBe(false);
    expect([box.isBounded("above"), box.isBounded("below"), box.isBounded()]).toEqual([true, false, false]);
    expect(String(box)).toBe("Box([0, -Infinity], 1, [2])");
  });

  it("draws uniformly, exponentially or normally, as its bounds allow", () => {
    const box = new Box([2, 2, -infinity, -infinity], [4, infinity, 2, infinity], { seed: 1 });
    const drawn = times(4000, () => box.sample());
    const means = [0, 1, 2, 3].map((entry) => mean(drawn.map((value) => value[entry] ?? nan)));
    for (const [entry, expected] of [3, 3, 1, 0].entries()) expect(means[entry]).toBeCloseTo(expected, 0);
    expect(new Box(-Number.MAX_VALUE, Number.MAX_VALUE).sample().every(Number.isFinite)).toBe(true);
  });

  it("has one value where every entry is fixed", () => {
    const box = new Box([1, 2], [1, 2]);
    expect([box.size, ...box.enumerate()]).toEqual([1, [1, 2]]);
    expect(new Box(0, 1).shape).toEqual([1]);
    expect(() => new Box(0, 1).enumerate()).toThrowError(
      "Expected a finite space to enumerate, got Box(0, 1, [1]).",
    );
  });

  it("refuses bounds and shapes that do not fit, and masks", () => {
    expect(() => new Box(nan, 1)).toThrowError("Expected `low` to be a number or 1 numbers, got NaN.");
    expect(() => new Box([0, 2], [1, 1])).toThrowError(
      /^Expected `low\[1\]` <= `high\[1\]`.*, got 2 and 1\.$/,
    );
    expect(() => new Box(infinity, infinity)).toThrowError(/with a finite number between/);
    expect(() => new Box([0, 0], 1, { shape: [3] })).toThrowError(
      /^Expected `low` to be a number or 3 numbers/,
    );
    expect(() => new Box(0, 1).sample([1])).toThrowError(
      maskError("Expected no mask for Box(0, 1, [1]), got [1]."),
    );
    expect(() => new Box(0, 1).sample(undefined, [1])).toThrowError(/^Expected no probability/);
  });
});

describe("Text", () => {
  const space = new Text(3, { minLength: 0, charset: "a😀" });

  it("contains texts of its characters, counted as code points", () => {
    expect([space.contains(""), space.contains("😀a😀"), space.size]).toEqual([true, true, 15]);
    for (const other of ["aaaa", "b", "\ud83d", 1, ["a"]]) expect(space.contains(other)).toBe(false);
    expect(flatten(space, "😀a")).toEqual(Float64Array.of(1, 0, 2));
  });

  it("takes a length and characters", () => {
    expect(space.sample({ length: 2, charset: Uint8Array.of(0, 1) })).toBe("😀😀");
    expect(space.sample(undefined, { length: 3, charset: [1, 0] })).toBe("aaa");
    expect(space.sample({ charset: new Uint8Array(2) })).toBe("");
  });

  it.each<[TextMask]>([
    [{ length: 4 }],
    [{ length: 1.5 }],
    [{ length: 1, charset: new Uint8Array(2) }],
    [{ charset: new Uint8Array(3) }],
    [{ characters: 1 } as TextMask],
    [null as unknown as TextMask],
  ])("refuses the mask %j", (mask) => {
    expect(() => space.sample(mask)).toThrowError(expect.objectContaining({ code: "EMPTY_MASK" }));
  });

  it("has no empty text to fall back on where one character is the least", () => {
    expect(() => new Text(3, { charset: "ab" }).sample({ charset: new Uint8Array(2) })).toThrowError(
      maskError('Expected `Text(1..3, "ab") mask.charset` to allow at least one of 2 actions, got none.'),
    );
    expect(() => space.sample(undefined, { length: 9 })).toThrowError(/probability.length` to be an integer/);
  });

  it("refuses lengths and characters that do not fit", () => {
    expect(() => new Text(-1)).toThrowError("Expected `maxLength` to be an integer >= 0, got -1.");
    expect(() => new Text(2, { minLength: 3 })).toThrowError(
      "Expected `minLength` to be an integer in [0, 2], got 3.",
    );
    expect(() => new Text(2, { charset: "aba" })).toThrowError(
      'Expected `charset` to be distinct characters, got "aba".',
    );
    expect(() => new Text(2, { charset: "\ud83d" })).toThrowError(/half a surrogate pair/);
  });
});

describe("vectors", () => {
  const pair = new Tuple([new Discrete(2), new Text(2, { charset: "a" })]);

  it("stand for members only", () => {
    expect(unflatten(pair, Float64Array.of(0, 1, 0, 1))).toEqual([1, "a"]);
    for (const wrong of [
      [1, 1, 0, 1],
      [0, 0, 0, 1],
      [0.5, 0, 0, 1],
      [0, 1, 1, 0],
      [0, 1, 7, 1],
      [0, 1, 1, 1],
    ])
      expect(() => unflatten(pair, Float64Array.from(wrong))).toThrowError(
        /^Expected a vector that stands for/,
      );
    expect(() => unflatten(pair, new Float64Array(3))).toThrowError(/^Expected a vector of 4 numbers/);
    expect(() => flatten(new Discrete(2), 2)).toThrowError("Expected a value of Discrete(2), got 2.");
  });

  it("are refused where they would be endless or empty", () => {
    expect(() => flatten(new Discrete(2 ** 40), 0)).toThrowError(
      /^Expected vectors of at most 100000000 numbers/,
    );
    expect(() => flattenSpace(new Tuple([]))).toThrowError("Expected vectors of length >= 1, got Tuple().");
  });
});
