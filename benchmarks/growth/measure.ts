import { spreadOf } from "../serving/statistics.ts";
import type { Measured } from "../spreads.ts";
import { inTurnsAwaited } from "../turns.ts";
import { exponentOf } from "./growth.ts";

/** Work that there can be more or less of. */
export interface GrowingWork {
  /** Name of the exponent in the report. */
  readonly name: string;
  readonly unit: string;
  /** Ascending. */
  readonly sizes: readonly number[];
  /** Does work of a size. @returns The seconds of CPU time that it took. */
  readonly cost: (size: number) => number | Promise<number>;
}

/** Measures every size in turns, round after round; the exponent has a spread over rounds, each size its median. */
export async function growthOf(work: GrowingWork, rounds: number): Promise<Measured> {
  const { name, unit, sizes, cost } = work;
  const sides = Object.fromEntries(sizes.map((size) => [`${size}`, async () => await cost(size)]));
  const measured = await inTurnsAwaited(rounds, sides);
  const secondsOf = (size: number) => measured.map((round) => round[`${size}`] ?? Number.NaN);
  const exponents = measured.map((round) => {
    return exponentOf(sizes.map((size) => ({ size, seconds: round[`${size}`] ?? Number.NaN })));
  });
  const points = sizes.map((size) => ({ size, seconds: spreadOf(secondsOf(size)).median }));
  return { spreads: { [name]: spreadOf(exponents) }, growth: { [name]: { unit, points } } };
}

/** Repeats small work, so that it can be timed. @param cost - Seconds of CPU time for one time. @returns Their mean. */
export function averaged(times: number, cost: () => number): number {
  let seconds = 0;
  for (let time = 0; time < times; time += 1) seconds += cost();
  return seconds / times;
}
