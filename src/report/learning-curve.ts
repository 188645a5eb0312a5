import type { CurvePoint } from "../training/callbacks.ts";
import { drawCurve, type Point } from "./curve.ts";
import { formatCount, formatScore } from "./numbers.ts";

const ALMOST = 1e-9;
const HEIGHT = 10;
/** A curve is cut off this much after it has settled, and only if that hides more than it shows. */
const MARGIN = 1.25;
const WORTH_CUTTING = 0.5;

/**
 * The greedy raw score over the episodes of a run, on an axis from 0 to 1. Where it settles early, the drawing stops
 * soon after and a line says how it went on.
 * @param curve - The agent before its training, then the points of the run.
 */
export function learningCurve(curve: readonly CurvePoint[], width: number): string {
  const points = curve.map(({ episodes, greedyRaw }): Point => ({ x: episodes, y: greedyRaw }));
  if (points.length <= 2) return `Evaluated at the end only: ${formatScore(points.at(-1)?.y ?? null)}`;
  const settled = settledPoint(points);
  const last = points.at(-1)?.x ?? 0;
  const cut = settled !== undefined && settled.x * MARGIN <= last * WORTH_CUTTING;
  const shown = cut ? points.filter(({ x }) => x <= settled.x * MARGIN) : points;
  const drawing = drawCurve({ points: shown, width, height: HEIGHT, min: 0, max: 1, unit: "episodes" });
  if (!cut) return drawing;
  const range = `From ${formatCount(settled.x)} to ${formatCount(last)} episodes`;
  return `${drawing}\n${range} it stays at ${formatScore(settled.y)}.`;
}

/** The curve with exact scores in place of those of greedy episodes; `undefined` where some are not known. */
export function exactCurve(curve: readonly CurvePoint[]): readonly CurvePoint[] | undefined {
  const exact = curve.flatMap((point) => {
    const { exactGreedyRaw = null } = point;
    return exactGreedyRaw === null ? [] : [{ ...point, greedyRaw: exactGreedyRaw }];
  });
  return exact.length === curve.length ? exact : undefined;
}

/** The first point from which a curve keeps its last value; `undefined` for one without values. */
export function settledPoint(points: readonly Point[]): Point | undefined {
  const final = points.at(-1)?.y ?? null;
  if (final === null) return undefined;
  const before = points.findLastIndex(({ y }) => y === null || Math.abs(y - final) > ALMOST);
  return points[before + 1];
}

/** The mean of several curves, at the points that all of them have. */
export function meanCurve(curves: readonly (readonly CurvePoint[])[]): readonly CurvePoint[] {
  const [first = []] = curves;
  return first.flatMap((point, index) => {
    const scores = curves.map((curve) => curve[index]?.greedyRaw ?? null).filter((score) => score !== null);
    if (scores.length < curves.length) return [];
    return [{ ...point, greedyRaw: scores.reduce((sum, score) => sum + score, 0) / scores.length }];
  });
}
