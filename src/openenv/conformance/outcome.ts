import { clip } from "../client/text.ts";

/** A check that did not hold. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly expected: string;
  readonly got: string;

  constructor(expected: string, got: unknown) {
    super(`Expected ${expected}.`);
    this.expected = expected;
    this.got = clip(typeof got === "string" ? got : (JSON.stringify(got) ?? "nothing"));
  }
}

/** A check that cannot be made here. */
export class Skipped extends Error {
  override readonly name = "Skipped";
}

/** A full server: the check may be made again once its sessions are free. */
export class Busy extends Error {
  override readonly name = "Busy";
}

/** @throws {Failure} If the condition does not hold. */
export function demand(condition: boolean, expected: string, got: unknown): asserts condition {
  if (!condition) throw new Failure(expected, got);
}

/** @throws {Skipped} If the condition does not hold. */
export function need(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Skipped(reason);
}
