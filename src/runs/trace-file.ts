import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { GymError } from "../core/errors.ts";
import { codeOf, reasonOf } from "./file-errors.ts";

/** A new file of lines, open for appending. */
export interface TraceFile {
  /** Appends a line and its line feed: the sink of a `Recorder`. @throws {GymError} `BAD_FILE` if that fails. */
  readonly write: (line: string) => void;
  /** Closes the file; a second call does nothing. */
  readonly close: () => void;
}

/**
 * Opens a new file for a trace; parent folders are created. Lines are written at once, so that all but the last survive
 * whatever stops the process.
 *
 * @throws {GymError} `FILE_EXISTS` if there is something at `path`, `BAD_FILE` if it cannot be written.
 */
export function openTraceFile(path: string): TraceFile {
  const file = attempt(path, () => {
    makeFolder(dirname(resolve(path)));
    return openSync(path, "ax");
  });
  let isOpen = true;
  return {
    write: (line) => {
      if (!isOpen) throw new GymError("BAD_FILE", `Cannot write "${path}": it was closed already.`);
      attempt(path, () => writeSync(file, `${line}\n`));
    },
    close: () => {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

/** The lines of a trace file. @throws {GymError} `BAD_FILE` if it cannot be read. */
export function readTraceFile(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch (error) {
    throw new GymError("BAD_FILE", `Cannot read the trace "${path}": ${reasonOf(error)}.`, { cause: error });
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    // A file in the place of the folder: opening the trace says so in better words.
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      throw new GymError("FILE_EXISTS", `"${path}" exists already: choose another name or remove it first.`);
    }
    throw new GymError("BAD_FILE", `Cannot write "${path}": ${reasonOf(error)}.`, { cause: error });
  }
}
