import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Timed } from "../turns.ts";
import { deskData, type RecordedPlay } from "./desk-data.ts";
import { pythonWith } from "./installed.ts";

/** A loop of `loops.py`. */
export type LoopName = "train" | "structured-deep" | "structured-shallow";

interface Verified {
  readonly python: string;
  readonly episodes: readonly (Omit<RecordedPlay, "actions" | "wire"> & {
    readonly ended: boolean;
    readonly return: number;
  })[];
}

/** The desk and its learner in Python, checked to be the same environment. */
export class PythonPeer {
  readonly version: string;
  readonly #command: string;
  readonly #data: string;

  private constructor(command: string, version: string, data: string) {
    this.#command = command;
    this.version = version;
    this.#data = data;
  }

  /**
   * The peer that has replayed the episodes; `undefined` where there is no `python3`.
   * @throws {Error} If it gives other rows, masks, rewards or observations than were recorded.
   */
  static find(plays: readonly RecordedPlay[]): PythonPeer | undefined {
    const command = "python3";
    if (spawnSync(command, ["--version"]).status !== 0) return undefined;
    const data = JSON.stringify(deskData(plays));
    const { python, episodes } = ask<Verified>(command, ["loops.py", "verify", "0"], data);
    for (const [index, play] of plays.entries()) compare(index, play, episodes[index]);
    return new PythonPeer(command, python, data);
  }

  run(loop: LoopName, episodes: number): Timed {
    return ask<Timed>(this.#command, ["loops.py", loop, `${episodes}`], this.#data);
  }
}

function compare(index: number, play: RecordedPlay, seen: Verified["episodes"][number] | undefined): void {
  for (const name of ["keys", "masks", "rewards", "observations"] as const) {
    const [ours, theirs] = [JSON.parse(JSON.stringify(play[name])) as unknown, seen?.[name]];
    if (isDeepStrictEqual(ours, theirs)) continue;
    const shown = [ours, theirs].map((each) => JSON.stringify(each)?.slice(0, 2000));
    throw new Error(
      `The Python desk differs in the ${name} of episode ${index}: ${shown.join(" against ")}.`,
    );
  }
  if (seen?.ended !== true) throw new Error(`The Python desk has not ended episode ${index}.`);
}

/** Taxi of Gymnasium under the loop of its tutorials. */
export class TaxiPeer {
  readonly #command: string;

  private constructor(command: string) {
    this.#command = command;
  }

  /** `undefined` where no Python has gymnasium; `INTEROP_PYTHON` names one to try first. */
  static find(): TaxiPeer | undefined {
    const command = pythonWith("gymnasium", "numpy");
    return command === undefined ? undefined : new TaxiPeer(command);
  }

  run(episodes: number): Timed & { readonly gymnasium: string; readonly env: string } {
    return ask(this.#command, ["taxi.py", `${episodes}`], "");
  }
}

/** Runs a program of this folder and reads the JSON it prints. */
function ask<Answer>(command: string, [program = "", ...args]: readonly string[], input: string): Answer {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const options = { input, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(command, [path, ...args], options);
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as Answer;
}
