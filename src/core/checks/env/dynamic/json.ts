import type { Observed, Report } from "../../check.ts";
import type { EnvCheck, EnvTrial } from "../trial.ts";
import { isNumbers, isPlain } from "./copy.ts";
import { callsOf, recordingOf } from "./recording.ts";

/** What may stand in a value. */
interface Allowed {
  /** Typed arrays of numbers, which servers and traces write as lists. */
  readonly typedArrays: boolean;
}

/** Where in the whole value a part of it is. */
interface Place {
  readonly path?: string;
  /** The values around it, from the outside in. */
  readonly within?: readonly object[];
}

/**
 * The first place in a value that JSON loses or changes: `undefined`, NaN and infinity, bigints, functions, symbols,
 * sparse lists, cycles and instances of classes such as `Map` and `Date`. The sign of -0 does not count.
 */
function firstLoss(
  value: unknown,
  allowed: Allowed,
  { path = "", within = [] }: Place = {},
): Observed | undefined {
  if (typeof value !== "object" || value === null) return lossOfScalar(value, path);
  if (within.includes(value)) return { path, expected: "plain JSON", got: "a record that holds itself" };
  for (const [key, item] of itemsOf(value, allowed) ?? []) {
    const found = firstLoss(item, allowed, { path: `${path}${key}`, within: [...within, value] });
    if (found !== undefined) return found;
  }
  if (itemsOf(value, allowed) !== undefined) return undefined;
  return { path, expected: "plain JSON", got: `an instance of ${classOf(value)}` };
}

function lossOfScalar(value: unknown, path: string): Observed | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value !== "number") return { path, expected: "plain JSON", got: typeof value };
  return Number.isFinite(value) ? undefined : { path, expected: "a finite number", got: String(value) };
}

/** The items of a list or record with their paths; `undefined` for what JSON has no form for. */
function itemsOf(
  value: object,
  { typedArrays }: Allowed,
): (readonly [key: string, item: unknown])[] | undefined {
  if (Array.isArray(value) || (typedArrays && isNumbers(value))) {
    return Array.from(value as ArrayLike<unknown>, (item, index) => [`[${index}]`, item] as const);
  }
  return isPlain(value) ? Object.entries(value).map(([key, item]) => [`.${key}`, item] as const) : undefined;
}

function classOf(value: object): string {
  return value.constructor?.name ?? "a class";
}

function checkResults(isWanted: (got: unknown) => boolean): (trial: EnvTrial, report: Report) => void {
  return (trial, report) => {
    for (const { place, outcome } of callsOf(recordingOf(trial))) {
      const { observation, info } = outcome;
      const found = firstLoss({ observation, info }, { typedArrays: true });
      if (found === undefined || !isWanted(found.got)) continue;
      report({ ...found, path: `${place} · ${found.path.slice(1)}` });
      return;
    }
  };
}

const isNotFinite = (got: unknown): boolean => /^(NaN|-?Infinity)$/.test(String(got));

function checkSnapshot({ make, seed }: EnvTrial, report: Report): void {
  const env = make();
  env.reset({ seed });
  let snapshot: unknown;
  try {
    snapshot = env.snapshot();
  } catch {
    // Whether that is allowed is for the checks of snapshots to say.
    return;
  }
  const found = firstLoss(snapshot, { typedArrays: false });
  if (found !== undefined) report({ ...found, path: `snapshot()${found.path}` });
}

/** Checks that what leaves an environment can go through a file or a connection. */
export const JSON_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-JSON-001",
    severity: "error",
    title: "observations and infos are plain JSON, typed arrays aside",
    hint: "Leave absent fields out, and write records and lists in place of `Map`, `Set`, `Date` and classes.",
    run: checkResults((got) => !isNotFinite(got)),
  },
  {
    code: "ENV-JSON-002",
    severity: "error",
    title: "every number in observations and infos is finite",
    hint: "Look for divisions by 0 and logarithms of 0; say unknown with null or a flag of its own.",
    run: checkResults(isNotFinite),
  },
  {
    code: "ENV-JSON-003",
    severity: "error",
    title: "a snapshot is plain JSON",
    hint: "Write typed arrays as lists, and state as records, in `snapshot`; read them back in `restore`.",
    run: checkSnapshot,
  },
];
