import { formatCount } from "../../report/numbers.ts";
import type { FoundRun } from "../../runs/find-runs.ts";
import type { Io } from "../io.ts";
import { watchInterrupts } from "./interrupts.ts";
import { startProgress } from "./progress.ts";
import { resumeCommand } from "./resume.ts";
import { trainRun } from "./train-run.ts";
import { finishedRun, type Trained } from "./trained.ts";

/** One run of a plan; without a folder nothing of it is kept. */
export type PlannedRun = Omit<FoundRun, "folder"> & Partial<Pick<FoundRun, "folder">>;

/** What is to be trained. */
export interface RunPlan {
  /** Where everything is kept. */
  readonly folder: string | undefined;
  /** Whether it is reported as a set of seeds. */
  readonly several: boolean;
  /** Leaves out the line on how it was trained. @defaultValue false */
  readonly silent?: boolean;
  readonly runs: readonly PlannedRun[];
}

/** Trains every run of a plan that is not finished. @throws {InterruptedError} If the process was asked to stop. */
export async function trainAll(
  { folder, several, silent = false, runs }: RunPlan,
  io: Io,
): Promise<readonly Trained[]> {
  const total = runs.reduce((sum, { manifest }) => sum + manifest.episodes, 0);
  const progress = await startProgress(io, total);
  const interrupts = watchInterrupts();
  const trained: Trained[] = [];
  const paths = new Set<string>();
  let before = 0;
  try {
    for (const run of runs) {
      const { episodes, seed } = run.manifest;
      const seedWords = several ? `in seed ${seed} ` : "";
      trained.push(
        isFinished(run)
          ? finishedRun(run)
          : await trainRun(run, {
              interrupts,
              onPath: (reason) => paths.add(pathWords(reason)),
              onProgress: (done) => progress?.update(before + done),
              farewell: (done) => {
                const place = `${seedWords}after ${formatCount(done)} of ${formatCount(episodes)} episodes`;
                return `Interrupted ${place}: ${howToGoOn(folder)}.`;
              },
            }),
      );
      before += episodes;
    }
  } finally {
    interrupts.stop();
    progress?.stop();
  }
  if (!silent) for (const path of paths) io.error(`${io.style.dim(path)}\n`);
  return trained;
}

function pathWords(stepByStepReason: string | undefined): string {
  if (stepByStepReason === undefined) return "Trained on compiled arrays.";
  return `Trained step by step: ${stepByStepReason.charAt(0).toLowerCase()}${stepByStepReason.slice(1)}`;
}

function isFinished(run: PlannedRun): run is FoundRun {
  return run.isFinished && run.folder !== undefined;
}

function howToGoOn(folder: string | undefined): string {
  if (folder === undefined) return "nothing was kept; with --out runs/first it could be gone on with";
  return `go on with ${resumeCommand(folder)}`;
}
