import type { Point } from "./curve.ts";

const ALMOST = 1e-9;
const TRIMMED = 0.25;

/** The mean of some numbers, at least one. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Interquartile mean: the mean of what is left once ⌊n / 4⌋ values are dropped at each end. Nothing is weighted.
 * @param values - All scores of all runs and tasks together, in any order, at least one.
 * @see Agarwal et al., Deep Reinforcement Learning at the Edge of the Statistical Precipice (2021), and its library rliable.
 */
export function interquartileMean(values: readonly number[]): number {
  const dropped = Math.floor(values.length * TRIMMED);
  const sorted = values.toSorted((a, b) => a - b);
  return mean(sorted.slice(dropped, sorted.length - dropped));
}

/**
 * Area under a learning curve, `∫ y dx / (x_last − x_first)` by the trapezoid rule: the mean height of the curve, in the
 * units of `y`. Points without a value are passed over; a single point is its own mean.
 * @param points - Ascending in `x`, at least one with a value.
 */
export function areaUnderCurve(points: readonly Point[]): number {
  const known = points.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
  const [first, ...rest] = known;
  if (first === undefined) return Number.NaN;
  let area = 0;
  let before = first;
  for (const point of rest) {
    area += ((point.x - before.x) * (point.y + before.y)) / 2;
    before = point;
  }
  return before.x > first.x ? area / (before.x - first.x) : first.y;
}

/** What counts as having arrived. */
export interface Arrival {
  /** Smallest `y`. */
  readonly threshold: number;
  /** Further points that must be as high, an integer ≥ 0. */
  readonly hold: number;
}

/**
 * Where a curve first reaches a threshold to stay: the `x` of the first point that is as high and is followed by `hold`
 * points that are. `null` (censored) where there is none, also where the curve ends too soon to tell.
 */
export function timeToThreshold(points: readonly Point[], { threshold, hold }: Arrival): number | null {
  let since: number | undefined;
  let held = 0;
  for (const { x, y } of points) {
    const isHigh = y !== null && y >= threshold - ALMOST;
    held = isHigh ? held + 1 : 0;
    if (held === 1) since = x;
    if (held > hold) return since ?? null;
  }
  return null;
}

/**
 * The median of times some of which are censored, each of those later than any that is known: `null` where it falls
 * among them. Of an even number it is the mean of the middle two.
 * @param times - At least one.
 */
export function censoredMedian(times: readonly (number | null)[]): number | null {
  const sorted = times.map((time) => time ?? Number.POSITIVE_INFINITY).toSorted((a, b) => a - b);
  const middle = [Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2)];
  const median = mean(middle.map((index) => sorted[index] ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(median) ? median : null;
}
