import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonTextError, MAX_DEPTH, readJsonText } from "../../../src/openenv/json-text.ts";

const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

describe("readJsonText", () => {
  it("reads any JSON as JSON.parse does", () => {
    const property = fc.property(fc.json({ maxDepth: 8 }), (text) => {
      expect(readJsonText(text)).toEqual(JSON.parse(text));
    });
    fc.assert(property, { seed: 1 });
  });

  it("reads NaN and infinities as null, outside of texts alone", () => {
    expect(readJsonText('{"a":NaN,"NaN":[-Infinity,Infinity,-1],"b":"NaN \\" Infinity"}')).toEqual({
      a: null,
      ["NaN"]: [null, null, -1],
      b: 'NaN " Infinity',
    });
  });

  it.each(["", "{", "NaNNaN", "[NaN", '{"a":Infinityy}', '"NaN', "nan"])("refuses %j", (text) => {
    expect(() => readJsonText(text)).toThrow(JsonTextError);
  });

  it("says where the text stops to be JSON", () => {
    expect(() => readJsonText('{"a":1,}')).toThrow("Not JSON at character 7");
  });

  it(`reads ${MAX_DEPTH} levels and no more, whatever stands in texts`, () => {
    const padding = JSON.stringify("[{".repeat(200));
    expect(readJsonText(nested(MAX_DEPTH))).toBeDefined();
    expect(readJsonText(`[${padding},${nested(MAX_DEPTH - 1)}]`)).toBeDefined();
    expect(() => readJsonText(nested(MAX_DEPTH + 1))).toThrow("nested deeper than 64 levels");
    expect(() => readJsonText(`["\\"]",${nested(MAX_DEPTH)}]`)).toThrow("nested deeper than 64 levels");
  });

  it("takes time in proportion to the length of a text without an end", () => {
    // A scan that began anew at every quotation mark would need 10^11 steps here.
    expect(() => readJsonText(`NaN${'"\\'.repeat(300_000)}`)).toThrow(JsonTextError);
  });
});
