import { spawnSync } from "node:child_process";
import { buildScript } from "./build.ts";
import type { Spreads } from "./report.ts";
import type { Spread } from "./serving/statistics.ts";

/** One script of this folder, run in a process of its own. */
interface Part {
  readonly script: string;
  readonly args: readonly string[];
  readonly quickArgs: readonly string[];
  /** What the JSON that it printed says, by the names of the report. */
  readonly read: (printed: Printed) => Readonly<Record<string, Spread | null | undefined>>;
  /** Names that need something installed, and what is missing without it. */
  readonly needs?: Readonly<Record<string, string>>;
}

type Printed = Readonly<Record<string, unknown>> & { readonly spreads?: Spreads };

const FEW_WRAPPERS = "TimeLimit,RecordEpisodeStatistics,RewardScale";
/** With the fixed cost of all parts, what a quick run may take. */
const QUICK_PAIRS = ["--pairs", "2"];

const PARTS: readonly Part[] = [
  {
    script: "training/compiled.ts",
    args: ["--pairs", "7"],
    quickArgs: [...QUICK_PAIRS, "--long", "1000000"],
    read: readCompiled,
    needs: { compiledOverC: "gcc is not installed" },
  },
  { script: "interpreted.ts", args: ["--pairs", "9"], quickArgs: QUICK_PAIRS, read: readSpreads },
  { script: "structured.ts", args: ["--pairs", "9"], quickArgs: QUICK_PAIRS, read: readSpreads },
  {
    script: "wrappers.ts",
    args: ["--pairs", "11", "--episodes", "10000"],
    quickArgs: ["--pairs", "5", "--episodes", "5000", "--only", FEW_WRAPPERS],
    read: readWrappers,
  },
  {
    script: "checking.ts",
    args: [],
    quickArgs: ["--rounds", "5", "--steps", "50000"],
    read: ({ ratio }) => ({ checkedOverUnchecked: ratio as Spread }),
  },
  {
    script: "solve.ts",
    args: ["--rounds", "3"],
    quickArgs: ["--rounds", "2", "--libraries", "minimal"],
    read: readSpreads,
  },
];

function readSpreads({ spreads = {} }: Printed): Spreads {
  return spreads;
}

function readCompiled(printed: Printed): Readonly<Record<string, Spread | null>> {
  const { compiledOverC, compiledOverInterpreted } = printed as Readonly<Record<string, Spread | null>>;
  return { compiledOverC: compiledOverC ?? null, compiledOverInterpreted: compiledOverInterpreted ?? null };
}

/** The wrappers one by one, and the slowest of them. */
function readWrappers({ spreads = {} }: Printed): Spreads {
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
 * Runs the parts one after the other. What could not be measured is said on stderr and left out.
 * @throws {Error} If there is no such part, or one fails.
 */
export async function measureParts({ quick, only = PARTS.map(nameOf) }: PartsOptions): Promise<Spreads> {
  const unknown = only.find((name) => PARTS.every((part) => nameOf(part) !== name));
  if (unknown !== undefined) {
    throw new Error(`Expected --only to name some of ${PARTS.map(nameOf).join(", ")}, got "${unknown}".`);
  }
  const spreads: Record<string, Spread> = {};
  for (const part of PARTS)
    if (only.includes(nameOf(part))) Object.assign(spreads, await measurePart(part, quick));
  return spreads;
}

function nameOf({ script }: Part): string {
  return script.replace(/^.*\//, "").replace(/\.ts$/, "");
}

async function measurePart(
  { script, args, quickArgs, read, needs = {} }: Part,
  quick: boolean,
): Promise<Spreads> {
  const built = await buildScript(script);
  const { stdout, status } = spawnSync(process.execPath, [built, ...(quick ? quickArgs : args), "--json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed = parse(stdout);
  if (printed === undefined)
    throw new Error(`benchmarks/${script} ended with ${status} and printed no JSON.`);
  const found = Object.entries(read(printed));
  for (const [name, spread] of found) if (spread === null) console.error(`skipped: ${name}, ${needs[name]}`);
  return Object.fromEntries(found.filter(([, spread]) => spread != null)) as Spreads;
}

function parse(text: string): Printed | undefined {
  try {
    return JSON.parse(text) as Printed;
  } catch {
    return undefined;
  }
}
