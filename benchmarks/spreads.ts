import { circumstances } from "./circumstances.ts";
import type { Growth } from "./growth/growth.ts";
import type { Spread } from "./serving/statistics.ts";

/** Measurements by name. */
export type Spreads = Readonly<Record<string, Spread>>;

/** What a script measured. */
export interface Measured {
  readonly spreads: Spreads;
  /** How costs grew, by the name of the exponent in `spreads`. */
  readonly growth?: Readonly<Record<string, Growth>>;
}

/** Prints what was measured: as a table, or as JSON with the circumstances. */
export function printMeasured(measured: Measured, { json }: { readonly json: boolean }): void {
  if (json) console.log(JSON.stringify({ ...circumstances(), ...measured }));
  else printSpreads(measured.spreads);
}

/** Prints measurements by name: median, least and greatest. */
export function printSpreads(spreads: Spreads): void {
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
