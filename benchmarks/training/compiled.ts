/**
 * Measures Q-learning on compiled arrays: against the same training step by step, and against a C program that does the
 * same on the same table. They run in turns, steps are counted per second of CPU time, and all must learn the same bits.
 *
 *   npx tsx benchmarks/training/compiled.ts [--pairs 7] [--episodes 100000] [--long 2000000] [--json]
 */
import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { SupportDeskTabularEnv } from "supportdesk-gym";
import { type Spread, spreadOf } from "../serving/statistics.ts";
import { Contest } from "./contest.ts";
import { ReferenceProgram } from "./reference-program.ts";

interface Settings {
  readonly pairs: number;
  /** Episodes of a training against the step-by-step one. */
  readonly episodes: number;
  /** Episodes of a training against C. */
  readonly long: number;
  readonly json: boolean;
}

/** What was measured; rates in millions of steps per second of CPU time. */
interface Result {
  readonly interpreted: Spread;
  readonly cold: Spread;
  readonly compiled: Spread;
  readonly coldOverInterpreted: Spread;
  readonly compiledOverInterpreted: Spread;
  readonly compiledLong: Spread;
  readonly c: Spread | null;
  readonly compiledOverC: Spread | null;
}

function readSettings(): Settings {
  const { values } = parseArgs({
    options: {
      pairs: { type: "string", default: "7" },
      episodes: { type: "string", default: "100000" },
      long: { type: "string", default: "2000000" },
      json: { type: "boolean", default: false },
    },
  });
  const [pairs, episodes, long] = (["pairs", "episodes", "long"] as const).map((name) => {
    const value = Number(values[name]);
    if (Number.isSafeInteger(value) && value >= 1) return value;
    throw new Error(`Expected --${name} to be an integer >= 1, got "${values[name]}".`);
  });
  return { pairs: pairs ?? 1, episodes: episodes ?? 1, long: long ?? 1, json: values.json };
}

function alternate<Name extends string>(
  pairs: number,
  sides: Readonly<Record<Name, () => number>>,
): Readonly<Record<Name, number>>[] {
  const names = Object.keys(sides) as Name[];
  return Array.from({ length: pairs + 1 }, (_, round) => {
    const order = round % 2 === 0 ? names : names.toReversed();
    return Object.fromEntries(order.map((name) => [name, sides[name]()])) as Record<Name, number>;
  }).slice(1);
}

function measure({ pairs, episodes, long }: Settings): Result {
  const short = new Contest(episodes);
  let shift = 0;
  const rounds = alternate(pairs, {
    interpreted: () => short.interpreted(),
    // An option that plays no part without shaping, so that nothing compiled before can serve.
    cold: () => short.compiled(new SupportDeskTabularEnv({ potentialShift: ++shift })),
    compiled: () => short.compiled(),
  });
  const contest = new Contest(long);
  const program = ReferenceProgram.build(contest);
  const longRounds = alternate(pairs, {
    compiled: () => contest.compiled(),
    c: () => (program === undefined ? Number.NaN : program.run()),
  });
  program?.remove();
  const spread = <Round>(of: readonly Round[], rate: (round: Round) => number) => spreadOf(of.map(rate));
  return {
    interpreted: spread(rounds, (each) => each.interpreted),
    cold: spread(rounds, (each) => each.cold),
    compiled: spread(rounds, (each) => each.compiled),
    coldOverInterpreted: spread(rounds, (each) => each.cold / each.interpreted),
    compiledOverInterpreted: spread(rounds, (each) => each.compiled / each.interpreted),
    compiledLong: spread(longRounds, (each) => each.compiled),
    c: program === undefined ? null : spread(longRounds, (each) => each.c),
    compiledOverC: program === undefined ? null : spread(longRounds, (each) => each.compiled / each.c),
  };
}

function row(name: string, spread: Spread | null): string {
  if (spread === null) return `${name.padEnd(46)}  skipped: gcc is not installed`;
  const { median, min, max } = spread;
  return `${name.padEnd(46)}${[median, min, max].map((value) => value.toFixed(2).padStart(9)).join("")}`;
}

function print(result: Result, { episodes, long }: Settings): void {
  console.log(
    `${"M steps / CPU s".padEnd(46)}${["median", "min", "max"].map((each) => each.padStart(9)).join("")}`,
  );
  console.log(row(`step by step, ${episodes} episodes`, result.interpreted));
  console.log(row("  compiled, a new environment", result.cold));
  console.log(row("  compiled, an environment known already", result.compiled));
  console.log(row(`compiled, ${long} episodes`, result.compiledLong));
  console.log(row("  C, gcc -O3 -march=native", result.c));
  console.log(row("compiled / step by step, a new environment", result.coldOverInterpreted));
  console.log(row("compiled / step by step, known already", result.compiledOverInterpreted));
  console.log(row("compiled / C", result.compiledOverC));
}

const settings = readSettings();
const result = measure(settings);
if (settings.json) {
  const commit = spawnSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).stdout.trim();
  const machine = { node: process.version, platform: process.platform, load: loadavg() };
  console.log(JSON.stringify({ schema: "supportdesk.compiled/1", commit, machine, settings, ...result }));
} else print(result, settings);
