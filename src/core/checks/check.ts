import type { Finding, Severity } from "./finding.ts";
import { showValue } from "./show-value.ts";

/** What a check says when it finds something; the rest of the finding is the check's own. */
export interface Observed {
  readonly path: string;
  readonly expected: string;
  /** What was found: a text is told as it is, any other value in one line of at most 200 characters. */
  readonly got: unknown;
}

/** Takes what a check found. */
export type Report = (observed: Observed) => void;

/** What every check says of itself. */
export interface CheckText {
  /** Stable and its own, such as `ENV-STEP-003`. */
  readonly code: string;
  readonly severity: Severity;
  /** What holds where the check passes, as a sentence. */
  readonly title: string;
  /** How to mend it where it does not hold, as a sentence. */
  readonly hint: string;
}

/** One property that a checker tests. */
export interface Check<Trial> extends CheckText {
  /** Findings that are told at most, where more would repeat them. @defaultValue 5 */
  readonly most?: number;
  readonly run: (trial: Trial, report: Report) => void;
}

const MOST = 5;

/** The finding of a check. */
export function findingOf({ code, severity, hint }: CheckText, { path, expected, got }: Observed): Finding {
  const text = typeof got === "string" ? got.replaceAll(/\s+/g, " ") : showValue(got);
  return { code, severity, path, expected, got: text, hint };
}

/**
 * Runs every check and collects what all of them find.
 *
 * @param crash - The check whose finding an exception becomes that a check did not expect; told once per message.
 */
export function runChecks<Trial>(checks: readonly Check<Trial>[], trial: Trial, crash: CheckText): Finding[] {
  const findings: Finding[] = [];
  const crashes = new Set<string>();
  for (const check of checks) {
    let told = 0;
    try {
      check.run(trial, (observed) => {
        told += 1;
        if (told <= (check.most ?? MOST)) findings.push(findingOf(check, observed));
      });
    } catch (error) {
      const got = errorText(error);
      if (crashes.has(got)) continue;
      crashes.add(got);
      findings.push(findingOf(crash, { path: `while checking: ${check.title}`, expected: crash.title, got }));
    }
  }
  return findings;
}

/** An error, or whatever else was thrown, in one line. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${showValue(error)}`;
}
