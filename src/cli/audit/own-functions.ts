import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { PotentialFunction } from "../../supportdesk/potentials.ts";
import type { RewardFunction } from "../../supportdesk/rewards.ts";
import type { AuditFlags } from "../commands/audit.ts";
import { UsageError } from "../errors.ts";

/** Functions of the user's own that stand for what flags name. */
export interface OwnFunctions {
  readonly reward?: RewardFunction;
  readonly base?: RewardFunction;
  readonly potential?: PotentialFunction;
}

/** Whether a flag names a file instead of something bundled. */
export function isFile(name: string | undefined): name is string {
  return name !== undefined && /[\\/]|\.[cm]?[jt]s$/.test(name);
}

/** The functions that `--reward`, `--base` and `--potential` name by file. @throws {UsageError} If one is not there. */
export async function loadOwnFunctions({ reward, base, potential }: AuditFlags): Promise<OwnFunctions> {
  return {
    ...(isFile(reward) && { reward: await exported<RewardFunction>(reward, "reward") }),
    ...(isFile(base) && { base: await exported<RewardFunction>(base, "reward") }),
    ...(isFile(potential) && {
      potential: checkedPotential(await exported<PotentialFunction>(potential, "potential"), potential),
    }),
  };
}

const TOLERANCE = 1e-9;

/** Φ that must be the same whenever it sees the same state. */
function checkedPotential(potential: PotentialFunction, file: string): PotentialFunction {
  const known = new Map<string, number>();
  return (input) => {
    const value = potential(input);
    const key = JSON.stringify(input.view);
    const before = known.get(key);
    if (before === undefined) known.set(key, value);
    else if (Math.abs(value - before) > TOLERANCE) {
      throw new InvalidArgumentError(
        `Expected the potential of ${file} to depend on the state alone, got ${before} and ${value} for one state: leave out counters and chance.`,
      );
    }
    return value;
  };
}

/** An exported function, called by a name or the default. */
async function exported<Kind>(file: string, name: string): Promise<Kind> {
  const path = resolve(file);
  if (!existsSync(path)) {
    throw new UsageError(
      `Expected a file that exports a function \`${name}\`, got ${file}, which does not exist.`,
    );
  }
  const found = await importFrom(path, file);
  const value = found[name] ?? found["default"];
  // What it takes and returns shows when it is called.
  if (typeof value === "function") return value as Kind;
  throw new UsageError(
    `Expected ${file} to export a function \`${name}\`, got ${value === undefined ? "none" : typeof value}.`,
  );
}

async function importFrom(path: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`Expected a module that can be imported, got ${file}: ${reason}`, { cause });
  }
}
