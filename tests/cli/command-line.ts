import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { afterAll } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { PLAIN } from "../../src/report/style.ts";

/** What a command line did. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line in this process. */
export async function run(args: readonly string[], input = ""): Promise<Ran> {
  const written = { out: "", error: "" };
  const code = await runCli(args, {
    stdin: Readable.from([input]),
    out: (text) => {
      written.out += text;
    },
    error: (text) => {
      written.error += text;
    },
    width: 100,
    style: PLAIN,
  });
  return { code, ...written };
}

/** Runs a command line whose output is one JSON document. */
export async function runJson<Document>(...args: readonly string[]): Promise<Document> {
  const { code, out, error } = await run([...args, "--json"]);
  if (code !== 0 || error !== "") throw new Error(`exit ${code}: ${error}`);
  return JSON.parse(out) as Document;
}

const MAIN = resolve("src/cli/main.ts");

/** Runs a command line as a user does, in a process of its own. */
export function launch(args: readonly string[], input = ""): Promise<Ran> {
  const { FORCE_COLOR: _colour, CI: _ci, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args], { env });
  const written = { out: "", error: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    written.error += text;
  });
  child.stdin.end(input);
  return new Promise((done) => child.on("close", (code) => done({ code, ...written })));
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, which is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "supportdesk-cli-"));
  folders.push(folder);
  return folder;
}

/** Everything in a folder, however deep. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

/** An evaluation as documents hold it. */
export interface EvaluationRecord {
  readonly player: string;
  readonly tasks: readonly {
    readonly taskId: string;
    readonly rawScore: number;
    readonly score: number;
    readonly return: number;
    readonly discountedReturn: number;
    readonly steps: number;
    readonly outcome: string;
    readonly submitted: boolean;
    readonly invalidActions: number;
    readonly actions: readonly string[];
  }[];
  readonly mean: { readonly rawScore: number; readonly score: number; readonly return: number };
}

/** What `train --json` prints. */
export interface TrainRecord {
  readonly schema: string;
  readonly manifest: {
    readonly command: string;
    readonly seed: number;
    readonly spec: { readonly kwargs: Readonly<Record<string, unknown>> };
    readonly agent: { readonly hyperparameters: Readonly<Record<string, unknown>> };
    readonly evaluation: { readonly discount: number; readonly spec?: unknown };
  };
  readonly curve: readonly {
    readonly episodes: number;
    readonly steps: number;
    readonly greedyRaw: number;
  }[];
  readonly evaluation: EvaluationRecord;
  readonly anchors: readonly EvaluationRecord[];
}
