import type { Spread } from "./serving/statistics.ts";

/** Prints measurements by name: median, least and greatest. */
export function printSpreads(spreads: Readonly<Record<string, Spread>>): void {
  const width = Math.max(...Object.keys(spreads).map(({ length }) => length)) + 2;
  console.log(`${"".padEnd(width)}${["median", "min", "max"].map((each) => each.padStart(14)).join("")}`);
  for (const [name, { median, min, max }] of Object.entries(spreads)) {
    console.log(
      `${name.padEnd(width)}${[median, min, max].map((each) => digits(each).padStart(14)).join("")}`,
    );
  }
}

/** A number with about four digits. */
export function digits(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en");
  return value.toPrecision(4);
}
