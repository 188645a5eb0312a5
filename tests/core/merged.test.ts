import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withMasks } from "../../src/core/info-masks.ts";
import { merged } from "../../src/core/merged.ts";

const RECORDS = fc.dictionary(
  fc.string().filter((name) => name !== "__proto__"),
  fc.oneof(fc.integer(), fc.string(), fc.constant(undefined)),
);

describe("a merged record", () => {
  it("is what a spread of both gives, names in the same order", () => {
    fc.assert(
      fc.property(RECORDS, RECORDS, (record, fields) => {
        const spread = { ...record, ...fields };
        expect(Object.entries(merged(record, fields))).toEqual(Object.entries(spread));
      }),
    );
  });

  it("leaves both as they are, and is no longer frozen", () => {
    const [record, fields] = [Object.freeze({ a: 1 }), Object.freeze({ b: 2 })];
    const copy = merged(record, fields);
    expect([record, fields, copy]).toEqual([{ a: 1 }, { b: 2 }, { a: 1, b: 2 }]);
    expect(Object.isFrozen(copy)).toBe(false);
  });
});

describe("an info with other masks", () => {
  const [old, mask, other] = [Uint8Array.of(0, 1), Uint8Array.of(1, 0), Uint8Array.of(1, 1)];

  it("gets the masks that are given and keeps all else", () => {
    const info = { actionName: "a", actionMask: old, bootstrapMask: old };
    expect(withMasks(info, mask, other)).toEqual({
      actionName: "a",
      actionMask: mask,
      bootstrapMask: other,
    });
    expect(withMasks(info, mask, undefined).bootstrapMask).toBe(old);
    expect(withMasks(info, undefined, other).actionMask).toBe(old);
    expect(info.actionMask).toBe(old);
  });

  it("is the info itself where none is given", () => {
    const info = { actionName: "a" };
    expect(withMasks(info, undefined, undefined)).toBe(info);
  });
});
