import { describe, expect, expectTypeOf, it } from "vitest";
import type { Space } from "../../../src/core/space.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { OneOf } from "../../../src/core/spaces/one-of.ts";
import { Sequence, type SequenceMask } from "../../../src/core/spaces/sequence.ts";
import { Text } from "../../../src/core/spaces/text.ts";
import { Tuple } from "../../../src/core/spaces/tuple.ts";

const draws = <Value>(space: Space<Value>, count = 20): Value[] =>
  Array.from({ length: count }, () => space.sample());
const maskError = (message: string) => expect.objectContaining({ code: "EMPTY_MASK", message });
const only = (value: number): Uint8Array => Uint8Array.from([0, 1, 2], (each) => Number(each === value));
const three = new Discrete(3);

describe("seeding by label", () => {
  it("leaves the other parts of a Dict as they were when a key is added", () => {
    const small = draws(new Dict({ b: new Discrete(100), d: new Text(5) }, { seed: 7 }));
    const large = draws(
      new Dict({ a: new Box(0, 1), b: new Discrete(100), c: new Discrete(9), d: new Text(5) }, { seed: 7 }),
    );
    expect(large.map(({ b, d }) => ({ b, d }))).toEqual(small);
  });

  it("leaves the other parts of a Tuple as they were when a part is added", () => {
    const small = draws(new Tuple([new Discrete(100), new Text(5)], { seed: 7 }));
    const large = draws(new Tuple([new Discrete(100), new Text(5), new Discrete(9)], { seed: 7 }));
    expect(large.map(([first, second]) => [first, second])).toEqual(small);
  });

  it("gives equal parts draws of their own, even where one space was passed twice", () => {
    const pairs = draws(new Dict({ a: three, b: three }), 200);
    expect(new Set(pairs.map(({ a, b }) => `${a}${b}`)).size).toBe(9);
  });

  it("leaves the spaces that were passed alone", () => {
    const own = new Discrete(100, { seed: 3 });
    const expected = draws(new Discrete(100, { seed: 3 }));
    new Tuple([own], { seed: 9 }).sample();
    expect(draws(own)).toEqual(expected);
  });

  it("refuses what is no seed", () => {
    expect(() => new Dict({ a: three }).seed(-1)).toThrowError(/^Expected `seed` to be an integer/);
  });
});

describe("static types", () => {
  const dict = new Dict({
    queue: new Discrete(3),
    note: new Text(5),
    both: new Tuple([three, new Box(0, 1)]),
  });

  it("infers the record of a Dict, the list of a Tuple and the pairs of a OneOf", () => {
    type Both = readonly [number, readonly number[]];
    expectTypeOf(dict.sample()).toEqualTypeOf<{
      readonly queue: number;
      readonly note: string;
      readonly both: Both;
    }>();
    const oneOf = new OneOf([new Discrete(2), new Text(3)]);
    expectTypeOf(oneOf.sample()).toEqualTypeOf<readonly [0, number] | readonly [1, string]>();
    expectTypeOf(new Sequence(new Text(3)).sample()).toEqualTypeOf<readonly string[]>();
    expectTypeOf(dict).toExtend<Space<unknown>>();
  });

  it("narrows what is contained", () => {
    const value: unknown = { queue: 1, note: "a", both: [0, [0.5]] };
    if (!dict.contains(value)) throw new Error("Expected a member.");
    expectTypeOf(value.queue).toEqualTypeOf<number>();
    expect(value.queue).toBe(1);
  });
});

describe("a Dict", () => {
  const dict = new Dict({ b: new Discrete(3), a: new Discrete(3) });

  it("prints and lists its keys sorted, whatever order they were given in", () => {
    expect(String(dict)).toBe("Dict(a: Discrete(3), b: Discrete(3))");
    expect(dict.equals(new Dict({ a: three, b: three }))).toBe(true);
    expect([...dict.enumerate()].slice(0, 4)).toEqual([
      { a: 0, b: 0 },
      { a: 0, b: 1 },
      { a: 0, b: 2 },
      { a: 1, b: 0 },
    ]);
  });

  it.each([[{ a: 0 }], [{ a: 0, b: 0, c: 0 }], [{ a: 0, c: 0 }], [[0, 0]], [{ a: 0, b: 3 }]])(
    "does not contain %j",
    (value) => expect(dict.contains(value)).toBe(false),
  );

  it("hands each part its own mask and probability", () => {
    expect(dict.sample({ a: only(2), b: only(1) })).toEqual({ a: 2, b: 1 });
    expect(dict.sample({ a: undefined, b: only(1) }).b).toBe(1);
    expect(dict.sample(undefined, { a: [0, 1, 0], b: [0, 0, 1] })).toEqual({ a: 1, b: 2 });
  });

  it("refuses masks with other keys and names the part whose mask allows nothing", () => {
    expect(() => dict.sample({ a: only(1) })).toThrowError(
      expect.objectContaining({
        code: "EMPTY_MASK",
        message: expect.stringMatching(
          /^Expected `Dict\(a: .*\) mask` to have the keys of the space, got \{"a"/,
        ),
      }),
    );
    expect(() => dict.sample({ a: only(1), b: new Uint8Array(3) })).toThrowError(
      maskError("Expected `Discrete(3) mask` to allow at least one of 3 actions, got none."),
    );
    expect(() => dict.sample(undefined, { a: [1, 0, 0] })).toThrowError(/probability` to have the keys/);
    expect(() => dict.sample({}, {})).toThrowError(`Expected a mask or a probability for ${dict}, got both.`);
  });
});

describe("a Tuple", () => {
  const tuple = new Tuple([three, new Discrete(3)]);

  it("hands each part its own mask and probability", () => {
    expect(tuple.sample([only(2), only(0)])).toEqual([2, 0]);
    expect(tuple.sample(undefined, [[1, 0, 0], undefined])[0]).toBe(0);
  });

  it("refuses lists of another length", () => {
    expect(() => tuple.sample([only(2)])).toThrowError(
      /^Expected `Tuple\(.*\) mask` to be a list of 2 masks/,
    );
    expect(() => tuple.sample(undefined, [])).toThrowError(/probability` to be a list of 2 probabilities/);
    expect(() => new Tuple(three as unknown as Discrete[])).toThrowError(/^Expected `spaces` to be a list/);
  });

  it("equals only tuples of equal parts", () => {
    expect(tuple.equals(new Tuple([three, three]))).toBe(true);
    expect(tuple.equals(new Tuple([three]))).toBe(false);
    expect(tuple.equals(new OneOf([three, three]))).toBe(false);
    expect(tuple.equals("Tuple")).toBe(false);
  });
});

describe("a OneOf", () => {
  const oneOf = new OneOf([three, new Discrete(2)]);

  it("has the values of all options, each with its index", () => {
    expect([...oneOf.enumerate()]).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
    ]);
    for (const other of [[0, 3], [1, 2], [2, 0], [-1, 0], [0.5, 0], ["0", 0], [0], [0, 0, 0]]) {
      expect(oneOf.contains(other)).toBe(false);
    }
  });

  it("draws every option, or only those that the mask leaves", () => {
    expect(new Set(draws(oneOf, 100).map(([option]) => option))).toEqual(new Set([0, 1]));
    const drawn = Array.from({ length: 50 }, () => oneOf.sample([only(1), false]));
    expect(new Set(drawn.map(String))).toEqual(new Set(["0,1"]));
    expect(() => oneOf.sample([false, false])).toThrowError(
      maskError("Expected `OneOf(Discrete(3), Discrete(2)) mask` to allow an option, got none."),
    );
  });

  it("needs an option", () => {
    expect(() => new OneOf([])).toThrowError("Expected `spaces` to be at least one space, got [].");
  });
});

describe("a Sequence", () => {
  const sequence = new Sequence(three);

  it("contains lists of any length, and samples of mean length 4 are never empty", () => {
    expect(sequence.contains([])).toBe(true);
    expect(sequence.contains([0, 3])).toBe(false);
    const lengths = draws(sequence, 4000).map((value) => value.length);
    expect(Math.min(...lengths)).toBe(1);
    expect(lengths.reduce((sum, length) => sum + length, 0) / 4000).toBeCloseTo(4, 0);
  });

  it("takes lengths and what restricts its elements", () => {
    expect(sequence.sample({ length: 3, element: only(1) })).toEqual([1, 1, 1]);
    expect(sequence.sample(undefined, { length: [2], element: [0, 0, 1] })).toEqual([2, 2]);
    const lengths = new Set(Array.from({ length: 50 }, () => sequence.sample({ length: [0, 2] }).length));
    expect(lengths).toEqual(new Set([0, 2]));
  });

  it.each<[object]>([
    [{ length: -1 }],
    [{ length: [] }],
    [{ size: 1 }],
    [{ element: new Uint8Array(3), length: 1 }],
  ])("refuses the mask %j", (mask) => {
    expect(() => sequence.sample(mask as SequenceMask)).toThrowError(
      expect.objectContaining({ code: "EMPTY_MASK" }),
    );
  });

  it("has no vectors, nor has what holds one", () => {
    expect(() => new Dict({ history: sequence }).flattening()).toThrowError(
      expect.objectContaining({
        code: "UNSUPPORTED",
        message: "Expected a space with vectors of fixed length, got Sequence(Discrete(3)).",
      }),
    );
    expect(() => sequence.sample(undefined, { length: 0.5 })).toThrowError(/^Expected `Sequence.*length`/);
  });
});

describe("what is no space", () => {
  const parts = (value: unknown) => value as Space<unknown>;

  it.each([
    ["a Dict", () => new Dict({ a: parts(3) }), 'Expected a space at "a", got 3.'],
    [
      "a Dict of nothing",
      () => new Dict(null as never),
      "Expected `spaces` to be a record of spaces, got null.",
    ],
    ["a Tuple", () => new Tuple([three, parts({})]), "Expected a space at 1, got {}."],
    ["a OneOf", () => new OneOf([parts(undefined)]), "Expected a space at 0, got undefined."],
    ["a Sequence", () => new Sequence(parts("text")), 'Expected a space at "element", got "text".'],
  ])("is refused as a part of %s", (_, make, message) => {
    expect(make).toThrowError(expect.objectContaining({ code: "INVALID_ARGUMENT", message }));
  });
});

describe("a malformed mask of a part", () => {
  const empty = new Uint8Array(3);

  it("is an error of a OneOf whichever option is drawn", () => {
    const space = new OneOf([three, new Text(2), new Box(0, 1)]);
    for (let draw = 0; draw < 20; draw += 1) {
      expect(() => space.sample([empty, undefined, undefined])).toThrowError(
        maskError("Expected `Discrete(3) mask` to allow at least one of 3 actions, got none."),
      );
    }
  });

  it("is an error of a Sequence of no elements", () => {
    expect(() => new Sequence(three).sample({ length: 0, element: empty })).toThrowError(
      maskError("Expected `Discrete(3) mask` to allow at least one of 3 actions, got none."),
    );
  });
});
