import { type PlotConfig, plot } from "asciichart";
import { formatCount } from "./numbers.ts";

/** One point of a curve; a `null` or infinite `y` is not drawn. */
export interface Point {
  readonly x: number;
  readonly y: number | null;
}

/** What a curve looks like. */
export interface CurveOptions {
  /** Ascending in `x`. */
  readonly points: readonly Point[];
  /** Columns of the terminal that the drawing may fill. */
  readonly width: number;
  /** Rows between the lowest and the highest label. @defaultValue 10 */
  readonly height?: number;
  /** Lowest label. @defaultValue the lowest point, or a half below a flat curve */
  readonly min?: number;
  /** Highest label. @defaultValue the highest point, or a half above a flat curve */
  readonly max?: number;
  /** What `x` counts. */
  readonly unit: string;
}

interface Known {
  readonly x: number;
  readonly y: number;
}

const FLAT = 1e-9;
const AXIS = "┤";
type Symbols = NonNullable<PlotConfig["symbols"]>;
const SYMBOLS: Symbols = [AXIS, AXIS, "╶", "╴", "─", "╰", "╭", "╮", "╯", "│"];

/**
 * Draws a curve with asciichart over an axis from 0 to the last `x`. A column shows the mean of the points that fall
 * into it, or the next point if there is none.
 */
export function drawCurve({ points, width, height = 10, unit, ...limits }: CurveOptions): string {
  const known = points.filter(isKnown);
  const last = known.at(-1)?.x ?? 0;
  if (known.length === 0 || last <= 0) return "(no points to draw)";
  const { min, max } = rangeOf(known, limits);
  const labels = [min, max].map((value) => value.toFixed(2).length);
  const gutter = Math.max(...labels);
  const columns = Math.max(10, width - gutter - 2);
  const chart = plot(resample(known, columns, last), {
    height,
    min,
    max,
    symbols: SYMBOLS,
    format: (value) => value.toFixed(2).padStart(gutter),
  });
  const lines = chart.split("\n").map((line) => line.trimEnd());
  return [...lines, ...axis(columns, gutter, last, unit)].join("\n");
}

function isKnown(point: Point): point is Known {
  return point.y !== null && Number.isFinite(point.y) && Number.isFinite(point.x);
}

function rangeOf(
  points: readonly Known[],
  limits: Pick<CurveOptions, "min" | "max">,
): { min: number; max: number } {
  const values = points.map(({ y }) => y);
  const min = limits.min ?? Math.min(...values);
  const max = limits.max ?? Math.max(...values);
  return max - min < FLAT ? { min: min - 0.5, max: max + 0.5 } : { min, max };
}

function resample(points: readonly Known[], columns: number, last: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const [from, to] = [(column * last) / columns, ((column + 1) * last) / columns];
    const inside = points.filter(({ x }) => (x > from || column === 0) && x <= to);
    if (inside.length > 0) return inside.reduce((sum, { y }) => sum + y, 0) / inside.length;
    return points.find(({ x }) => x > to)?.y ?? points.at(-1)?.y ?? 0;
  });
}

function axis(columns: number, gutter: number, last: number, unit: string): readonly string[] {
  const half = Math.floor(columns / 2);
  const line = `└${"─".repeat(half - 1)}┴${"─".repeat(columns - half - 2)}┘`;
  const end = `${formatCount(last)} ${unit}`;
  const middle = formatCount(last / 2);
  const start = "0".padEnd(half - Math.floor(middle.length / 2));
  const labels = `${start}${middle}`;
  const indent = " ".repeat(gutter + 1);
  return [indent + line, indent + labels + end.padStart(columns - labels.length)];
}
