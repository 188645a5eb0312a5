import { describe, expect, it } from "vitest";
import { z } from "zod";
import { check, issue, summarize, within } from "../../../src/openenv/issues.ts";
import { ValidationError } from "../../../src/openenv/validation-error.ts";
import type { ValidationIssue } from "../../../src/openenv/wire.ts";

const schema = z.strictObject({
  word: z.enum(["one", "two"]),
  count: z.int().min(1).max(9).optional(),
  share: z.number().gt(0).lt(1).optional(),
  text: z.string().min(2).max(4).optional(),
  list: z.array(z.boolean()).min(1).max(2).optional(),
  inner: z.strictObject({ a: z.record(z.string(), z.unknown()) }).optional(),
  either: z.union([z.string(), z.literal(1)]).optional(),
});

function problems(input: unknown): readonly ValidationIssue[] {
  try {
    check(schema, input, "thing");
  } catch (error) {
    if (error instanceof ValidationError) return error.issues;
  }
  return [];
}

const one = (fields: object): Partial<ValidationIssue> | undefined => problems({ word: "one", ...fields })[0];

describe("the problems of an input", () => {
  it.each([
    [{ word: "three" }, { type: "literal_error", loc: ["word"], ctx: { expected: "one, two" } }],
    [{ word: undefined }, { type: "missing", loc: ["word"], msg: "Field required" }],
    [{ count: 0 }, { type: "greater_than_equal", loc: ["count"], ctx: { ge: 1 } }],
    [{ count: 10 }, { type: "less_than_equal", loc: ["count"], ctx: { le: 9 } }],
    [{ count: 1.5 }, { type: "int_type", msg: "Input should be an integer" }],
    [{ share: 0 }, { type: "greater_than", ctx: { gt: 0 } }],
    [{ share: 1 }, { type: "less_than", ctx: { lt: 1 }, msg: "Input should be less than 1" }],
    [{ share: "x" }, { type: "float_type", input: "x" }],
    [{ text: "a" }, { type: "string_too_short", ctx: { min_length: 2 } }],
    [{ text: "abcde" }, { type: "string_too_long", ctx: { max_length: 4 } }],
    [{ text: 5 }, { type: "string_type" }],
    [{ list: [] }, { type: "too_short", ctx: { min_length: 1 } }],
    [{ list: [true, true, true] }, { type: "too_long", ctx: { max_length: 2 } }],
    [{ list: [1] }, { type: "bool_type", loc: ["list", 0] }],
    [{ list: {} }, { type: "list_type" }],
    [{ inner: 3 }, { type: "dict_type", loc: ["inner"] }],
    [{ inner: { a: [] } }, { type: "dict_type", loc: ["inner", "a"] }],
    [{ inner: { a: {}, b: 1 } }, { type: "extra_forbidden", loc: ["inner", "b"], input: 1 }],
    [{ either: 2 }, { type: "value_error", loc: ["either"] }],
  ])("of %j are named as users of FastAPI know them", (fields, expected) => {
    expect(one(fields)).toMatchObject(expected);
  });

  it.each([[[]], ["text"], [3], [null]])("say that %j is no record at all", (input) => {
    expect(problems(input)).toMatchObject([{ type: "model_attributes_type", loc: [] }]);
  });

  it("are all in one list, and the first three in the message", () => {
    expect(() => check(schema, { a: 1, b: 2, c: 3, word: "x" }, "thing")).toThrow(
      "Invalid thing: word: Input should be one of one, two; a: Extra inputs are not permitted; b: Extra inputs are not permitted; and 1 more.",
    );
  });

  it("show short input whole, cut long text, and leave long records out", () => {
    const part = { type: "t", loc: [], msg: "m" };
    expect(issue(part, { a: 1 }).input).toEqual({ a: 1 });
    expect(issue(part, "x".repeat(500)).input).toBe("x".repeat(200));
    expect(issue(part, { a: "x".repeat(500) })).not.toHaveProperty("input");
    expect(
      issue(
        part,
        Array.from({ length: 300 }, () => 0),
      ),
    ).not.toHaveProperty("input");
  });

  it("stay short and on one line, however many and long the keys are", () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key ${index}`, 1]));
    expect(problems({ ...many, word: 1 })).toHaveLength(100);
    const [long] = problems({ word: "one", [`a\nb${"x".repeat(9000)}`]: 1 });
    expect(long?.loc.join("").length).toBe(200);
    expect(summarize("thing", long === undefined ? [] : [long])).toMatch(/^Invalid thing: a bx+: Extra/);
  });

  it("get a longer way from outside, and other errors pass", () => {
    const read = (): unknown => check(schema, {}, "thing");
    expect(() => within(["body", 1], read)).toThrow(
      expect.objectContaining({
        issues: [{ type: "missing", loc: ["body", 1, "word"], msg: "Field required" }],
      }),
    );
    expect(() =>
      within(["body"], () => {
        throw new RangeError("other");
      }),
    ).toThrow(RangeError);
  });

  it("make one line even where there is no place to name", () => {
    expect(summarize("thing", [{ type: "t", loc: [], msg: "No." }])).toBe("Invalid thing: No.");
  });
});
