import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closestName, refuseUnknownKeys, unknownName } from "../../src/core/names.ts";

const NAMES = ["q-learning", "expected-sarsa", "dyna-q", "linucb"];

describe("closestName", () => {
  it.each([
    ["q-lerning", "q-learning"],
    ["Q-Learning", "q-learning"],
    ["expected_sarsa", "expected-sarsa"],
    ["dyna", "dyna-q"],
    ["lin", "linucb"],
    ["LinUBC", "linucb"],
    ["dyan-q", "dyna-q"],
  ])("takes %s for %s", (typed, meant) => {
    expect(closestName(typed, NAMES)).toBe(meant);
  });

  it.each(["", "heuristic", "li", "zzzzzzzz"])("has no guess for %j", (typed) => {
    expect(closestName(typed, NAMES)).toBeUndefined();
  });

  it("finds the name itself among any names", () => {
    const property = fc.property(
      fc.uniqueArray(fc.stringMatching(/^[a-z-]{1,12}$/), { minLength: 1 }),
      (names) => {
        for (const name of names) expect(closestName(name, names)).toBe(name);
      },
    );
    fc.assert(property);
  });

  it("forgives one edit in a name of four letters or more", () => {
    const property = fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), (name, at) => {
      const index = at % name.length;
      expect(closestName(`${name.slice(0, index)}#${name.slice(index + 1)}`, [name])).toBe(name);
    });
    fc.assert(property);
  });
});

describe("unknownName", () => {
  it("says what was wrong, what is allowed and what was meant", () => {
    const error = unknownName("agent", "q-lerning", NAMES);
    expect(error.code).toBe("UNKNOWN_NAME");
    expect(error.message).toBe(
      'Unknown agent "q-lerning". Did you mean "q-learning"? Allowed: q-learning, expected-sarsa, dyna-q, linucb.',
    );
  });

  it("guesses nothing where nothing is near", () => {
    expect(unknownName("agent", "heuristic", []).message).toBe('Unknown agent "heuristic". Allowed: none.');
  });
});

describe("refuseUnknownKeys", () => {
  it("passes known keys", () => {
    expect(() => refuseUnknownKeys("option", { mask: 1 }, ["mask", "seed"])).not.toThrow();
    expect(() => refuseUnknownKeys("option", {}, [])).not.toThrow();
  });

  it.each([null, 3, "mask", [1]])("refuses %j, which is no record", (options) => {
    expect(() => refuseUnknownKeys("option", options as object, ["mask", "seed"])).toThrowError(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: `Expected a record (option: mask, seed), got ${JSON.stringify(options)}.`,
      }),
    );
  });

  it("names the first unknown key, even if its value is undefined", () => {
    const options = { mask: 1, sed: undefined };
    expect(() => refuseUnknownKeys("option", options, ["mask", "seed"])).toThrowError(
      expect.objectContaining({
        code: "UNKNOWN_OPTION",
        message: 'Unknown option "sed". Did you mean "seed"? Allowed: mask, seed.',
      }),
    );
  });
});
