import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMask, countAllowed, fullMask, nthAllowed } from "../../src/core/mask.ts";

const bits = fc.array(fc.constantFrom(0, 1), { maxLength: 30 });

describe("a mask", () => {
  it("allows everything when full", () => {
    expect([...fullMask(3)]).toEqual([1, 1, 1]);
  });

  it("counts its ones", () => {
    const property = fc.property(bits, (values) => {
      expect(countAllowed(Uint8Array.from(values))).toBe(values.filter((value) => value === 1).length);
    });
    fc.assert(property);
  });

  it("lists its ones in order of their rank", () => {
    const property = fc.property(bits, (values) => {
      const mask = Uint8Array.from(values);
      const listed = Array.from({ length: countAllowed(mask) }, (_, rank) => nthAllowed(mask, rank));
      expect(listed).toEqual([...values.keys()].filter((action) => values[action] === 1));
    });
    fc.assert(property);
  });

  it("has no action past its last one", () => {
    expect(() => nthAllowed(Uint8Array.of(0, 1), 1)).toThrowError(
      "Expected at least 2 allowed actions, got 1.",
    );
  });

  it("is named in the error when it is malformed", () => {
    expect(() => checkMask(Uint8Array.of(0), 1, "nextMask")).toThrowError(/`nextMask`/);
    expect(() => checkMask(Uint8Array.of(0, 1), 2)).not.toThrow();
  });

  it("cannot be frozen by JavaScript, which is why it is copied", () => {
    expect(() => Object.freeze(fullMask(1))).toThrowError(TypeError);
  });
});
