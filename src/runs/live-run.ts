import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TrainingState } from "../training/training-state.ts";
import { type AgentFileContent, agentFileText } from "./agent-file.ts";
import { AppendFile } from "./append-file.ts";
import { CHECKPOINT_NAME, type Checkpoint, checkpointText } from "./checkpoint.ts";
import type { Manifest } from "./manifest.ts";
import { MANIFEST_NAME, manifestText, resultFiles } from "./run-files.ts";
import { checkRunFolder, type RunRecord } from "./run-folder.ts";
import { removeFile, replaceFile, writeAside } from "./write-aside.ts";

/** Name of the log of training episodes in a run folder, which the tools of Stable-Baselines3 read. */
export const EPISODES_NAME = "episodes.csv";

/** Name of the trace of the training steps in a run folder. */
export const TRACES_NAME = "traces.jsonl";

/** Name of the file of the best agent in a run folder. */
export const BEST_AGENT_NAME = "best-agent.json";

/**
 * Makes the folder of a run that begins, with its manifest.
 * @throws {GymError} `FILE_EXISTS` if there is something, `BAD_FILE` if it cannot be written.
 */
export function beginRun(folder: string, manifest: Manifest): void {
  beginRuns(folder, new Map([["", manifest]]));
}

/**
 * Makes a folder with one run folder for each manifest in it, by name, in one step.
 * @throws {GymError} `FILE_EXISTS` if there is something, `BAD_FILE` if it cannot be written.
 */
export function beginRuns(folder: string, manifests: ReadonlyMap<string, Manifest>): void {
  const files = [...manifests].map(([name, manifest]) => [name, manifestText(manifest)] as const);
  checkRunFolder(folder);
  writeAside(folder, (temporary) => {
    for (const [name, text] of files) {
      mkdirSync(join(temporary, name), { recursive: true });
      writeFileSync(join(temporary, name, MANIFEST_NAME), text);
    }
  });
}

/** What a run folder takes up while the run goes on. */
export interface LiveRunOptions {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Where it goes on. @defaultValue it begins anew: what a run before its first checkpoint has left is dropped */
  readonly checkpoint?: Checkpoint | undefined;
}

/**
 * The folder of a run that is being trained: its logs grow, a checkpoint is replaced now and then, and at the end the
 * results take its place. It can be killed at any moment and gone on with from the last checkpoint.
 */
export class LiveRun {
  readonly #folder: string;
  readonly #manifest: Manifest;
  readonly #episodes: AppendFile;
  readonly #traces: AppendFile | undefined;

  /** @throws {GymError} `BAD_FILE` if a log is shorter than at the checkpoint, or cannot be written. */
  constructor({ folder, manifest, checkpoint }: LiveRunOptions) {
    const open = (name: string): AppendFile =>
      new AppendFile(join(folder, name), checkpoint?.files[name] ?? 0);
    this.#folder = folder;
    this.#manifest = manifest;
    this.#episodes = open(EPISODES_NAME);
    this.#traces = manifest.traces ? open(TRACES_NAME) : undefined;
  }

  /** Appends a line to the log of episodes. */
  get logEpisode(): (line: string) => void {
    return this.#episodes.write;
  }

  /** Appends a line to the trace; `undefined` where the manifest asks for none. */
  get logTrace(): ((line: string) => void) | undefined {
    return this.#traces?.write;
  }

  /** Replaces the checkpoint, in one step. @throws {GymError} `BAD_FILE` if that fails. */
  checkpoint(state: TrainingState): void {
    const logs = this.#logs();
    for (const log of logs) log.sync();
    const files = Object.fromEntries(logs.map(({ name, length }) => [name, length]));
    replaceFile(join(this.#folder, CHECKPOINT_NAME), checkpointText(this.#manifest, { files, state }));
  }

  /** Writes what was logged so far to the files. */
  flush(): void {
    for (const log of this.#logs()) log.flush();
  }

  /** Closes the logs; the run can be gone on with from its last checkpoint. */
  close(): void {
    for (const log of this.#logs()) log.close();
  }

  /** Leaves the results in place of the checkpoint. @throws {GymError} `BAD_FILE` if that fails. */
  finish(record: Omit<RunRecord, "manifest">, best: AgentFileContent | undefined): void {
    for (const log of this.#logs()) log.sync();
    if (best !== undefined) replaceFile(join(this.#folder, BEST_AGENT_NAME), agentFileText(best));
    for (const [name, text] of resultFiles({ ...record, manifest: this.#manifest })) {
      replaceFile(join(this.#folder, name), text);
    }
    removeFile(join(this.#folder, CHECKPOINT_NAME));
  }

  #logs(): readonly AppendFile[] {
    return this.#traces === undefined ? [this.#episodes] : [this.#episodes, this.#traces];
  }
}
