import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describeIssue } from "../agents/issues.ts";
import { GymError } from "../core/errors.ts";
import type { CurvePoint } from "../training/callbacks.ts";
import { AGENT_FILE_NAME } from "./agent-file.ts";
import { tooShort } from "./append-file.ts";
import { CHECKPOINT_NAME, type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { codeOf, reasonOf } from "./file-errors.ts";
import { Manifest } from "./manifest.ts";
import { CURVE_NAME, MANIFEST_NAME, parseCurve } from "./run-files.ts";
import { isTaken } from "./write-aside.ts";

/** A run as its folder shows it. */
export interface FoundRun {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether its results are there. */
  readonly isFinished: boolean;
  /** Where it can be gone on with; absent where it is finished or has not come to its first checkpoint. */
  readonly checkpoint?: Checkpoint;
}

/** What a folder holds. */
export interface FoundRuns {
  /** Whether the runs are in folders of their own inside it. */
  readonly several: boolean;
  /** By seed. */
  readonly runs: readonly FoundRun[];
}

/**
 * Finds the run in a folder, or the runs in the folders inside it.
 * @throws {GymError} `BAD_FILE` if there is none, or a manifest, a checkpoint or a log that it goes on with is no good.
 */
export function findRuns(folder: string): FoundRuns {
  const names = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
  if (names.some(({ name }) => name === MANIFEST_NAME)) return { several: false, runs: [readRun(folder)] };
  const runs = names
    .filter((entry) => entry.isDirectory() && isTaken(join(folder, entry.name, MANIFEST_NAME)))
    .map(({ name }) => readRun(join(folder, name)));
  if (runs.length === 0) {
    throw bad(folder, `there is no ${MANIFEST_NAME} in it; name a folder that train --out has made`);
  }
  return { several: true, runs: runs.toSorted((a, b) => a.manifest.seed - b.manifest.seed) };
}

function readRun(folder: string): FoundRun {
  const manifest = readManifest(folder);
  if (isTaken(join(folder, AGENT_FILE_NAME))) return { folder, manifest, isFinished: true };
  const path = join(folder, CHECKPOINT_NAME);
  if (!isTaken(path)) return { folder, manifest, isFinished: false };
  const text = attempt(folder, () => readFileSync(path, "utf8"));
  const checkpoint = parseCheckpoint(path, text, manifest);
  for (const [name, length] of Object.entries(checkpoint.files)) {
    const log = join(folder, name);
    const size = attempt(folder, () => statSync(log, { throwIfNoEntry: false })?.size);
    if (size === undefined || size < length) throw tooShort(log, size, length);
  }
  return { folder, manifest, isFinished: false, checkpoint };
}

function readManifest(folder: string): Manifest {
  const text = attempt(folder, () => readFileSync(join(folder, MANIFEST_NAME), "utf8"));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw bad(folder, `its ${MANIFEST_NAME} is not complete JSON`, error);
  }
  const { success, data, error } = Manifest.safeParse(value);
  if (success) return data;
  throw bad(folder, `its ${MANIFEST_NAME} is malformed: ${describeIssue(error)}`);
}

/** The learning curve of a finished run. @throws {GymError} `BAD_FILE` if it is not there or was changed. */
export function readCurve(folder: string): readonly CurvePoint[] {
  const curve = parseCurve(attempt(folder, () => readFileSync(join(folder, CURVE_NAME), "utf8")));
  if (curve === undefined) throw bad(folder, `its ${CURVE_NAME} was changed after it was written`);
  return curve;
}

function attempt<Result>(folder: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === "") throw error;
    throw bad(folder, reasonOf(error), error);
  }
}

function bad(folder: string, problem: string, cause?: unknown): GymError {
  return new GymError("BAD_FILE", `Cannot use the run folder "${folder}": ${problem}.`, { cause });
}
