import type { ConformanceReport } from "./report.ts";
import type { ConformanceOptions } from "./settings.ts";
import type { SubmissionOptions, SubmissionReport } from "./submission/check-submission.ts";

export type {
  CheckCounts,
  CheckGroup,
  CheckResult,
  ConformanceReport,
  UpstreamCriterion,
  UpstreamReport,
} from "./report.ts";
export type { ConformanceOptions } from "./settings.ts";
export type { SubmissionOptions, SubmissionReport } from "./submission/check-submission.ts";
export type { ProgramEnd, RunProgram } from "./submission/programs.ts";

/**
 * Checks an OpenEnv server from outside, one check after the other.
 *
 * Nothing is changed on the server but sessions of its own, which it closes; where the web page is on, its shared
 * episode is begun anew.
 *
 * @param url - Any form that the client takes.
 * @throws {GymError} If the URL or an option is wrong.
 * @throws {ConnectionError} If nothing answers there.
 */
export async function checkConformance(
  url: string,
  options: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const checks = await import("./check-conformance.ts");
  return checks.checkConformance(url, options);
}

/**
 * Checks what the submission scripts of OpenEnv challenges check: a running server, and the folder it is built from.
 * @param url - Any form that the client takes.
 * @throws {GymError} If the URL, an option or the folder is wrong.
 * @throws {ConnectionError} If nothing answers there.
 */
export async function checkSubmission(
  url: string,
  options: SubmissionOptions = {},
): Promise<SubmissionReport> {
  const checks = await import("./submission/check-submission.ts");
  return checks.checkSubmission(url, options);
}
