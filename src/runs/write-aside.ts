import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { GymError } from "../core/errors.ts";
import { reasonOf } from "./file-errors.ts";

/**
 * Writes a file or folder next to its place and moves it there in one step, so that it is never seen half-written.
 * Missing parent folders are created. Nothing else is left behind, whatever happens.
 *
 * @param path - Where the result belongs.
 * @param write - Writes it to the path it is given.
 * @throws {GymError} `BAD_FILE` if it cannot be written.
 */
export function writeAside(path: string, write: (temporary: string) => void): void {
  const parent = dirname(resolve(path));
  let aside: string | undefined;
  try {
    mkdirSync(parent, { recursive: true });
    aside = mkdtempSync(join(parent, ".partial-"));
    const temporary = join(aside, basename(resolve(path)));
    write(temporary);
    renameSync(temporary, resolve(path));
  } catch (error) {
    if (error instanceof GymError) throw error;
    throw unwritable(path, error);
  } finally {
    if (aside !== undefined) rmSync(aside, { recursive: true, force: true });
  }
}

/** What the name of a file that is being written ends in. */
const PARTIAL = ".partial";

/**
 * Replaces a file in one step, once the new text is safely on the disk: whatever stops the process or the machine, the
 * old or the new text is there, whole.
 *
 * @throws {GymError} `BAD_FILE` if it cannot be written.
 */
export function replaceFile(path: string, text: string): void {
  const partial = `${path}${PARTIAL}`;
  try {
    const file = openSync(partial, "w");
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Removes a file, and what a write of it that was cut off has left. */
export function removeFile(path: string): void {
  for (const each of [path, `${path}${PARTIAL}`]) rmSync(each, { force: true });
}

/**
 * Tries whether something could be written at a path, and leaves nothing behind.
 * @throws {GymError} `BAD_FILE` if not.
 */
export function checkWritable(path: string): void {
  try {
    const parent = nearestFolder(dirname(resolve(path)));
    const probe = mkdtempSync(join(parent, ".partial-"));
    try {
      mkdirSync(join(probe, basename(resolve(path))));
    } finally {
      rmSync(probe, { recursive: true, force: true });
    }
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** Whether there is a file, folder or link at a path. @throws {GymError} `BAD_FILE` if that cannot be told. */
export function isTaken(path: string): boolean {
  try {
    return lstatSync(resolve(path), { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** The folder itself or the nearest one above it that exists. */
function nearestFolder(folder: string): string {
  return lstatSync(folder, { throwIfNoEntry: false }) === undefined ? nearestFolder(dirname(folder)) : folder;
}

function unwritable(path: string, cause: unknown): GymError {
  const message = `Cannot write "${path}": ${reasonOf(cause)}. Choose a place you may write to, such as "runs/first".`;
  return new GymError("BAD_FILE", message, { cause });
}
