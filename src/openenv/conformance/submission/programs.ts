import { execFile } from "node:child_process";

/** How a program ended. */
export interface ProgramEnd {
  /** `undefined` where it could not be started or was stopped. */
  readonly exitCode: number | undefined;
  /** The end of what it printed. */
  readonly output: string;
}

/** Runs a program to its end, for at most that many milliseconds. */
export type RunProgram = (program: string, args: readonly string[], timeoutMs: number) => Promise<ProgramEnd>;

const SHOWN = 2000;

/** Runs a program of this machine. */
export const runProgram: RunProgram = (program, args, timeoutMs) =>
  new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        const output = `${stdout}${stderr}`.trim().slice(-SHOWN);
        resolve({
          exitCode: typeof code === "number" ? code : undefined,
          output: output || (error?.message ?? ""),
        });
      },
    );
  });
