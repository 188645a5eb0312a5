/** How one check went. */
export interface CheckResult {
  /** Number of the check, such as `12`. */
  readonly id: string;
  /** What part of the protocol it belongs to. */
  readonly group: CheckGroup;
  /** What must hold, in one sentence. */
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  /** What a failed check expected. */
  readonly expected?: string;
  /** What it got instead. */
  readonly got?: string;
  /** What to do about a failed check. */
  readonly hint?: string;
  /** Why a check was skipped. */
  readonly reason?: string;
}

/** Parts of the protocol, in the order in which they are checked. */
export type CheckGroup =
  | "info"
  | "http"
  | "websocket"
  | "capacity"
  | "mcp"
  | "extras"
  | "external"
  | "submission";

/** How many checks went which way. */
export interface CheckCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One criterion in the form that `openenv validate --url` reports. */
export interface UpstreamCriterion {
  readonly id: string;
  readonly description: string;
  readonly passed: boolean;
  readonly required: boolean;
  readonly details?: string;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly actual?: Readonly<Record<string, unknown>>;
}

/** The report of `openenv validate --url`: six criteria that every served environment must meet. */
export interface UpstreamReport {
  readonly target: string;
  readonly validation_type: "running_environment";
  readonly standard_version: string;
  readonly standard_profile: string;
  readonly mode: "simulation" | "production" | "unknown";
  readonly passed: boolean;
  readonly summary: {
    readonly passed_count: number;
    readonly total_count: number;
    readonly failed_criteria: readonly string[];
    readonly required_passed_count: number;
    readonly required_total_count: number;
  };
  readonly criteria: readonly UpstreamCriterion[];
}

/** What the conformance checks found. */
export interface ConformanceReport {
  readonly schema: "supportdesk.conformance/1";
  /** Base URL of the server. */
  readonly target: string;
  /** `production` servers have no `/reset`, `/step` and `/state`. */
  readonly mode: "simulation" | "production";
  /** Nothing failed. */
  readonly passed: boolean;
  readonly counts: CheckCounts;
  readonly checks: readonly CheckResult[];
  readonly upstream: UpstreamReport;
}

/** How many checks went which way. */
export function countChecks(checks: readonly CheckResult[]): CheckCounts {
  const count = (status: CheckResult["status"]): number =>
    checks.filter((check) => check.status === status).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}
