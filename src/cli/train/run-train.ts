import "../registrations.ts";
import { join } from "node:path";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { Manifest } from "../../runs/index.ts";
import { checkRunFolder } from "../../runs/index.ts";
import { beginRun, beginRuns } from "../../runs/live-run.ts";
import type { TrainFlags } from "../commands/train.ts";
import { blameUsage } from "../errors.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { trainDocument, trainSeedsDocument } from "./documents.ts";
import { readExperiment } from "./experiment.ts";
import { printSeeds, printTitle, printTrained } from "./print-train.ts";
import { findUnfinished } from "./resume.ts";
import { summarizeSeeds } from "./seeds-summary.ts";
import { createSetup, manifestsOf } from "./setup.ts";
import { type PlannedRun, type RunPlan, trainAll } from "./train-all.ts";
import type { Trained } from "./trained.ts";

/** Carries out `train`. @throws {GymError} If a flag is wrong or the results cannot be written. */
export async function runTrain(flags: TrainFlags, io: Io): Promise<void> {
  const plan = flags.resume === undefined ? planNew(flags) : planRest(flags.resume, flags);
  const [first] = plan.runs;
  if (first === undefined) throw new InvalidArgumentError("Expected at least one seed.");
  const { env } = createSetup(first.manifest);
  if (flags.json) printWarnings(io, env, io.error);
  else
    printTitle(
      io,
      plan.runs.map(({ manifest }) => manifest),
      env,
    );
  if (flags.resume === undefined) begin(plan);
  const runs = await trainAll({ ...plan, silent: flags.json === true }, io);
  const saved = plan.runs.flatMap(({ folder = [] }) => folder);
  if (flags.json) printDocument(io, runs, plan.several);
  else if (plan.several) printSeeds(io, runs, saved);
  else for (const run of runs) printTrained(io, run, saved);
}

function planNew(flags: TrainFlags): RunPlan {
  const manifests = manifestsOf(readExperiment(flags));
  const { out } = flags;
  if (out !== undefined) blameUsage(() => checkRunFolder(out));
  const several = flags.seeds !== undefined;
  const runs = manifests.map((manifest): PlannedRun => {
    if (out === undefined) return { manifest, isFinished: false };
    return { manifest, isFinished: false, folder: several ? join(out, folderOf(manifest)) : out };
  });
  return { folder: out, several, runs };
}

function planRest(folder: string, flags: TrainFlags): RunPlan {
  return { folder, ...findUnfinished(folder, flags) };
}

function folderOf({ seed }: Manifest): string {
  return `seed-${seed}`;
}

function begin({ folder, several, runs }: RunPlan): void {
  if (folder === undefined) return;
  const manifests = runs.map(({ manifest }) => manifest);
  if (several) beginRuns(folder, new Map(manifests.map((each) => [folderOf(each), each])));
  else for (const manifest of manifests) beginRun(folder, manifest);
}

function printDocument(io: Io, runs: readonly Trained[], several: boolean): void {
  if (several) printJson(io, trainSeedsDocument(runs, summarizeSeeds(runs)));
  else for (const run of runs) printJson(io, trainDocument(run));
}
