import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ComparedRun, meanPoints, ranked, summarizeComparison } from "../../src/report/comparison.ts";
import { comparisonChart } from "../../src/report/comparison-chart.ts";
import {
  areaUnderCurve,
  censoredMedian,
  interquartileMean,
  timeToThreshold,
} from "../../src/report/comparison-statistics.ts";
import { comparisonTable, masksTable } from "../../src/report/comparison-table.ts";
import type { Point } from "../../src/report/curve.ts";
import { evaluationOf } from "./evaluations.ts";

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** Points at 0, 10, 20 … */
const pointsAt = (...values: readonly (number | null)[]): Point[] =>
  values.map((y, index) => ({ x: index * 10, y }));

describe("interquartileMean", () => {
  it("drops a quarter of the values at each end, rounded down", () => {
    expect(interquartileMean(upTo(7))).toBe(4); // drops 1 and 7
    expect(interquartileMean(upTo(10))).toBe(5.5); // drops 1, 2, 9, 10
    expect(interquartileMean([9, 0, 0, 3])).toBe(1.5); // drops 0 and 9
  });

  it("is the mean of up to three values", () => {
    expect(interquartileMean([0, 0, 3])).toBe(1);
    expect(interquartileMean([5])).toBe(5);
  });

  it("does not care about the order, nor about how far the outer quarters are out", () => {
    const property = fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4 }), (values) => {
      const expected = interquartileMean(values);
      const sorted = values.toSorted((a, b) => a - b);
      expect(interquartileMean(sorted.toReversed())).toBeCloseTo(expected, 9);
      expect(interquartileMean(sorted.with(0, -1e6).with(-1, 1e6))).toBeCloseTo(expected, 9);
    });
    fc.assert(property);
  });
});

describe("areaUnderCurve", () => {
  it("is the mean height by trapezoids", () => {
    // From 0 to 10 the mean is 0.25, from 10 to 30 it is 0.75: (10 · 0.25 + 20 · 0.75) / 30.
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 0.5 },
      { x: 30, y: 1 },
    ];
    expect(areaUnderCurve(points)).toBeCloseTo(17.5 / 30, 12);
  });

  it("passes over points without a value, and takes a single point at its height", () => {
    expect(areaUnderCurve(pointsAt(0, null, 1))).toBe(0.5);
    expect(areaUnderCurve(pointsAt(0.3))).toBe(0.3);
  });

  it("lies between the lowest and the highest point", () => {
    const property = fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
      (ys) => {
        const area = areaUnderCurve(pointsAt(...ys));
        expect(area).toBeGreaterThanOrEqual(Math.min(...ys) - 1e-9);
        expect(area).toBeLessThanOrEqual(Math.max(...ys) + 1e-9);
      },
    );
    fc.assert(property);
  });
});

describe("timeToThreshold", () => {
  const arrival = { threshold: 1, hold: 2 };

  it("is the first point that is followed by two as high", () => {
    expect(timeToThreshold(pointsAt(0, 0.5, 1, 1, 1, 0.2), arrival)).toBe(20);
  });

  it("begins anew after every fall", () => {
    expect(timeToThreshold(pointsAt(0, 1, 1, 0.9, 1, 1, 1), arrival)).toBe(40);
  });

  it("is censored without such a point, also where the curve ends too soon", () => {
    expect(timeToThreshold(pointsAt(0, 1, 0.9, 1, 0.9), arrival)).toBeNull();
    expect(timeToThreshold(pointsAt(0, 0, 1, 1), arrival)).toBeNull();
    expect(timeToThreshold(pointsAt(1, null, 1, 1), arrival)).toBeNull();
  });

  it("counts the untrained agent, and forgives rounding", () => {
    expect(timeToThreshold(pointsAt(1, 1, 1 - 1e-12), arrival)).toBe(0);
    expect(timeToThreshold(pointsAt(0, 0.6), { threshold: 0.5, hold: 0 })).toBe(10);
  });
});

describe("censoredMedian", () => {
  it("takes those that never arrive as later than all others", () => {
    expect(censoredMedian([30, null, 10, null, 20])).toBe(30);
    expect(censoredMedian([30, null, 10])).toBe(30);
    expect(censoredMedian([40, 10, 20, null])).toBe(30); // the mean of 20 and 40
  });

  it("is not known where it falls among them", () => {
    expect(censoredMedian([10, null])).toBeNull();
    expect(censoredMedian([null, 10, null])).toBeNull();
  });
});

/** A run with two tasks and evaluations at 0, 10, 20 … */
function runOf(seed: number, curve: readonly number[], [a, b]: readonly [number, number]): ComparedRun {
  const rows = [
    { taskId: "a", rawScore: a, steps: 2 },
    { taskId: "b", rawScore: b, steps: 4 },
  ];
  const evaluation = evaluationOf("learner", rows);
  const tasks = evaluation.tasks.map((task) => {
    return { ...task, optimalReturn: 1, bestRawScore: 1, gap: 1 - task.return, rawGap: 0 };
  });
  return {
    seed,
    steps: 100,
    curve: curve.map((greedyRaw, index) => ({ episodes: index * 10, steps: index * 30, greedyRaw })),
    evaluation: { ...evaluation, tasks },
    regret: { total: 6 + 2 * seed, perEpisode: 0.3 + 0.1 * seed },
  };
}

const RUNS = [runOf(0, [0, 1, 1, 1], [1, 1]), runOf(1, [0, 0, 0, 0.6], [1, 0.2])];
const ARRIVAL = { threshold: 1, hold: 2 };

describe("summarizeComparison", () => {
  it("sums up final scores, arrivals, areas and gaps", () => {
    const summary = summarizeComparison(RUNS, ARRIVAL);
    expect(summary.rawScore.mean).toBeCloseTo(0.8, 12);
    expect(summary.rawScore.iqm).toBe(1); // of 0.2, 1, 1, 1 the outer two are dropped
    expect(summary.rawScore.min).toBeCloseTo(0.6, 12);
    expect(summary.solvedSeeds).toBe(1);
    expect(summary.episodesToThreshold).toEqual({ median: null, never: 1 });
    // Areas over 30 episodes: 25 and 3.
    expect(summary.areaUnderCurve).toBeCloseTo(14 / 30, 12);
    expect(summary.steps).toBe(3);
    expect(summary.gap).toBeCloseTo(0.2, 12);
    expect(summary.gaps).toEqual([0, expect.closeTo(0.4, 12)]);
    expect(summary.regretPerEpisode).toBeCloseTo(0.35, 12);
  });

  it("knows no gap where the optimum of a run is not known", () => {
    const [first, second] = RUNS;
    const evaluation = evaluationOf("learner", [{ taskId: "a" }, { taskId: "b" }]);
    const runs = [first, { ...second, evaluation }] as readonly ComparedRun[];
    expect(summarizeComparison(runs, ARRIVAL).gap).toBeNull();
  });

  it("averages curves point by point", () => {
    expect(meanPoints(RUNS)).toEqual(pointsAt(0, 0.5, 0.5, 0.8));
  });

  it("ranks by final score, then by how fast it was learned", () => {
    const slow = { name: "slow", summary: summarizeComparison([runOf(0, [0, 0, 1], [1, 1])], ARRIVAL) };
    const fast = { name: "fast", summary: summarizeComparison([runOf(0, [0, 1, 1], [1, 1])], ARRIVAL) };
    const poor = { name: "poor", summary: summarizeComparison([runOf(0, [0, 1, 1], [1, 0.9])], ARRIVAL) };
    const twin = { ...slow, name: "twin" };
    expect(ranked([poor, slow, twin, fast]).map(({ name }) => name)).toEqual([
      "fast",
      "slow",
      "twin",
      "poor",
    ]);
  });
});

describe("comparisonTable", () => {
  const summary = summarizeComparison(RUNS, ARRIVAL);
  const anchors = [{ name: "random", rawScore: 0.18, steps: 3.8, gap: 0.86 }];
  const rows = { learners: [{ name: "sarsa", summary }], anchors, seedCount: 2, threshold: 1 };

  it("puts learners above and anchors below a rule", () => {
    expect(comparisonTable(rows).split("\n").slice(2)).toEqual([
      "───────┼──────┼──────┼───────┼─────────┼──────────────┼───────┼───────┼──────",
      "sarsa  │ 0.80 │ 1.00 │  0.60 │  1 of 2 │ 1 of 2 never │ 0.467 │     3 │ 0.20",
      "───────┼──────┼──────┼───────┼─────────┼──────────────┼───────┼───────┼──────",
      "random │ 0.18 │      │       │         │              │       │   3.8 │ 0.86",
    ]);
  });

  it("shows how many never arrive beside a median that is known", () => {
    const some = { ...summary, episodesToThreshold: { median: 2500, never: 1 } };
    expect(comparisonTable({ ...rows, learners: [{ name: "sarsa", summary: some }] })).toContain(
      "2,500 · 1 never",
    );
  });

  it("leaves the gap out where no optimum is known", () => {
    const unknown = comparisonTable({
      ...rows,
      learners: [{ name: "sarsa", summary: { ...summary, gap: null } }],
      anchors: anchors.map((each) => ({ ...each, gap: null })),
    });
    expect(unknown).not.toContain("gap");
  });

  it("puts masks side by side", () => {
    const table = masksTable({
      masks: ["once", "none"],
      learners: [{ name: "sarsa", summaries: [summary, { ...summary, solvedSeeds: 0 }] }],
      anchors: [{ name: "optimum", rawScores: [1, null] }],
      seedCount: 2,
    });
    expect(table).toMatch(/^sarsa +│ +1 of 2 │ +0\.80 │ +0 of 2 │ +0\.80$/m);
    expect(table).toMatch(/^optimum +│ +│ +1\.00 │ +│ +–$/m);
  });
});

describe("comparisonChart", () => {
  const flat = (y: number): Point[] => upTo(40).map((x) => ({ x, y: x === 40 ? y - 0.01 : y }));

  it("marks each curve by its letter, and curves that coincide by both", () => {
    const lines = comparisonChart(
      [
        { name: "first", points: flat(0.8) },
        { name: "second", points: flat(0.8) },
        { name: "third", points: flat(0.2) },
      ],
      60,
    ).split("\n");
    const rowOf = (label: string): string => lines.find((line) => line.startsWith(label)) ?? "";
    expect(rowOf("0.80")).toMatch(/a.*b.*a/);
    expect(rowOf("0.80")).not.toContain("c");
    expect(rowOf("0.20")).toMatch(/c.*c/);
    expect(lines.at(-1)).toBe("a first · b second · c third");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(60);
  });

  it("stops soon after the last curve has settled", () => {
    const settling = (after: number): Point[] => upTo(100).map((x) => ({ x, y: x < after ? 0.1 : 1 }));
    const series = [
      { name: "early", points: settling(4) },
      { name: "later", points: settling(20) },
    ];
    const drawing = comparisonChart(series, 60);
    expect(drawing).toContain("25 episodes");
    expect(drawing).toContain("From there to 100 episodes no curve changes.");
    expect(comparisonChart([...series, { name: "late", points: settling(80) }], 60)).toContain(
      "100 episodes",
    );
  });
});
