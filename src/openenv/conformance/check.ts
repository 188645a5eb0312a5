import { Failure, Skipped } from "./outcome.ts";
import type { CheckGroup, CheckResult } from "./report.ts";
import type { Trial } from "./trial.ts";

/** One thing that must hold of a server. Checks know nothing of each other. */
export interface Check {
  readonly id: string;
  readonly group: CheckGroup;
  /** What must hold, in one sentence. */
  readonly title: string;
  /** What to do where it does not. */
  readonly hint: string;
  /** Whether it is about routes that production servers do not have. @defaultValue false */
  readonly simulationOnly?: boolean;
  /** @throws {Failure | Skipped} If it does not hold, or cannot be found out here. */
  readonly run: (trial: Trial) => Promise<void>;
}

/** A check that needs something outside this program. */
export function externalCheck(id: string, title: string, reason: string): Check {
  return {
    id,
    group: "external",
    title,
    hint: reason,
    run: () => Promise.reject(new Skipped(reason)),
  };
}

/** Makes a check and tells how it went. */
export async function judge(
  { id, group, title, hint }: Pick<Check, "id" | "group" | "title" | "hint">,
  run: () => Promise<void>,
): Promise<CheckResult> {
  try {
    await run();
    return { id, group, title, status: "passed" };
  } catch (error) {
    if (error instanceof Skipped) return { id, group, title, status: "skipped", reason: error.message };
    const { expected, got } = error instanceof Failure ? error : unexpected(error);
    return { id, group, title, status: "failed", expected, got, hint };
  }
}

function unexpected(error: unknown): Failure {
  return new Failure("an answer that can be read", error instanceof Error ? error.message : String(error));
}
