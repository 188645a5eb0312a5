import { plot } from "asciichart";
import { digits } from "../spreads.ts";
import type { Growth, GrowthPoint } from "./growth.ts";

const COLUMNS_PER_DECADE = 16;
const ROWS_PER_DECADE = 3;

/** Draws how a cost grew over logarithmic axes, on which a linear cost is a straight line, with its numbers below. */
export function plotGrowth({ unit, points }: Growth): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "(no points to draw)";
  const decades = Math.log10(last.size / first.size);
  const labels = points.map(({ seconds }) => duration(seconds).length);
  const width = Math.max(...labels) + 2;
  const columns = Math.max(2, Math.round(decades * COLUMNS_PER_DECADE));
  const line = Array.from({ length: columns }, (_, column) => {
    return heightAt(points, Math.log10(first.size) + (column * decades) / (columns - 1));
  });
  const range = Math.max(...line) - Math.min(...line);
  const drawing = plot(line, {
    height: Math.max(1, Math.round(range * ROWS_PER_DECADE)),
    // The plot rounds the label of a flat line.
    format: (value) => duration(range === 0 ? first.seconds : 10 ** value).padStart(width),
  });
  return [trimmed(drawing), axis(width, columns, [first, last], unit), "", numbers(points, unit)].join("\n");
}

/** log₁₀ of the seconds at a log₁₀ of the size, on straight lines between the points. */
function heightAt(points: readonly GrowthPoint[], x: number): number {
  const logs = points.map(({ size, seconds }) => ({ x: Math.log10(size), y: Math.log10(seconds) }));
  const above = Math.max(
    1,
    logs.findIndex((each) => each.x >= x - 1e-9),
  );
  const [from = { x, y: 0 }, to = from] = [logs[above - 1], logs[above]];
  return to.x === from.x ? from.y : from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y);
}

function axis(
  width: number,
  columns: number,
  [first, last]: readonly [GrowthPoint, GrowthPoint],
  unit: string,
): string {
  const indent = " ".repeat(width + 1);
  const [start, end] = [first.size.toLocaleString("en"), `${last.size.toLocaleString("en")} ${unit}`];
  const gap = " ".repeat(Math.max(1, columns - start.length - end.length + 1));
  return `${indent}└${"─".repeat(columns - 1)}\n${indent}${start}${gap}${end}`;
}

function numbers(points: readonly GrowthPoint[], unit: string): string {
  const each = points.map(({ size, seconds }) => `${size.toLocaleString("en")} in ${duration(seconds)}`);
  return `${unit}: ${each.join(", ")}`;
}

function duration(seconds: number): string {
  if (seconds >= 1) return `${digits3(seconds)} s`;
  return seconds >= 1e-3 ? `${digits3(seconds * 1e3)} ms` : `${digits3(seconds * 1e6)} µs`;
}

function digits3(value: number): string {
  return value >= 1000 ? digits(value) : `${Number(value.toPrecision(3))}`;
}

function trimmed(drawing: string): string {
  return drawing
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
