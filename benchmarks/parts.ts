import { spawnSync } from "node:child_process";
import { buildPackage, buildScript } from "./build.ts";
import type { Growth } from "./growth/growth.ts";
import type { Spread } from "./serving/statistics.ts";
import type { Measured, Spreads } from "./spreads.ts";

/** One script of this folder, run in a process of its own. */
interface Part {
  readonly script: string;
  readonly args: readonly string[];
  readonly quickArgs: readonly string[];
  /** What a quick run leaves out, because it takes long. */
  readonly notQuick?: string;
  /** Spreads by the names of the report, from those that the script printed. @defaultValue the same */
  readonly read?: (spreads: Spreads) => Spreads;
}

const FEW_WRAPPERS = "TimeLimit,RecordEpisodeStatistics,RewardScale";
/** With the fixed cost of all parts, what a quick run may take. */
const QUICK_PAIRS = ["--pairs", "2"];

const PARTS: readonly Part[] = [
  {
    script: "training/compiled.ts",
    args: ["--pairs", "7"],
    quickArgs: [...QUICK_PAIRS, "--long", "1000000"],
  },
  {
    script: "interpreted.ts",
    args: ["--pairs", "9"],
    quickArgs: [...QUICK_PAIRS, "--episodes", "50000"],
  },
  { script: "structured.ts", args: ["--pairs", "9"], quickArgs: QUICK_PAIRS },
  {
    script: "wrappers.ts",
    args: ["--pairs", "11", "--episodes", "10000"],
    quickArgs: ["--pairs", "5", "--episodes", "5000", "--only", FEW_WRAPPERS],
    notQuick: `wrappers but ${FEW_WRAPPERS}`,
    read: withSlowestWrapper,
  },
  { script: "checking.ts", args: ["--pairs", "21"], quickArgs: ["--pairs", "5", "--steps", "50000"] },
  {
    script: "solve.ts",
    args: ["--rounds", "7"],
    quickArgs: ["--rounds", "2", "--libraries", "minimal"],
    notQuick: "the optimum of the standard library",
  },
  { script: "serving.ts", args: ["--pairs", "7"], quickArgs: [...QUICK_PAIRS, "--times", "8"] },
  { script: "startup.ts", args: ["--pairs", "21"], quickArgs: ["--pairs", "7"] },
  {
    script: "memory.ts",
    args: ["--rounds", "7"],
    quickArgs: ["--rounds", "1", "--only", "compiled,sessions"],
    notQuick: "memory of a training step by step",
  },
  {
    script: "linear.ts",
    args: ["--pairs", "7"],
    quickArgs: ["--pairs", "1", "--small"],
    notQuick: "growth over the greatest sizes",
  },
];

/** The wrappers one by one, and the slowest of them. */
function withSlowestWrapper(spreads: Spreads): Spreads {
  const slowest = Object.values(spreads).reduce((worst, each) => (each.median > worst.median ? each : worst));
  const named = Object.entries(spreads).map(([name, spread]) => [`wrapperOverhead ${name}`, spread] as const);
  return { wrapperOverhead: slowest, ...Object.fromEntries(named) };
}

/** What is run. */
export interface PartsOptions {
  readonly quick: boolean;
  /** Names of scripts without their ending, such as `structured`; all if absent. */
  readonly only?: readonly string[];
}

/**
 * Runs the parts one after the other. What is not measured is said on stderr and left out.
 * @throws {Error} If there is no such part, or one fails.
 */
export async function measureParts({ quick, only = PARTS.map(nameOf) }: PartsOptions): Promise<Measured> {
  const unknown = only.find((name) => PARTS.every((part) => nameOf(part) !== name));
  if (unknown !== undefined) {
    throw new Error(`Expected --only to name some of ${PARTS.map(nameOf).join(", ")}, got "${unknown}".`);
  }
  await buildPackage();
  const spreads: Record<string, Spread> = {};
  const growth: Record<string, Growth> = {};
  for (const part of PARTS.filter((each) => only.includes(nameOf(each)))) {
    const measured = await measurePart(part, quick);
    Object.assign(spreads, measured.spreads);
    Object.assign(growth, measured.growth);
  }
  return { spreads, growth };
}

function nameOf({ script }: Part): string {
  return script.replace(/^.*\//, "").replace(/\.ts$/, "");
}

async function measurePart(part: Part, quick: boolean): Promise<Measured> {
  const { script, notQuick, read = (spreads) => spreads } = part;
  if (quick && notQuick !== undefined) console.error(`left out of a quick run: ${notQuick}`);
  const built = await buildScript(script);
  const args = [built, ...(quick ? part.quickArgs : part.args), "--json"];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed = parse(stdout);
  if (printed !== undefined) return { ...printed, spreads: read(printed.spreads) };
  throw new Error(`benchmarks/${script} ended with ${status} and printed no JSON.`);
}

function parse(text: string): Measured | undefined {
  try {
    return JSON.parse(text) as Measured;
  } catch {
    return undefined;
  }
}
