import { GymError } from "../../core/errors.ts";
import { type FoundRun, type FoundRuns, findRuns } from "../../runs/find-runs.ts";
import type { TrainFlags } from "../commands/train.ts";
import { UsageError } from "../errors.ts";
import { programName } from "../package-info.ts";
import { flagOf, quoted } from "./repeat-command.ts";
import { createSetup } from "./setup.ts";

/** The command line that goes on with the runs in a folder. */
export function resumeCommand(folder: string): string {
  return `${programName()} train --resume ${quoted(folder)}`;
}

/**
 * Finds the runs to go on with.
 * @throws {GymError} `BAD_FILE` if a file is missing, corrupt or of another run.
 * @throws {UsageError} If other flags are given, or nothing is left to do.
 */
export function findUnfinished(folder: string, flags: TrainFlags): FoundRuns {
  const { resume: _folder, json: _json, ...others } = flags;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new UsageError(
      `A run is gone on with as it was begun, got ${flagOf(other)}: leave out all flags but --resume and --json.`,
    );
  }
  const found = findRuns(folder);
  if (found.runs.every(({ isFinished }) => isFinished)) {
    throw new UsageError(
      `"${folder}" is finished, nothing is left to train: see it with ${programName()} evaluate ${quoted(nameOf(found))}.`,
    );
  }
  for (const run of found.runs) checkSetup(run);
  return found;
}

function nameOf({ runs: [first] }: FoundRuns): string {
  return first?.folder ?? "";
}

function checkSetup({ folder, manifest }: FoundRun): void {
  try {
    createSetup(manifest);
  } catch (error) {
    if (!(error instanceof GymError)) throw error;
    throw new GymError("BAD_FILE", `Cannot go on with "${folder}": ${error.message}`, { cause: error });
  }
}
