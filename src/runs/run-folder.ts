import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeIssue } from "../agents/issues.ts";
import type { Agent } from "../core/agent.ts";
import { GymError, InvalidArgumentError } from "../core/errors.ts";
import type { CurvePoint } from "../training/callbacks.ts";
import type { Evaluation, TaskEvaluation } from "../training/evaluate.ts";
import { AGENT_FILE_NAME, agentFileText, type TrainingRecord } from "./agent-file.ts";
import { type Cell, toCsv } from "./csv.ts";
import { Manifest } from "./manifest.ts";
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
  const files = runFiles(run);
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
  const message = `"${folder}" exists already: choose another --out, such as "${nthName(folder, copy)}".`;
  throw new GymError("FILE_EXISTS", message);
}

function nthName(folder: string, copy: number): string {
  return `${folder.replace(/[/\\]+$/, "")}-${copy}`;
}

function runFiles({ manifest, agent, training, results, curve }: RunRecord): readonly [string, string][] {
  const { success, data, error } = Manifest.safeParse(manifest);
  if (!success) throw new InvalidArgumentError(`The manifest is malformed: ${describeIssue(error)}.`);
  const { spec, seed } = data;
  return [
    ["manifest.json", `${JSON.stringify(data, undefined, 2)}\n`],
    [AGENT_FILE_NAME, agentFileText({ spec, agent, training })],
    ["results.csv", resultsCsv(seed, results)],
    ["curve.csv", curveCsv(seed, curve)],
  ];
}

function resultsCsv(seed: number, results: readonly Evaluation[]): string {
  const rows = results.flatMap(({ player, tasks }) =>
    tasks.flatMap((task) => metricsOf(task).map(([name, value]) => [seed, player, task.taskId, name, value])),
  );
  return toCsv(["seed", "player", "task", "metric", "value"], rows);
}

function metricsOf(task: TaskEvaluation): readonly (readonly [string, Cell])[] {
  const { taskId: _taskId, actions, submitted, ...metrics } = task;
  return Object.entries({ ...metrics, submitted: Number(submitted), actions: actions.join(" ") });
}

function curveCsv(seed: number, curve: readonly CurvePoint[]): string {
  const rows = curve.map((point) => [seed, point.episodes, point.steps, point.trainReturn, point.greedyRaw]);
  return toCsv(["seed", "episodes", "steps", "trainReturn", "greedyRaw"], rows);
}
