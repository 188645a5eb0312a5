import { describe, expect, it } from "vitest";
import { exactCurve, learningCurve, meanCurve, settledPoint } from "../../src/report/learning-curve.ts";
import type { CurvePoint } from "../../src/training/callbacks.ts";

const curve = (scores: readonly (number | null)[]): CurvePoint[] =>
  scores.map((greedyRaw, index) => ({ episodes: index * 100, steps: 0, trainReturn: 0, greedyRaw }));

describe("learningCurve", () => {
  it("stops soon after the curve has settled and says how it went on", () => {
    const drawing = learningCurve(curve([0, 0.5, ...Array(20).fill(1)]), 60);
    expect(drawing).toContain("From 200 to 2,100 episodes it stays at 1.00.");
    expect(drawing).toContain("200 episodes");
  });

  it("draws a curve whole that settles late", () => {
    const drawing = learningCurve(curve([0, 0.2, 0.4, 0.6, 0.8, 1]), 60);
    expect(drawing).toContain("500 episodes");
    expect(drawing).not.toContain("stays");
  });

  it("draws nothing between the start and an only evaluation at the end", () => {
    expect(learningCurve(curve([0, 0.9]), 60)).toBe("Evaluated at the end only: 0.90");
  });
});

describe("exactCurve", () => {
  it("has exact scores in place of those of single episodes", () => {
    const points = curve([0, 0.5]).map((point) => ({ ...point, exactGreedyRaw: 0.25 }));
    expect(exactCurve(points)?.map(({ greedyRaw }) => greedyRaw)).toEqual([0.25, 0.25]);
  });

  it("is missing where one is not known", () => {
    const [first, second] = curve([0, 0.5]);
    expect(exactCurve([{ ...first, exactGreedyRaw: 1 }, second] as CurvePoint[])).toBeUndefined();
    expect(exactCurve([{ ...first, exactGreedyRaw: null }] as CurvePoint[])).toBeUndefined();
  });
});

describe("settledPoint", () => {
  it("is the first point from which the last value stays", () => {
    const points = [0, 1, 0.5, 1, 1].map((y, x) => ({ x, y }));
    expect(settledPoint(points)).toEqual({ x: 3, y: 1 });
    expect(settledPoint([{ x: 0, y: null }])).toBeUndefined();
  });
});

describe("meanCurve", () => {
  it("averages point by point, where every curve has one", () => {
    const means = meanCurve([curve([0, 0.5, 1]), curve([1, 0.5])]).map(({ greedyRaw }) => greedyRaw);
    expect(means).toEqual([0.5, 0.5]);
  });
});
