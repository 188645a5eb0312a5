import type { CheckResult, ConformanceReport } from "../../openenv/conformance/report.ts";
import type { SubmissionReport } from "../../openenv/conformance/submission/check-submission.ts";
import { renderTable } from "../../report/table.ts";
import { wrapText } from "../../report/wrap.ts";
import type { Io } from "../io.ts";

/** Columns besides that of the texts: the id, the result and what is between them. */
const OTHER_COLUMNS = 26;

/** Prints a table of the checks, with what to do about each that failed. */
export function printConformance(io: Io, { target, mode, checks, upstream }: ConformanceReport): void {
  io.out(`OpenEnv conformance of ${target} (${mode} mode)\n\n`);
  printChecks(io, checks);
  const { passed_count, total_count } = upstream.summary;
  io.out(`openenv validate --url: ${passed_count} of ${total_count} criteria met.\n`);
}

/** Prints a table of the checks of a submission. */
export function printSubmission(io: Io, { target, directory, checks }: SubmissionReport): void {
  const folder = directory === undefined ? "" : ` with ${directory}`;
  io.out(`Submission of ${target}${folder}\n\n`);
  printChecks(io, checks);
}

function printChecks(io: Io, checks: readonly CheckResult[]): void {
  const { style, width } = io;
  const columns = [{ title: "check", align: "right" }, { title: "" }, { title: "result" }] as const;
  const textWidth = Math.max(20, width - OTHER_COLUMNS);
  const rows = checks.map((check) => [check.id, describe(check, textWidth), coloured(check, io)]);
  io.out(`${renderTable({ columns, rows, style })}\n\n`);
  const count = (status: CheckResult["status"]): number =>
    checks.filter((check) => check.status === status).length;
  io.out(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped.\n`);
}

function describe({ title, expected, got, hint, reason }: CheckResult, width: number): string {
  const notes = [
    reason === undefined ? "" : `because ${reason}`,
    expected === undefined ? "" : `expected ${expected}`,
    got === undefined ? "" : `got ${got}`,
    hint ?? "",
  ];
  const lines = notes
    .filter((note) => note !== "")
    .map((note) => wrapText(`  ${note}`.trimEnd(), width, "    "));
  return [wrapText(title, width), ...lines].join("\n");
}

function coloured({ status }: CheckResult, { style }: Io): string {
  if (status === "passed") return style.good(status);
  return status === "failed" ? style.bad(status) : style.dim(status);
}
