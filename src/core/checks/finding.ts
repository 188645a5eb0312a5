/** An `error` breaks learners, replays or the protocol; a `warning` is legal but likely a mistake. */
export type Severity = "error" | "warning";

/** One thing a checker found wrong. */
export interface Finding {
  /** Stable identifier of the check, such as `ENV-STEP-003`. */
  readonly code: string;
  readonly severity: Severity;
  /** Where it was found, such as `step 3 · observation.ticket.age`. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  /** How to mend it. */
  readonly hint: string;
}

/** Everything a checker found, errors first. */
export interface CheckReport {
  /** Whether there is no error; warnings do not count. */
  readonly passed: boolean;
  readonly findings: readonly Finding[];
}

/** A report of some findings, errors first, each group in the order found. */
export function checkReport(findings: readonly Finding[]): CheckReport {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return { passed: errors.length === 0, findings: [...errors, ...warnings] };
}
