import { InvalidArgumentError, show } from "../../core/errors.ts";
import { ConnectionError } from "../../openenv/client/errors.ts";
import { checkConformance } from "../../openenv/conformance/check-conformance.ts";
import type { CheckResult } from "../../openenv/conformance/report.ts";
import { checkSubmission } from "../../openenv/conformance/submission/check-submission.ts";
import type { ValidateFlags } from "../commands/validate.ts";
import { ProblemError, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printConformance, printSubmission } from "./print-checks.ts";

/** What `validate` reads and writes besides its flags. */
export interface ValidateSurroundings {
  readonly io: Io;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Carries out `validate`. @throws {ProblemError} If a check fails or nothing answers. @throws {GymError} If a flag is wrong. */
export async function runValidate(
  url: string,
  flags: ValidateFlags,
  around: ValidateSurroundings,
): Promise<void> {
  const check = flags.submission === undefined ? conformance : submission;
  try {
    refuseFailed(await check(url, flags, around));
  } catch (error) {
    if (error instanceof ConnectionError) throw new ProblemError(error.message, { cause: error });
    throw error;
  }
}

async function conformance(
  url: string,
  flags: ValidateFlags,
  { io, variables }: ValidateSurroundings,
): Promise<readonly CheckResult[]> {
  const { only, timeout, action, maxSessions, sessionTimeout, production } = flags;
  const report = await checkConformance(url, {
    ...tokenOf(flags, variables),
    ...(only !== undefined && { only: only.flatMap(idsOf) }),
    ...(timeout !== undefined && { timeoutMs: timeout }),
    ...(action !== undefined && { action: readAction(action) }),
    ...(maxSessions !== undefined && { maxSessions }),
    ...(sessionTimeout !== undefined && { sessionTimeoutMs: sessionTimeout }),
    ...(production !== undefined && { production }),
  });
  if (flags.json) printJson(io, report);
  else printConformance(io, report);
  return report.checks;
}

const CONFORMANCE_ONLY = ["only", "action", "maxSessions", "sessionTimeout", "production"] as const;
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

async function submission(
  url: string,
  flags: ValidateFlags,
  { io, variables }: ValidateSurroundings,
): Promise<readonly CheckResult[]> {
  const needless = CONFORMANCE_ONLY.find((name) => flags[name] !== undefined);
  if (needless !== undefined) throw new UsageError(`--${kebab(needless)} has no meaning with --submission.`);
  const report = await checkSubmission(url, {
    ...tokenOf(flags, variables),
    ...(typeof flags.submission === "string" && { directory: flags.submission }),
    ...(flags.timeout !== undefined && { timeoutMs: flags.timeout }),
  });
  if (flags.json) printJson(io, report);
  else printSubmission(io, report);
  return report.checks;
}

function tokenOf(
  { token }: ValidateFlags,
  variables: ValidateSurroundings["variables"],
): { readonly token?: string } {
  const known = token ?? variables["SUPPORTDESK_TOKEN"]?.trim();
  return known ? { token: known } : {};
}

const RANGE = /^(\d{1,3})\.\.(\d{1,3})$/;

/** `24..30` as its ids; anything else as it is. */
function idsOf(text: string): readonly string[] {
  const [, first, last] = RANGE.exec(text) ?? [];
  if (first === undefined) return [text];
  const count = Number(last) - Number(first) + 1;
  if (count < 1) throw new InvalidArgumentError(`Expected --only like 1,24..30, got ${show(text)}.`);
  return Array.from({ length: count }, (_, index) => String(Number(first) + index));
}

function readAction(text: string): Readonly<Record<string, unknown>> {
  const value = parsed(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new InvalidArgumentError(`Expected --action to be a JSON object, got ${show(text)}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @throws {ProblemError} If a check failed. */
function refuseFailed(checks: readonly CheckResult[]): void {
  const failed = checks.filter(({ status }) => status === "failed").map(({ id }) => id);
  if (failed.length === 0) return;
  const made = checks.filter(({ status }) => status !== "skipped").length;
  throw new ProblemError(`${failed.length} of ${made} checks failed: ${failed.join(", ")}.`);
}
