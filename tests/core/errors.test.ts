import { describe, expect, it } from "vitest";
import * as errors from "../../src/core/errors.ts";

describe("an error", () => {
  const thrown = [
    new errors.GymError("BAD_FILE", "Cannot read it."),
    new errors.ResetNeededError("new"),
    new errors.ClosedEnvironmentError(),
    new errors.InvalidActionError("no"),
    new errors.InvalidArgumentError("no"),
    new errors.UnknownOptionError("no"),
    new errors.UnknownNameError("no"),
    new errors.MaskError("no"),
    new errors.SnapshotError("no"),
  ];

  it.each(thrown)("%s is a GymError named after its class, on one line", (error) => {
    expect(error).toBeInstanceOf(errors.GymError);
    expect(error.name).toBe(error.constructor.name);
    expect(error.message).not.toContain("\n");
  });

  it("has a code of its own for each situation", () => {
    const codes = [...thrown, new errors.ResetNeededError("ended")].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("keeps what caused it", () => {
    const cause = new Error("deep down");
    expect(new errors.SnapshotError("no", { cause }).cause).toBe(cause);
  });
});

describe("show", () => {
  it.each([
    ["a", '"a"'],
    [Number.NaN, "NaN"],
    [-0.5, "-0.5"],
    [1n, "1n"],
    [undefined, "undefined"],
    [null, "null"],
    [[1, "a"], '[1,"a"]'],
    [Symbol("s"), "Symbol(s)"],
  ])("writes %o as it would be typed", (value, text) => {
    expect(errors.show(value)).toBe(text);
  });

  it("names what JSON has no form for", () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect([errors.show(cyclic), errors.show([1n])]).toEqual(["[object Array]", "[object Array]"]);
  });
});
