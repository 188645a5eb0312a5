import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson, toJson } from "../../../src/openenv/client/text.ts";

describe("parseJson", () => {
  it("reads the numbers that Python writes and JSON does not know as null", () => {
    expect(parseJson('{"a":NaN,"b":[Infinity,-Infinity],"c":-1}')).toEqual({
      a: null,
      b: [null, null],
      c: -1,
    });
  });

  it("leaves the same words alone inside texts", () => {
    const text = String.raw`{"x":"to \"Infinity\" NaN \\","y":NaN}`;
    expect(parseJson(text)).toEqual({ x: 'to "Infinity" NaN \\', y: null });
  });

  it("reads whatever JSON.stringify writes, with one number replaced", () => {
    const property = fc.property(fc.jsonValue(), (value) => {
      const text = `{"bad":NaN,"value":${JSON.stringify(value)}}`;
      expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify({ bad: null, value }));
    });
    fc.assert(property);
  });

  it("shows the beginning of what is no JSON at all", () => {
    expect(() => parseJson("<html>")).toThrow('Expected JSON, got "<html>".');
    expect(() => parseJson(`<${"a".repeat(500)}`)).toThrow(/…\.$/);
  });
});

describe("toJson", () => {
  it("refuses numbers that JSON has no form for, and names the field", () => {
    expect(() => toJson({ data: { amount: Number.NaN } })).toThrow(
      "Expected `amount` to be a finite number, got NaN.",
    );
  });

  it("refuses what is no JSON", () => {
    expect(() => toJson({ a: 1n })).toThrow("Expected a value that can be written as JSON.");
  });
});
