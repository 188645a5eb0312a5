import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const FOLDER = new URL("./python/", import.meta.url);
const BIN = /python[\d.]*$/;

/** The Python interpreter that has the packages of `python/requirements.txt`. */
export function interpreter(): string {
  const path = process.env["INTEROP_PYTHON"];
  if (path === undefined)
    throw new Error("Expected INTEROP_PYTHON to name a Python interpreter: run .ci/interop.");
  return path;
}

/** A program that was installed beside the interpreter, such as `openenv`. */
export function installed(program: string): string {
  return interpreter().replace(BIN, program);
}

/** Path of a program of this folder. */
export function program(name: string): string {
  return fileURLToPath(new URL(name, FOLDER));
}

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command may be given. */
export interface RunOptions {
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end; this process goes on serving meanwhile. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { input = "", cwd, env = process.env } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env });
    const read = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        read[stream] += text;
      });
    }
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, ...read }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Runs one of our Python programs and reads the JSON document it prints. */
export async function ask<Result>(name: string, args: readonly string[], input?: object): Promise<Result> {
  const given = input === undefined ? {} : { input: JSON.stringify(input) };
  const { status, stdout, stderr } = await run(interpreter(), [program(name), ...args], given);
  if (status !== 0) throw new Error(`${name} ended with ${status}:\n${stderr}\n${stdout}`);
  return JSON.parse(stdout) as Result;
}
