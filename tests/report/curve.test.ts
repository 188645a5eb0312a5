import { describe, expect, it } from "vitest";
import { drawCurve } from "../../src/report/curve.ts";

const draw = (
  values: readonly (number | null)[],
  options: { width?: number; min?: number; max?: number } = {},
): string[] =>
  drawCurve({
    points: values.map((y, index) => ({ x: (index + 1) * 10, y })),
    width: 40,
    height: 4,
    unit: "episodes",
    ...options,
  }).split("\n");

describe("drawCurve", () => {
  it("labels a flat curve with its own value", () => {
    const lines = draw([0.41, 0.41, 0.41]);
    const row = lines.find((line) => line.includes("──────")) ?? "";
    expect(row.trim().startsWith("0.41")).toBe(true);
    expect(lines[0]?.trim()).toBe("0.91 ┤");
  });

  it("leaves out what is no number", () => {
    expect(draw([0, Number.NaN, null, Number.POSITIVE_INFINITY, 1])).toEqual(
      draw([0, 1, 1, 1, 1]).map((line) => line),
    );
  });

  it("says so where there is nothing to draw", () => {
    expect(draw([])).toEqual(["(no points to draw)"]);
    expect(draw([null, Number.NaN])).toEqual(["(no points to draw)"]);
  });

  it.each([1, 7, 1000])("fits %i points into the width", (count) => {
    const lines = draw(Array.from({ length: count }, (_, index) => Math.sin(index)));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(40);
  });

  it("shows means where points outnumber columns", () => {
    const alternating = Array.from({ length: 1000 }, (_, index) => index % 2);
    const lines = draw(alternating, { min: 0, max: 1 });
    expect(
      lines
        .find((line) => line.includes("─────"))
        ?.trim()
        .startsWith("0.50"),
    ).toBe(true);
  });

  it("keeps the labels that are asked for", () => {
    const labels = draw([0.2, 0.4], { min: 0, max: 1 }).map((line) => line.trim().split(" ")[0]);
    expect(labels.slice(0, 5)).toEqual(["1.00", "0.75", "0.50", "0.25", "0.00"]);
  });

  it("counts the axis from 0 to the last point", () => {
    expect(draw([0, 1]).at(-1)).toMatch(/^ +0 +10 +20 episodes$/);
  });
});
