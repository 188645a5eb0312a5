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

const wrapped = new EnvSpec("Desk-v1", { mask: "once" }).wrappedIn({
  ...{ name: "TimeLimit", kwargs: { maxSteps: 9 }, changesTask: true },
});

describe("a spec from JSON", () => {
  it("is the one that was written", () => {
    const options = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue());
    const wrapper = fc.record({
      name: fc.constantFrom("A", "B"),
      kwargs: options,
      changesTask: fc.boolean(),
    });
    const property = fc.property(options, fc.array(wrapper, { maxLength: 3 }), (kwargs, wrappers) => {
      const text = JSON.stringify(new EnvSpec("Desk-v1", kwargs, { wrappers }));
      expect(JSON.stringify(EnvSpec.fromJSON(JSON.parse(text)))).toBe(text);
    });
    fc.assert(property);
  });

  it("keeps that a wrapper did not record its options", () => {
    const wrappers = [{ name: "Mine", changesTask: true }];
    expect(EnvSpec.fromJSON({ id: "Desk-v1", kwargs: {}, wrappers }).toJSON().wrappers).toEqual(wrappers);
  });

  it("needs no more than an id", () => {
    expect(EnvSpec.fromJSON({ id: "Desk-v1" }).toJSON()).toEqual({ id: "Desk-v1", kwargs: {} });
  });

  it.each<[unknown, string]>([
    [3, 'Expected a spec such as { "id": "SupportDesk-v1", "kwargs": {} }, got 3.'],
    [[], 'Expected a spec such as { "id": "SupportDesk-v1", "kwargs": {} }, got [].'],
    [
      { id: "D", kwarg: {} },
      'Unknown field of a spec "kwarg". Did you mean "kwargs"? Allowed: id, kwargs, wrappers.',
    ],
    [{ kwargs: {} }, "Expected the `id` of a spec as text, got undefined."],
    [{ id: "D", kwargs: [] }, "Expected the `kwargs` of D as an object, got []."],
    [
      { id: "D", kwargs: { f: () => 0 } },
      "D: option `f` cannot be written as JSON (function): pass a registered name or plain data instead.",
    ],
    [{ id: "D", wrappers: {} }, "Expected the `wrappers` of a spec as a list, got {}."],
    [
      { id: "D", wrappers: ["A"] },
      'Expected `wrappers[0]` of a spec such as { "name": "TimeLimit", "kwargs": {} }, got "A".',
    ],
    [{ id: "D", wrappers: [{ name: 1 }] }, "Expected `wrappers[0].name` as text, got 1."],
    [{ id: "D", wrappers: [{ name: "A", kwargs: 1 }] }, "Expected the `kwargs` of A as an object, got 1."],
    [
      { id: "D", wrappers: [{ name: "A", changesTask: 1 }] },
      "Expected `wrappers[0].changesTask` to be true or false, got 1.",
    ],
    [
      { id: "D", wrappers: [{ name: "A" }, { name: "B", args: {} }] },
      'Unknown field of `wrappers[1]` "args". Allowed: name, kwargs, changesTask.',
    ],
    [
      { id: "D", wrappers: [{ name: "A", kwargs: { f: () => 0 } }] },
      "A: option `f` cannot be written as JSON (function): pass a registered name or plain data instead.",
    ],
  ])("refuses %o in one line", (value, message) => {
    expect(() => EnvSpec.fromJSON(value)).toThrowError(expect.objectContaining({ message }));
  });
});

describe("a spec in words", () => {
  it("shows what is not as usual and nothing else", () => {
    expect(String(new EnvSpec("Desk-v1"))).toBe("id: Desk-v1");
    expect(String(wrapped)).toBe(
      ["id: Desk-v1", 'kwargs: {"mask":"once"}', 'wrappers: TimeLimit {"maxSteps":9}'].join("\n"),
    );
  });

  it("shows what was registered, functions by their kind, and wrappers from the inside out", () => {
    const wrappers = [
      { name: "OrderEnforcing", kwargs: {}, changesTask: false },
      { name: "Shaping", kwargs: { potential: () => 0, tags: new Set(["a"]) }, changesTask: true },
      { name: "Mine", changesTask: true },
    ];
    const spec = new EnvSpec("Desk-v1", {}, { rewardThreshold: 0.95, nondeterministic: true, wrappers });
    expect(String(spec).split("\n")).toEqual([
      "id: Desk-v1",
      "rewardThreshold: 0.95",
      "nondeterministic: true",
      'wrappers: OrderEnforcing < Shaping {"potential":"[function]","tags":"[Set]"} < Mine (options not recorded)',
    ]);
  });
});

describe("the step limit of a spec", () => {
  it("is that of the tightest time limit", () => {
    expect(new EnvSpec("Desk-v1").maxEpisodeSteps).toBeUndefined();
    expect(wrapped.maxEpisodeSteps).toBe(9);
    const outer = { name: "TimeLimit", kwargs: { maxSteps: 4 }, changesTask: true };
    expect(wrapped.wrappedIn(outer).maxEpisodeSteps).toBe(4);
  });
});

describe("the spec inside one more wrapper", () => {
  it("keeps what was registered", () => {
    const spec = new EnvSpec("Desk-v1", {}, { rewardThreshold: 1, nondeterministic: true });
    const outer = spec.wrappedIn({ name: "Mine", kwargs: {}, changesTask: false });
    expect(outer).toMatchObject({ rewardThreshold: 1, nondeterministic: true });
    expect(outer.wrappers).toHaveLength(1);
    expect(spec.wrappers).toEqual([]);
  });
});
