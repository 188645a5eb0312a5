import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EnvSpec } from "../../src/core/env-spec.ts";

describe("a spec as JSON", () => {
  it("is what an environment was made from", () => {
    const library = { toJSON: () => ({ name: "minimal", without: ["wait"] }) };
    const spec = new EnvSpec("Desk-v1", { mask: "once", library, tasks: [1, null], absent: undefined });
    expect(spec.toJSON()).toEqual({
      id: "Desk-v1",
      kwargs: { mask: "once", library: { name: "minimal", without: ["wait"] }, tasks: [1, null] },
    });
  });

  it("is empty where no option was given", () => {
    expect(new EnvSpec("Desk-v1").toJSON()).toEqual({ id: "Desk-v1", kwargs: {} });
  });

  it("survives JSON for all plain data", () => {
    const plain = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue());
    const property = fc.property(plain, (kwargs) => {
      const json = JSON.stringify(new EnvSpec("Desk-v1", kwargs));
      expect(JSON.parse(json)).toEqual({ id: "Desk-v1", kwargs: JSON.parse(JSON.stringify(kwargs)) });
    });
    fc.assert(property);
  });

  it.each([
    [{ reward: () => 0 }, "Desk-v1: option `reward` cannot be written as JSON (function)"],
    [{ deep: { list: [1, () => 0] } }, "Desk-v1: option `deep`.list[1] cannot be written as JSON (function)"],
    [{ scale: Number.NaN }, "Desk-v1: option `scale` cannot be written as JSON (number)"],
    [{ big: 1n }, "Desk-v1: option `big` cannot be written as JSON (bigint)"],
    [{ tags: new Set(["a"]) }, "Desk-v1: option `tags` cannot be written as JSON (object)"],
    [{ deep: { hole: undefined } }, "Desk-v1: option `deep`.hole cannot be written as JSON (undefined)"],
  ])("refuses what is no plain data and names the option (%#)", (kwargs, message) => {
    expect(() => new EnvSpec("Desk-v1", kwargs).toJSON()).toThrowError(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: `${message}: pass a registered name or plain data instead.`,
      }),
    );
  });

  it("does not follow later changes of the options it was given", () => {
    const kwargs: Record<string, unknown> = { mask: "once" };
    const spec = new EnvSpec("Desk-v1", kwargs);
    kwargs["mask"] = "none";
    expect(spec.kwargs).toEqual({ mask: "once" });
    expect(Object.isFrozen(spec.kwargs)).toBe(true);
  });
});
