import { CommanderError } from "commander";
import { GymError } from "../core/errors.ts";

/** Exit codes of every command. */
export const EXIT = {
  done: 0,
  /** A file was no good, or something failed that the user did not write. */
  problem: 1,
  /** The command line was wrong. */
  usage: 2,
} as const;

/** A command line that cannot be carried out. The message is one line: what was wrong and what is allowed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something failed that the user did not write, such as a server. The message is one line. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
}

/** The process was asked to stop. The message is one line: what was done, and how to go on. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
  /** Exit code that shells expect after the signal. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs something whose every failure is the fault of the command line, whatever the error says. */
export function blameUsage<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof GymError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** The exit code that an error ends the process with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof InterruptedError) return error.exitCode;
  if (error instanceof UsageError || error instanceof CommanderError) return EXIT.usage;
  if (error instanceof GymError && error.code !== "BAD_FILE") return EXIT.usage;
  return EXIT.problem;
}

/** An error in one line. */
export function lineOf(error: unknown): string {
  const known = [UsageError, ProblemError, InterruptedError, GymError].some((kind) => error instanceof kind);
  const message = error instanceof Error ? error.message : String(error);
  const line = message.replaceAll(/\s+/g, " ").trim();
  return known ? line : `Internal error: ${line || "unknown"}. Please report it with the command you typed.`;
}
