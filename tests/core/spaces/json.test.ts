import { describe, expect, it } from "vitest";
import type { Space } from "../../../src/core/space.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { flatdim } from "../../../src/core/spaces/flatten.ts";
import { spaceFromJSON } from "../../../src/core/spaces/json.ts";
import { spaceFromJSONSchema } from "../../../src/core/spaces/json-schema.ts";

describe("spaceFromJSON", () => {
  it.each([
    [null, "Expected `space` to be a record, got null."],
    [{ type: "Graph" }, /^Expected the `type` of a space to be one of Discrete, .*, got "Graph"\.$/],
    [{ type: "constructor" }, /^Expected the `type` of a space/],
    [{ type: "Discrete", n: 2, size: 2 }, 'Expected a "Discrete" space with n, start, labels, got "size".'],
    [{ type: "Discrete", n: "2" }, 'Expected `n` to be an integer >= 1, got "2".'],
    [{ type: "Discrete", n: 1, labels: [1] }, "Expected `labels` to be texts, got [1]."],
    [{ type: "MultiDiscrete" }, "Expected `nvec` to be a list of integers >= 1, got undefined."],
    [{ type: "MultiBinary" }, "Expected `shape` to be a list of integers >= 1, got undefined."],
    [{ type: "Box", low: 0, high: [1] }, "Expected `bounds` to be a list, got 0."],
    [
      { type: "Text", maxLength: 1, minLength: 1, charset: 1 },
      /^Expected `charset` to be distinct characters/,
    ],
    [{ type: "Dict", spaces: [] }, "Expected `spaces` to be a record, got []."],
    [{ type: "Tuple", spaces: [{ type: "Discrete", n: 0 }] }, "Expected `n` to be an integer >= 1, got 0."],
  ])("refuses %j", (json, message) => {
    expect(() => spaceFromJSON(json)).toThrowError(message);
    expect(() => spaceFromJSON(json)).toThrowError(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  });
});

describe("spaceFromJSONSchema", () => {
  it.each([
    [{ type: "integer" }, /^Expected the `title` of a schema to be one of Discrete, .*, got undefined\.$/],
    [{ title: "Discrete", type: "integer" }, "Expected `n` to be an integer >= 1, got NaN."],
    [{ title: "Text", pattern: "a+" }, 'Expected `pattern` to be `^[…]*$`, got "a+".'],
    [{ title: "OneOf", oneOf: 1 }, "Expected `oneOf` to be a list, got 1."],
  ])("refuses %j", (schema, message) => {
    expect(() => spaceFromJSONSchema(schema)).toThrowError(message);
    expect(() => spaceFromJSONSchema(schema)).toThrowError(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  });
});

describe("a space of another making", () => {
  const bare: Space<number> = {
    size: 1,
    sample: () => 0,
    contains: (value): value is number => value === 0,
    seed: () => undefined,
    toString: () => "Bare",
    toJSON: () => ({ type: "Bare" }),
  };

  it("may be a part, and what it cannot do is refused by name", () => {
    const dict = new Dict({ bare, two: new Discrete(2) });
    expect(dict.spaces.bare).toBe(bare);
    expect(dict.contains(dict.sample())).toBe(true);
    const refusal = (ability: string) =>
      expect.objectContaining({
        code: "UNSUPPORTED",
        message: `Expected a space with ${ability}, got Bare.`,
      });
    expect(() => flatdim(dict)).toThrowError(refusal("vectors of fixed length"));
    expect(() => dict.toJSONSchema()).toThrowError(refusal("a JSON Schema"));
    expect(() => [...dict.enumerate()]).toThrowError(refusal("a list of its values"));
  });
});
