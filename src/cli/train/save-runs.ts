import { join } from "node:path";
import { checkRunFolder, writeRun } from "../../runs/index.ts";
import { writeAside } from "../../runs/write-aside.ts";
import { blameUsage } from "../errors.ts";
import type { Trained } from "./trained.ts";

/** Checks before training that results can be written. @throws {UsageError} If not, or if something is there. */
export function checkOut(folder: string): void {
  blameUsage(() => checkRunFolder(folder));
}

/**
 * Writes a run into a folder, or several into one folder each inside it, in one step.
 * @returns The folder of each run.
 * @throws {GymError} If it cannot be written; nothing is left behind then.
 */
export function saveRuns(folder: string, runs: readonly Trained[], several: boolean): readonly string[] {
  if (!several) {
    for (const run of runs) save(folder, run);
    return [folder];
  }
  checkOut(folder);
  writeAside(folder, (temporary) => {
    for (const run of runs) save(join(temporary, folderOf(run)), run);
  });
  return runs.map((run) => join(folder, folderOf(run)));
}

function folderOf({ manifest }: Trained): string {
  return `seed-${manifest.seed}`;
}

function save(folder: string, { manifest, agent, result, evaluation, anchors }: Trained): void {
  const { seed } = manifest;
  const { episodes, steps, curve } = result;
  writeRun(folder, {
    manifest,
    agent,
    training: { seed, episodes, steps },
    results: [evaluation, ...anchors],
    curve,
  });
}
