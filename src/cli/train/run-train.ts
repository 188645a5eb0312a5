import "../registrations.ts";
import type { TrainFlags } from "../commands/train.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { trainDocument, trainSeedsDocument } from "./documents.ts";
import { type Experiment, readExperiment } from "./experiment.ts";
import { printSeeds, printTitle, printTrained } from "./print-train.ts";
import { startProgress } from "./progress.ts";
import { checkOut, saveRuns } from "./save-runs.ts";
import { summarizeSeeds } from "./seeds-summary.ts";
import { createSetup, currentProvenance, type Trained, trainSeed } from "./trained.ts";

/** Carries out `train`. @throws {GymError} If a flag is wrong or the results cannot be written. */
export async function runTrain(flags: TrainFlags, io: Io): Promise<void> {
  const experiment = readExperiment(flags);
  const { env } = createSetup(experiment, experiment.seeds[0] ?? 0);
  if (flags.out !== undefined) checkOut(flags.out);
  const several = flags.seeds !== undefined;
  if (flags.json) printWarnings(io, env, io.error);
  else printTitle(io, experiment, env);
  const runs = await trainAll(experiment, io);
  const saved = flags.out === undefined ? [] : saveRuns(flags.out, runs, several);
  if (flags.json) printDocument(io, runs, several);
  else if (several) printSeeds(io, runs, saved);
  else for (const run of runs) printTrained(io, run, saved);
}

async function trainAll(experiment: Experiment, io: Io): Promise<readonly Trained[]> {
  const { seeds, episodes } = experiment;
  const provenance = currentProvenance();
  const progress = await startProgress(io, episodes * seeds.length);
  const callbacks = progress === undefined ? [] : [progress.callback];
  try {
    return seeds.map((seed) => trainSeed({ experiment, seed, provenance, callbacks }));
  } finally {
    progress?.stop();
  }
}

function printDocument(io: Io, runs: readonly Trained[], several: boolean): void {
  if (several) printJson(io, trainSeedsDocument(runs, summarizeSeeds(runs)));
  else for (const run of runs) printJson(io, trainDocument(run));
}
