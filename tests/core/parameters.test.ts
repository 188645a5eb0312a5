import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  booleanParameter,
  choiceParameter,
  numberParameter,
  readParameters,
} from "../../src/core/parameters.ts";

const stepSize = numberParameter({
  name: "stepSize",
  default: 0.1,
  min: 0,
  max: 1,
  aboveMin: true,
  meaning: "α",
});
const steps = numberParameter({
  name: "steps",
  default: 5,
  min: 0,
  max: Infinity,
  integer: true,
  meaning: "n",
});
const initial = numberParameter({
  name: "initial",
  default: 0,
  min: -Infinity,
  max: Infinity,
  meaning: "Q₀",
});
const traces = choiceParameter({ name: "traces", default: "replacing", meaning: "kind" }, [
  "replacing",
  "accumulating",
]);
const average = booleanParameter({ name: "average", default: false, meaning: "whether" });

describe("a number", () => {
  it("shows its range", () => {
    expect([stepSize, steps, initial].map(({ range }) => range)).toEqual([
      "(0, 1]",
      "integer in [0, ∞)",
      "(-∞, ∞)",
    ]);
  });

  it("takes what is in its range", () => {
    const property = fc.property(fc.double({ min: 0, minExcluded: true, max: 1, noNaN: true }), (value) => {
      expect(stepSize.parse(value)).toBe(value);
    });
    fc.assert(property);
    expect(steps.parse(0)).toBe(0);
    expect(initial.parse(-1e300)).toBe(-1e300);
  });

  it("reads numerals, as a command line gives them", () => {
    expect(stepSize.parse("0.5")).toBe(0.5);
    expect(steps.parse("1e3")).toBe(1000);
  });

  it.each([
    [stepSize, 0, "Expected `stepSize` in (0, 1], got 0."],
    [stepSize, 1.5, "Expected `stepSize` in (0, 1], got 1.5."],
    [stepSize, Number.NaN, "Expected `stepSize` in (0, 1], got NaN."],
    [stepSize, "fast", 'Expected `stepSize` in (0, 1], got "fast".'],
    [stepSize, " ", 'Expected `stepSize` in (0, 1], got " ".'],
    [stepSize, true, "Expected `stepSize` in (0, 1], got true."],
    [stepSize, null, "Expected `stepSize` in (0, 1], got null."],
    [steps, 1.5, "Expected `steps` to be an integer in [0, ∞), got 1.5."],
    [steps, -1, "Expected `steps` to be an integer in [0, ∞), got -1."],
    [steps, " ", 'Expected `steps` to be an integer in [0, ∞), got " ".'],
    [steps, Number.POSITIVE_INFINITY, "Expected `steps` to be an integer in [0, ∞), got Infinity."],
  ])("refuses what is outside its range (%#)", (parameter, value, message) => {
    expect(() => parameter.parse(value)).toThrowError(
      expect.objectContaining({ code: "INVALID_ARGUMENT", message }),
    );
  });
});

describe("a choice", () => {
  it("takes one of its words", () => {
    expect(traces.range).toBe("replacing | accumulating");
    expect(traces.parse("accumulating")).toBe("accumulating");
  });

  it.each(["dutch", 1, undefined])("refuses %j", (value) => {
    expect(() => traces.parse(value)).toThrowError(
      /^Expected `traces` to be one of replacing, accumulating, got/,
    );
  });
});

describe("a switch", () => {
  it("takes booleans and their names", () => {
    expect(average.range).toBe("true | false");
    expect([true, "true", false, "false"].map(average.parse)).toEqual([true, true, false, false]);
  });

  it.each(["yes", 1, null])("refuses %j", (value) => {
    expect(() => average.parse(value)).toThrowError(/^Expected `average` to be true or false, got/);
  });
});

describe("readParameters", () => {
  const all = [stepSize, steps, traces, average];

  it("fills in what is absent or undefined", () => {
    expect(readParameters("q-learning", all, { steps: undefined, average: "true" })).toEqual({
      stepSize: 0.1,
      steps: 5,
      traces: "replacing",
      average: true,
    });
  });

  it("does not take null for absent", () => {
    expect(() => readParameters("q-learning", all, { steps: null })).toThrowError(/got null\.$/);
  });

  it("refuses a name that the learner does not have, and says whose it is not", () => {
    expect(() => readParameters("q-learning", all, { stepsize: 0.1 })).toThrowError(
      'Unknown hyperparameter of q-learning "stepsize". Did you mean "stepSize"? ' +
        "Allowed: stepSize, steps, traces, average.",
    );
  });
});
