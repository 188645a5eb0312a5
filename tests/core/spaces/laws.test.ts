import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Space } from "../../../src/core/space.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { flatdim, flatten, flattenSpace, unflatten } from "../../../src/core/spaces/flatten.ts";
import { spaceFromJSON } from "../../../src/core/spaces/json.ts";
import { spaceFromJSONSchema } from "../../../src/core/spaces/json-schema.ts";
import { MultiBinary } from "../../../src/core/spaces/multi-binary.ts";
import { MultiDiscrete } from "../../../src/core/spaces/multi-discrete.ts";
import { OneOf } from "../../../src/core/spaces/one-of.ts";
import { Sequence } from "../../../src/core/spaces/sequence.ts";
import { Text } from "../../../src/core/spaces/text.ts";
import { Tuple } from "../../../src/core/spaces/tuple.ts";

type Spaces = fc.Arbitrary<Space<unknown>>;

const starts = fc.integer({ min: -5, max: 5 });
const count = fc.integer({ min: 1, max: 4 });
const discrete: Spaces = fc.tuple(count, starts, fc.boolean()).map(([n, start, isNamed]) => {
  const labels = Array.from({ length: n }, (_, index) => `name ${index}`);
  return new Discrete(n, isNamed ? { start, labels } : { start });
});
const multiDiscrete: Spaces = fc.array(fc.tuple(count, starts), { minLength: 1, maxLength: 3 }).map(
  (places) =>
    new MultiDiscrete(
      places.map(([n]) => n),
      { start: places.map(([, start]) => start) },
    ),
);
const multiBinary: Spaces = fc
  .array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 })
  .map((shape) => new MultiBinary(shape));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const interval = fc
  .tuple(finite, finite, fc.constantFrom("both", "below", "above", "none"))
  .map(([a, b, bounded]): [number, number] => [
    bounded === "both" || bounded === "below" ? Math.min(a, b) : Number.NEGATIVE_INFINITY,
    bounded === "both" || bounded === "above" ? Math.max(a, b) : Number.POSITIVE_INFINITY,
  ]);
const box: Spaces = fc.array(interval, { minLength: 1, maxLength: 4 }).map(
  (sides) =>
    new Box(
      sides.map(([low]) => low),
      sides.map(([, high]) => high),
      { shape: [1, sides.length] },
    ),
);
const text: Spaces = fc
  .tuple(
    fc.uniqueArray(fc.string({ unit: "binary", minLength: 1, maxLength: 1 }), { minLength: 1, maxLength: 4 }),
    fc.nat(2),
    fc.nat(2),
  )
  .map(([charset, minLength, more]) => new Text(minLength + more, { minLength, charset: charset.join("") }));
const keys = fc.oneof(fc.constantFrom("a", "__proto__", "10", "9", "constructor"), fc.string());

const simple: Record<string, Spaces> = { discrete, multiDiscrete, multiBinary, box, text };
const nested = (part: Spaces): Record<string, Spaces> => ({
  dict: fc.dictionary(keys, part, { maxKeys: 3, noNullPrototype: true }).map((spaces) => new Dict(spaces)),
  tuple: fc.array(part, { maxLength: 3 }).map((spaces) => new Tuple(spaces)),
  oneOf: fc.array(part, { minLength: 1, maxLength: 3 }).map((spaces) => new OneOf(spaces)),
});
const leaf = fc.oneof(...Object.values(simple));
const inner = fc.oneof(leaf, ...Object.values(nested(leaf)));
const flat: Record<string, Spaces> = { ...simple, ...nested(inner) };
const sequence: Spaces = inner.map((space) => new Sequence(space));
const all: Record<string, Spaces> = { ...flat, sequence };

const draws = (space: Space<unknown>, seed: number): unknown[] => {
  space.seed(seed);
  return Array.from({ length: 5 }, () => space.sample());
};
const check = (spaces: Spaces, law: (space: Space<unknown>, seed: number) => void): void =>
  fc.assert(
    fc.property(spaces, fc.nat(), (space, seed) => {
      law(space, seed);
    }),
    { numRuns: 60 },
  );

describe.each(Object.entries(all))("every %s space", (_, spaces) => {
  it("contains what it samples, also after a way through JSON", () => {
    check(spaces, (space, seed) => {
      for (const value of draws(space, seed)) {
        expect(space.contains(value)).toBe(true);
        expect(space.contains(JSON.parse(JSON.stringify(value)))).toBe(true);
      }
    });
  });

  it.each([Number.NaN, null, undefined, {}, { length: 0 }, 1.5, -1e9, true, () => 1])(
    "does not contain %s, nor a list with a hole",
    (value) => {
      check(spaces, (space) => {
        const holdsEmptyRecord = space instanceof Dict && Object.keys(space.spaces).length === 0;
        if (!holdsEmptyRecord) expect(space.contains(value)).toBe(false);
        expect(space.contains(new Array(1))).toBe(false);
      });
    },
  );

  it("comes back equal from JSON and samples the same", () => {
    check(spaces, (space, seed) => {
      const again = spaceFromJSON(JSON.parse(JSON.stringify(space)));
      expect(again.equals?.(space)).toBe(true);
      expect(String(again)).toBe(String(space));
      expect(draws(again, seed)).toEqual(draws(space, seed));
    });
  });

  it("comes back equal from its JSON Schema", () => {
    check(spaces, (space) => {
      const schema = JSON.parse(JSON.stringify(space.toJSONSchema?.()));
      expect(spaceFromJSONSchema(schema).equals?.(space)).toBe(true);
    });
  });

  it("has copies that are equal and draw on their own", () => {
    check(spaces, (space, seed) => {
      const copy = space.copy?.() as Space<unknown>;
      const expected = draws(space, seed);
      space.seed(seed);
      draws(copy, seed + 1);
      expect(Array.from({ length: 5 }, () => space.sample())).toEqual(expected);
      expect(copy.equals?.(space)).toBe(true);
    });
  });

  it("prints one line", () => {
    check(spaces, (space) => expect(String(space)).toMatch(/^[A-Z]\w+\(.*\)$/));
  });
});

describe.each(Object.entries(flat))("every %s space", (_, spaces) => {
  it("flattens its values to vectors in a box and back exactly", () => {
    check(spaces, (space, seed) => {
      const dim = flatdim(space);
      for (const value of draws(space, seed)) {
        const vector = flatten(space, value);
        expect(vector).toHaveLength(dim);
        expect(unflatten(space, vector)).toEqual(value);
        if (dim > 0) expect(flattenSpace(space).contains(Array.from(vector))).toBe(true);
      }
    });
  });

  it("lists its values once each where it is finite, and refuses otherwise", () => {
    check(spaces, (space) => {
      if (space.size === Number.POSITIVE_INFINITY) {
        expect(() => space.enumerate?.()).toThrowError(expect.objectContaining({ code: "UNSUPPORTED" }));
        return;
      }
      if (space.size > 2000) return;
      const values = [...(space.enumerate?.() ?? [])];
      expect(values).toHaveLength(space.size);
      expect(new Set(values.map((value) => JSON.stringify(value))).size).toBe(space.size);
      expect(values.every((value) => space.contains(value))).toBe(true);
    });
  });
});

describe("the JSON Schema of a space", () => {
  const schemas: readonly [string, Space<unknown>, unknown][] = [
    ["Discrete", new Discrete(3, { start: 2 }), 1],
    ["MultiDiscrete", new MultiDiscrete([2, 3]), [0, 3]],
    ["MultiBinary", new MultiBinary(3), [0, 1, 2]],
    ["Box", new Box([0, -1], [1, Number.POSITIVE_INFINITY]), [2, 0]],
    ["Text", new Text(4, { charset: "ab-]^\\😀" }), "abc"],
    ["Dict", new Dict({ a: new Discrete(2) }), { a: 0, b: 0 }],
    ["Tuple", new Tuple([new Discrete(2), new Text(2)]), [0]],
    ["OneOf", new OneOf([new Discrete(2), new Text(2)]), [1, 0]],
    ["Sequence", new Sequence(new Discrete(2)), [0, 2]],
  ];

  it.each(schemas)("accepts the values of a %s and no others", (_, space, other) => {
    const schema = z.fromJSONSchema(space.toJSONSchema?.() as Parameters<typeof z.fromJSONSchema>[0]);
    for (const value of draws(space, 1)) expect(schema.safeParse(value).success).toBe(true);
    expect(space.contains(other)).toBe(false);
    expect(schema.safeParse(other).success).toBe(false);
  });
});
