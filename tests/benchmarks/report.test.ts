import { describe, expect, it } from "vitest";
import { buildReport, lossesAgainst, type RunCircumstances, toMarkdown } from "../../benchmarks/report.ts";
import type { Spreads } from "../../benchmarks/spreads.ts";

const CIRCUMSTANCES: RunCircumstances = {
  machine: { platform: "linux", cpu: "a processor", cores: 2 },
  node: "v20.19.0",
  commit: "abc1234",
  load: [0.5, 1, 1.5],
  quick: true,
};

const exactly = (value: number) => ({ median: value, min: value - 1, max: value + 1 });
const reportOf = (spreads: Spreads) => buildReport(CIRCUMSTANCES, { spreads });

describe("the report of a benchmark run", () => {
  it("puts every measurement that has a budget beside it, and calls those ratios that compare two sides", () => {
    const spreads = { compiledOverC: exactly(0.4), interpretedStepsPerSecond: exactly(2e6) };
    const report = reportOf({ ...spreads, pythonStepsPerSecond: exactly(9e4) });
    expect(report.ratios).toEqual({ compiledOverC: 0.4 });
    expect(report.budgets).toEqual({
      compiledOverC: { measured: 0.4, bound: ">= 0.5000", met: false },
      interpretedStepsPerSecond: { measured: 2e6, bound: ">= 1,000,000", met: true },
    });
    expect(report).toMatchObject({ ...CIRCUMSTANCES, spreads });
  });

  it("counts a budget from above as met up to its bound", () => {
    const { budgets } = reportOf({ wrapperOverhead: exactly(1.1) });
    expect(budgets["wrapperOverhead"]).toEqual({ measured: 1.1, bound: "<= 1.100", met: true });
  });

  it("leaves out what was not measured", () => {
    const { ratios, budgets } = reportOf({});
    expect([ratios, budgets]).toEqual([{}, {}]);
  });

  it("is printed as a Markdown table whose rows have as many cells as its head", () => {
    const report = reportOf({ taxiRatio: exactly(6), taxiStepsPerSecond: exactly(9e4) });
    const [where, empty, ...rows] = toMarkdown(report).split("\n");
    expect(where).toBe("a processor, 2 cores, linux, Node v20.19.0, commit abc1234, load 0.5 1.0 1.5, quick");
    expect(empty).toBe("");
    expect(rows.map((row) => row.split("|").length)).toEqual([8, 8, 8, 8]);
    expect(rows[2]).toBe(
      "| Q-learning step by step / Taxi loop of Gymnasium | 6.000 | 5.000 | 7.000 | >= 5.000 | yes |",
    );
  });

  it("compares exponents of growth between runs, but neither seconds nor megabytes", () => {
    const spreads = {
      seedsExponent: exactly(1),
      idleSessionsMb: exactly(100),
      solveMinimalSeconds: exactly(2),
    };
    const { ratios, budgets } = reportOf(spreads);
    expect(ratios).toEqual({ seedsExponent: 1 });
    expect(Object.values(budgets).map(({ met }) => met)).toEqual([false, true, true]);
  });

  it("says in words what has no budget but a name, and draws how costs grew behind the table", () => {
    const growth = {
      stepsExponent: { unit: "steps", points: [1, 10].map((size) => ({ size, seconds: size })) },
    };
    const spreads = { compileMilliseconds: exactly(7), stepsExponent: exactly(1) };
    const report = buildReport(CIRCUMSTANCES, { spreads, growth });
    const text = toMarkdown(report);
    expect(report.growth).toEqual(growth);
    expect(text).toContain("| compiling a new desk while training on it, ms of CPU time | 7.000 |");
    expect(text.split("\n").at(-1)).toBe("```");
    expect(text).toContain("\nsteps: 1 in 1 s, 10 in 10 s\n```");
  });
});

describe("a run against a baseline", () => {
  const baseline = { ratios: { taxiRatio: 10, wrapperOverhead: 1.05 } };

  it("has lost nothing while more than seven tenths of a ratio are left", () => {
    const report = reportOf({ taxiRatio: exactly(7.1), wrapperOverhead: exactly(1.4) });
    expect(lossesAgainst(baseline, report)).toEqual([]);
  });

  it("names each ratio that is more than 30 % worse, in its own direction", () => {
    const report = reportOf({ taxiRatio: exactly(6.9), wrapperOverhead: exactly(1.6) });
    expect(lossesAgainst(baseline, report)).toEqual([
      "taxiRatio was 10.00 and is 6.900.",
      "wrapperOverhead was 1.050 and is 1.600.",
    ]);
  });

  it("says nothing of a ratio that was not measured", () => {
    expect(lossesAgainst(baseline, reportOf({}))).toEqual([]);
  });
});
