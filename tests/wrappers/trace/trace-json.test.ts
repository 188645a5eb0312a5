import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  maskText,
  parseTraceJson,
  traceJson,
  withSortedKeys,
} from "../../../src/wrappers/trace/trace-json.ts";

const VALUES = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.string(),
    fc.double(),
    fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e21, 5e-324),
    fc.float64Array(),
    fc.uint8Array(),
    fc.array(tie("value")),
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => !key.startsWith("$")),
      tie("value"),
    ),
  ),
})).value;

describe("the JSON of a trace", () => {
  it("reads back exactly", () => {
    fc.assert(
      fc.property(VALUES, (value) => {
        expect(parseTraceJson(traceJson(value))).toEqual(value);
      }),
    );
  });

  it("is one line of JSON that everybody reads", () => {
    const line = traceJson({ a: -0, b: Number.NaN, c: Int32Array.of(1, -2), d: undefined, e: "two\nlines" });
    expect(line).toBe(
      '{"a":-0.0,"b":{"$number":"NaN"},"c":{"$array":"Int32Array","values":[1,-2]},"e":"two\\nlines"}',
    );
    expect(() => JSON.parse(line)).not.toThrow();
  });

  it("writes a mask as the list of its numbers, whatever they are", () => {
    const sizes = { minLength: 0, maxLength: 40 };
    const masks = fc.oneof(...[1, 2, 255].map((max) => fc.uint8Array({ ...sizes, max })));
    fc.assert(fc.property(masks, (mask) => maskText(mask) === JSON.stringify([...mask])));
  });

  it("reads back more names than it remembers, and long ones", () => {
    const names = Array.from({ length: 3000 }, (_, index) => `"${index}"${"x".repeat(index % 100)}`);
    for (const _again of [1, 2]) expect(JSON.parse(traceJson(names))).toEqual(names);
  });

  it.each([
    [() => 1, "function"],
    [1n, "bigint 1n"],
    [new Map(), "Map"],
    [new Date(0), "Date"],
    [Symbol("s"), "symbol Symbol(s)"],
  ])("cannot hold %s", (value, kind) => {
    const write = (): string => traceJson({ deep: [value] });
    expect(write).toThrowError(`Expected plain data and typed arrays to write to a trace, got ${kind}`);
  });

  it("has the same text for records that differ in order", () => {
    const [first, second] = [
      { b: [{ y: 1, x: 2 }], a: 1 },
      { a: 1, b: [{ x: 2, y: 1 }] },
    ];
    expect(traceJson(withSortedKeys(first))).toBe(traceJson(withSortedKeys(second)));
    expect(traceJson(withSortedKeys(first))).toBe('{"a":1,"b":[{"x":2,"y":1}]}');
  });
});
