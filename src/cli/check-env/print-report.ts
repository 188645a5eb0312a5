import type { CheckReport, Finding } from "../../core/checks/finding.ts";
import { labelled } from "../../report/wrap.ts";
import type { Io } from "../io.ts";

/** What was found in one environment. */
export interface NamedReport extends CheckReport {
  readonly id: string;
  /** How many checks ran. */
  readonly checks: number;
}

/** Prints a block for each finding, then whether the environment passed. */
export function printReport(io: Io, { id, passed, checks, findings }: NamedReport): void {
  const { style } = io;
  io.out(`${style.bold(id)}\n\n`);
  for (const finding of findings) printFinding(io, finding);
  const count = (severity: Finding["severity"]): string =>
    counted(findings.filter((finding) => finding.severity === severity).length, severity);
  const verdict = passed ? style.good("passed") : style.bad("failed");
  io.out(`${verdict}: ${counted(checks, "check")}, ${count("error")}, ${count("warning")}\n\n`);
}

function printFinding({ out, style, width }: Io, finding: Finding): void {
  const { code, severity, path, expected, got, hint } = finding;
  out(`${severity === "error" ? style.bad(code) : style.accent(code)}  ${severity}\n`);
  const lines = [
    ["  at        ", path],
    ["  expected  ", expected],
    ["  got       ", got],
    ["  hint      ", hint],
  ] as const;
  for (const [label, text] of lines) out(`${labelled(label, text, width)}\n`);
  out("\n");
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
