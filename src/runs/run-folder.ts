import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Agent } from "../core/agent.ts";
import { GymError } from "../core/errors.ts";
import type { CurvePoint } from "../training/callbacks.ts";
import type { Evaluation } from "../training/evaluate.ts";
import { AGENT_FILE_NAME, type TrainingRecord } from "./agent-file.ts";
import type { Manifest } from "./manifest.ts";
import { MANIFEST_NAME, manifestText, resultFiles } from "./run-files.ts";
import { checkWritable, isTaken, writeAside } from "./write-aside.ts";

/** What a run leaves. */
export interface RunRecord {
  readonly manifest: Manifest;
  /** The agent after training. */
  readonly agent: Agent;
  /** What was trained in the end; fewer episodes than the manifest asks for if the run was stopped. */
  readonly training: TrainingRecord;
  /** Evaluations of the trained agent and, if wanted, of others beside it. */
  readonly results: readonly Evaluation[];
  readonly curve: readonly CurvePoint[];
}

/**
 * Checks, before any training, that a run folder can be written.
 * @throws {GymError} `FILE_EXISTS` if there is something at `folder`, `BAD_FILE` if it cannot be written.
 */
export function checkRunFolder(folder: string): void {
  if (folder.trim() === "") {
    throw new GymError("BAD_FILE", `Expected the name of a folder, such as "runs/first", got "${folder}".`);
  }
  refuseTaken(folder);
  checkWritable(folder);
}

/**
 * Writes a run folder in one step: `manifest.json`, `agent.json`, and as tidy tables `results.csv` (one row for each
 * player, task and metric; empty values are unknown) and `curve.csv`. Parent folders are created.
 *
 * @throws {GymError} `FILE_EXISTS` if there is something at `folder`, `BAD_FILE` if it cannot be written, or
 *   `INVALID_ARGUMENT` if the manifest is malformed.
 */
export function writeRun(folder: string, run: RunRecord): void {
  const files = [[MANIFEST_NAME, manifestText(run.manifest)] as const, ...resultFiles(run)];
  refuseTaken(folder);
  writeAside(folder, (temporary) => {
    mkdirSync(temporary);
    for (const [name, text] of files) writeFileSync(join(temporary, name), text);
  });
}

function refuseTaken(folder: string): void {
  if (!isTaken(folder)) return;
  let copy = 2;
  while (isTaken(nthName(folder, copy))) copy += 1;
  const other = `choose another --out, such as "${nthName(folder, copy)}"`;
  const message = `"${folder}" exists already: ${isUnfinished(folder) ? `go on with it by --resume, or ${other}` : other}.`;
  throw new GymError("FILE_EXISTS", message);
}

function isUnfinished(folder: string): boolean {
  return existsSync(join(folder, MANIFEST_NAME)) && !existsSync(join(folder, AGENT_FILE_NAME));
}

function nthName(folder: string, copy: number): string {
  return `${folder.replace(/[/\\]+$/, "")}-${copy}`;
}
