import { type Spread, spreadOf } from "./serving/statistics.ts";

/** Work that was timed. */
export interface Timed {
  readonly steps: number;
  /** Seconds of CPU time, of all threads of the process. */
  readonly cpu: number;
  /** Seconds on the clock. */
  readonly wall: number;
}

/** Times work. @param work - Returns the steps it took. */
export function timed(work: () => number): Timed {
  const before = process.cpuUsage();
  const begin = performance.now();
  const steps = work();
  const wall = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { steps, cpu: (user + system) / 1e6, wall };
}

/** Times what takes its time, in seconds of CPU time. */
export async function cpuSecondsOf<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly seconds: number }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (user + system) / 1e6 };
}

/** Steps per second of CPU time. */
export function rateOf({ steps, cpu }: Timed): number {
  return steps / cpu;
}

/**
 * Measures several sides in turns, each round in the opposite order of the one before; a first round to warm up does
 * not count.
 * @param rounds - An integer ≥ 1.
 */
export function inTurns<Name extends string, Value>(
  rounds: number,
  sides: Readonly<Record<Name, () => Value>>,
): Readonly<Record<Name, Value>>[] {
  const names = Object.keys(sides) as Name[];
  return Array.from({ length: rounds + 1 }, (_, round) => {
    const order = round % 2 === 0 ? names : names.toReversed();
    return Object.fromEntries(order.map((name) => [name, sides[name]()])) as Record<Name, Value>;
  }).slice(1);
}

/** Like `inTurns`, for sides that take their time: each begins when the one before has ended. */
export async function inTurnsAwaited<Name extends string, Value>(
  rounds: number,
  sides: Readonly<Record<Name, () => Promise<Value>>>,
): Promise<Readonly<Record<Name, Value>>[]> {
  const names = Object.keys(sides) as Name[];
  const measured: Readonly<Record<Name, Value>>[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const values: Partial<Record<Name, Value>> = {};
    for (const name of round % 2 === 0 ? names : names.toReversed()) values[name] = await sides[name]();
    measured.push(values as Record<Name, Value>);
  }
  return measured.slice(1);
}

/** Median and range of what is read off each round. */
export function overRounds<Round>(rounds: readonly Round[], read: (round: Round) => number): Spread {
  return spreadOf(rounds.map(read));
}

/** An option of a command line that counts something. @throws {Error} Unless it is an integer ≥ 1. */
export function readCount(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`Expected --${flag} to be an integer >= 1, got "${text}".`);
}
