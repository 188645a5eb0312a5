import type { Env } from "../../../env.ts";
import type { CheckText, Report } from "../../check.ts";
import { kindOf } from "../../show-value.ts";
import { membershipFaults } from "./membership.ts";

/** A property of one result of an environment; `path` says which result it is, such as `step 3`. */
export interface ResultCheck extends CheckText {
  readonly inspect: (seen: SeenResult, report: Report) => void;
}

/** One result of an environment. */
export interface SeenResult {
  readonly env: Pick<Env, "observationSpace">;
  readonly result: unknown;
  readonly path: string;
}

const RESET_KEYS = ["observation", "info"];
const STEP_KEYS = ["observation", "reward", "terminated", "truncated", "info"];

/** Whether a value is a record: an object that is neither a list nor an instance of a class. */
export function isPlainRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A field of a result, or a mark where the result has none, so that only the check of the fields tells it. */
function field(result: unknown, key: string): { readonly value: unknown } | undefined {
  return typeof result === "object" && result !== null && key in result
    ? { value: (result as Readonly<Record<string, unknown>>)[key] }
    : undefined;
}

function inspectFields(keys: readonly string[]): ResultCheck["inspect"] {
  return ({ result, path }, report) => {
    const expected = `a record with ${keys.join(", ")}`;
    if (typeof result !== "object" || result === null || Array.isArray(result)) {
      report({ path, expected, got: kindOf(result) });
      return;
    }
    const missing = keys.filter((key) => !(key in result));
    if (missing.length === 0) return;
    const got = result instanceof Promise ? "a Promise" : `one without ${missing.join(", ")}`;
    report({ path, expected, got });
  };
}

function inspectObservation({ env, result, path }: SeenResult, report: Report): void {
  const found = field(result, "observation");
  if (found === undefined) return;
  for (const fault of membershipFaults(env.observationSpace, found.value, `${path} · observation`)) {
    report(fault);
  }
}

function inspectInfo({ result, path }: SeenResult, report: Report): void {
  const found = field(result, "info");
  if (found === undefined || isPlainRecord(found.value)) return;
  report({ path: `${path} · info`, expected: "a plain record", got: kindOf(found.value) });
}

function inspectDuration({ result, path }: SeenResult, report: Report): void {
  const info = field(result, "info")?.value;
  const duration = field(info, "duration")?.value;
  if (duration === undefined || (Number.isSafeInteger(duration) && (duration as number) >= 1)) return;
  report({ path: `${path} · info.duration`, expected: "an integer >= 1", got: kindOf(duration) });
}

function inspectReward({ result, path }: SeenResult, report: Report): void {
  const found = field(result, "reward");
  if (found === undefined || Number.isFinite(found.value)) return;
  report({ path: `${path} · reward`, expected: "a finite number", got: kindOf(found.value) });
}

function inspectFlags({ result, path }: SeenResult, report: Report): void {
  for (const key of ["terminated", "truncated"]) {
    const found = field(result, key);
    if (found === undefined || typeof found.value === "boolean") continue;
    report({ path: `${path} · ${key}`, expected: "true or false", got: kindOf(found.value) });
  }
}

const INSIDE = "Return only observations of `observationSpace`, or declare the space that fits them.";
const RECORD = "Return a literal such as `{ attempts: 2 }`, or `{}` where there is nothing to tell.";

/** What holds for everything that `reset` returns. */
export const RESET_RESULT_CHECKS: readonly ResultCheck[] = [
  {
    code: "ENV-RESET-001",
    severity: "error",
    title: "`reset` returns a record of observation and info",
    hint: "Return `{ observation, info }` at once, not a pair, a promise or the observation alone.",
    inspect: inspectFields(RESET_KEYS),
  },
  {
    code: "ENV-RESET-002",
    severity: "error",
    title: "the observation of `reset` lies in the observation space",
    hint: INSIDE,
    inspect: inspectObservation,
  },
  {
    code: "ENV-RESET-003",
    severity: "error",
    title: "the info of `reset` is a plain record",
    hint: RECORD,
    inspect: inspectInfo,
  },
];

/** What holds for everything that `step` returns. */
export const STEP_RESULT_CHECKS: readonly ResultCheck[] = [
  {
    code: "ENV-STEP-001",
    severity: "error",
    title: "`step` returns a record of observation, reward, terminated, truncated and info",
    hint: "Return all five by name; a single `done` says too little, as only termination makes the future worth 0.",
    inspect: inspectFields(STEP_KEYS),
  },
  {
    code: "ENV-STEP-002",
    severity: "error",
    title: "the observation of every step lies in the observation space",
    hint: INSIDE,
    inspect: inspectObservation,
  },
  {
    code: "ENV-STEP-003",
    severity: "error",
    title: "`terminated` and `truncated` are booleans",
    hint: "Return `true` or `false`: compare explicitly, as in `place === GOAL`.",
    inspect: inspectFlags,
  },
  {
    code: "ENV-STEP-004",
    severity: "error",
    title: "the reward is a finite plain number",
    hint: "Return a primitive number; look for a division by 0, a missing value and a number kept as text.",
    inspect: inspectReward,
  },
  {
    code: "ENV-STEP-005",
    severity: "error",
    title: "the info of every step is a plain record",
    hint: RECORD,
    inspect: inspectInfo,
  },
  {
    code: "ENV-STEP-013",
    severity: "error",
    title: "`info.duration` is a whole number of steps, at least 1",
    hint: "Count the steps that the action took, or leave `duration` out where it took one.",
    inspect: inspectDuration,
  },
];

/** What holds for everything that `render` returns. */
export const RENDER_RESULT_CHECKS: readonly ResultCheck[] = [
  {
    code: "ENV-RENDER-002",
    severity: "error",
    title: "`render` returns a text, or nothing without a render mode",
    hint: "Return a string, or `undefined` where no render mode was chosen; leave printing to the caller.",
    inspect: ({ result, path }, report) => {
      if (result === undefined || typeof result === "string") return;
      report({ path, expected: "a string or undefined", got: kindOf(result) });
    },
  },
];
