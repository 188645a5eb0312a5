import { drawCurve, type Point } from "./curve.ts";
import { settledPoint } from "./learning-curve.ts";
import { formatCount } from "./numbers.ts";

/** A named learning curve. */
export interface Series {
  readonly name: string;
  /** Ascending in `x`. */
  readonly points: readonly Point[];
}

/** Curves that one drawing can show. */
export const MAX_SERIES = 6;

const HEIGHT = 10;
const LETTERS = "abcdef";
/** Columns from one letter of a curve to its next. */
const STRIDE = 2 * MAX_SERIES;
const FLAT = "─";
/** Curves are cut off this much after the last one has settled, and only if that hides more than it shows. */
const MARGIN = 1.25;
const WORTH_CUTTING = 0.5;

/**
 * Draws learning curves over one another on an axis from 0 to 1, with a legend. Each is marked by a letter every few
 * columns, at columns of its own, so that curves which coincide can still be told apart.
 * @param series - At most {@link MAX_SERIES}, all over the same `x`.
 */
export function comparisonChart(series: readonly Series[], width: number): string {
  const shown = untilSettled(series);
  const drawings = shown.map(({ points }) =>
    drawCurve({ points, width, height: HEIGHT, min: 0, max: 1, unit: "episodes" }).split("\n"),
  );
  const [first = []] = drawings;
  const marked = drawings.map(withLetters);
  const rows = first.map((line, row) =>
    row <= HEIGHT
      ? overlaid(
          marked.map((each) => each[row] ?? ""),
          line.length,
        )
      : line,
  );
  const names = series.map(({ name }, index) => `${LETTERS[index]} ${name}`).join(" · ");
  return [...rows, ...cutNote(series, shown), names].join("\n");
}

function lastX({ points }: Series): number {
  return points.at(-1)?.x ?? 0;
}

/** The curves up to where the last of them has settled, if that is early. */
function untilSettled(series: readonly Series[]): readonly Series[] {
  const settled = Math.max(
    ...series.map(({ points }) => settledPoint(points)?.x ?? Number.POSITIVE_INFINITY),
  );
  const last = Math.max(...series.map(lastX));
  if (settled === 0 || settled * MARGIN > last * WORTH_CUTTING) return series;
  return series.map(({ name, points }) => ({
    name,
    points: points.filter(({ x }) => x <= settled * MARGIN),
  }));
}

function cutNote(series: readonly Series[], shown: readonly Series[]): readonly string[] {
  const [all, until] = [series, shown].map((each) => Math.max(...each.map(lastX)));
  return all === until ? [] : [`From there to ${formatCount(all ?? 0)} episodes no curve changes.`];
}

/** Puts a letter on a drawing wherever its curve is flat in one of its columns. */
function withLetters(lines: readonly string[], index: number): readonly string[] {
  const letter = LETTERS[index] ?? "";
  return lines.map((line) =>
    [...line]
      .map((cell, column) => (cell === FLAT && column % STRIDE === 2 * index ? letter : cell))
      .join(""),
  );
}

/** Rows over one another: letters above lines, and of equals the first. */
function overlaid(rows: readonly string[], width: number): string {
  const longest = Math.max(width, ...rows.map(({ length }) => length));
  return Array.from({ length: longest }, (_, column) => {
    const cells = rows.map((row) => row[column] ?? " ").filter((cell) => cell !== " ");
    return cells.find((cell) => LETTERS.includes(cell)) ?? cells[0] ?? " ";
  }).join("");
}
