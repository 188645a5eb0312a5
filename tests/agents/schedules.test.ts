import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  constant,
  exponential,
  inverse,
  linear,
  parseSchedule,
  scheduleParameter,
  visits,
} from "../../src/agents/schedules.ts";

describe("a schedule", () => {
  it("stays at a constant", () => {
    expect([0, 5, 1000].map((episode) => constant(0.1).at(episode, 10, 7))).toEqual([0.1, 0.1, 0.1]);
  });

  it("falls in a straight line over the first fraction of the horizon, then stays", () => {
    const schedule = linear(1, 0.5, 0.5);
    expect([0, 5, 10, 15, 20, 1000].map((episode) => schedule.at(episode, 20, 1))).toEqual([
      1, 0.75, 0.5, 0.5, 0.5, 0.5,
    ]);
  });

  it("ends exactly on the end", () => {
    expect(linear(1, 0.05, 0.5).at(10_000, 20_000, 1)).toBe(0.05);
    expect(exponential(1, 0.05, 1).at(20_000, 20_000, 1)).toBe(0.05);
  });

  it("falls by equal factors when exponential", () => {
    const schedule = exponential(1, 0.25, 0.5);
    expect([0, 5, 10, 20].map((episode) => schedule.at(episode, 20, 1))).toEqual([1, 0.5, 0.25, 0.25]);
  });

  it("divides by 1 + rate · episode when inverse", () => {
    expect([0, 2, 6].map((episode) => inverse(1, 0.5).at(episode, 1, 1))).toEqual([1, 0.5, 0.25]);
  });

  it("counts visits of the state and action", () => {
    expect([1, 2, 4].map((count) => visits(1).at(9, 1, count))).toEqual([1, 0.5, 0.25]);
    expect(visits(0.5).at(9, 1, 16)).toBe(0.25);
  });
});

describe("parseSchedule", () => {
  it.each([
    [0.1, 0.1],
    ["0.1", 0.1],
    ["linear(1, 0.05, 0.5)", "linear(1, 0.05, 0.5)"],
    [" linear(1,.05,.5) ", "linear(1, 0.05, 0.5)"],
    ["exponential(1, 0.01, 1)", "exponential(1, 0.01, 1)"],
    ["inverse(0.5, 1e-3)", "inverse(0.5, 0.001)"],
    ["visits(1)", "visits(1)"],
  ])("reads %j and writes it as %j", (given, form) => {
    expect(parseSchedule(given).form).toBe(form);
  });

  it("reads back what it wrote", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const fraction = fc.double({ min: 0.001, max: 1, noNaN: true });
    const property = fc.property(number, number, fraction, (start, end, share) => {
      const { form } = linear(start, end, share);
      expect(parseSchedule(form).form).toBe(form);
    });
    fc.assert(property);
  });

  it.each([
    "fast",
    "linear(1, 2)",
    "linear(1, 2, 3, 4)",
    "linear(1, , 0.5)",
    "cosine(1)",
    "",
    null,
    Number.NaN,
    [1],
  ])("refuses %j and lists the forms", (given) => {
    expect(() => parseSchedule(given)).toThrow(
      /^Expected a number or linear\(start, end, fraction\), exponential\(.*\), inverse\(.*\), visits\(omega\), got /,
    );
  });

  it.each([
    ["linear(1, 0, 0)", "Expected `fraction` in (0, 1], got 0."],
    ["linear(1, 0, 1.5)", "Expected `fraction` in (0, 1], got 1.5."],
    ["exponential(1, 0, 0.5)", "Expected `end` above 0, got 0."],
    ["exponential(-1, 1, 0.5)", "Expected `start` above 0, got -1."],
    ["inverse(1, -1)", "Expected `rate` of at least 0, got -1."],
    ["visits(2)", "Expected `omega` in (0, 1], got 2."],
  ])("refuses %s", (given, message) => {
    expect(() => parseSchedule(given)).toThrow(message);
  });
});

describe("scheduleParameter", () => {
  const spec = { name: "stepSize", default: 0.1, meaning: "α", min: 0, max: 1, aboveMin: true };
  const parameter = scheduleParameter({ ...spec, perVisit: true });

  it("keeps a schedule in the form it is written in", () => {
    expect(["0.5", 1, "linear(1,0.1,1)", "visits(0.7)"].map(parameter.parse)).toEqual([
      0.5,
      1,
      "linear(1, 0.1, 1)",
      "visits(0.7)",
    ]);
  });

  it.each([0, 1.5, "-0.1", "linear(2, 0.1, 1)", "linear(1, 0, 1)", "inverse(3, 1)"])(
    "refuses %j, some value of which is out of range",
    (given) => {
      expect(() => parameter.parse(given)).toThrow(
        `Expected \`stepSize\` in (0, 1] or linear(start, end, fraction), exponential(start, end, fraction), inverse(start, rate), visits(omega), got ${JSON.stringify(given)}.`,
      );
    },
  );

  it("refuses a count of visits where there is nothing to count", () => {
    expect(() => scheduleParameter({ ...spec, name: "epsilon" }).parse("visits(1)")).toThrow(
      "Expected `epsilon` in (0, 1] or linear(start, end, fraction), exponential(start, end, fraction), inverse(start, rate), got",
    );
  });

  it("names the parameter when the text is no schedule", () => {
    expect(() => parameter.parse("fast")).toThrow("`stepSize`: Expected a number or linear(");
  });
});
