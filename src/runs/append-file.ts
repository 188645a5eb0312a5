import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { GymError } from "../core/errors.ts";
import { codeOf, reasonOf } from "./file-errors.ts";

const FLUSH_AT = 65_536;

/**
 * The error for a file that cannot be gone on with after its first `length` bytes.
 * @param size - Bytes that it has; `undefined` where it is not there.
 */
export function tooShort(path: string, size: number | undefined, length: number): GymError {
  const found = size === undefined ? "there is no such file" : `it has ${size} bytes`;
  const missing = `${found}, and the checkpoint was made at ${length}`;
  return new GymError("BAD_FILE", `Cannot go on with "${path}": ${missing}; train again with another --out.`);
}

/** A file of lines that only grows. Lines are collected and written in blocks. */
export class AppendFile {
  readonly #path: string;
  readonly #file: number;
  #length: number;
  #waiting = "";

  /**
   * Makes a new file, or goes on with one after its first `length` bytes; what follows them is dropped.
   * @throws {GymError} `BAD_FILE` if there is less, or it cannot be written.
   */
  constructor(path: string, length = 0) {
    this.#path = path;
    this.#length = length;
    this.#file = this.#attempt(() => openSync(path, length === 0 ? "w" : "r+"));
    const size = this.#attempt(() => fstatSync(this.#file).size);
    if (size < length) {
      closeSync(this.#file);
      throw tooShort(path, size, length);
    }
    this.#attempt(() => ftruncateSync(this.#file, length));
  }

  get name(): string {
    return basename(this.#path);
  }

  /** Bytes that are written, once flushed. */
  get length(): number {
    return this.#length;
  }

  /** Appends a line and its line feed. @throws {GymError} `BAD_FILE` if that fails. */
  readonly write = (line: string): void => {
    this.#waiting += `${line}\n`;
    if (this.#waiting.length >= FLUSH_AT) this.flush();
  };

  /** Writes what was collected. @throws {GymError} `BAD_FILE` if that fails. */
  flush(): void {
    if (this.#waiting === "") return;
    const block = Buffer.from(this.#waiting);
    this.#waiting = "";
    let written = 0;
    while (written < block.length) {
      written += this.#attempt(() =>
        writeSync(this.#file, block, written, block.length - written, this.#length + written),
      );
    }
    this.#length += block.length;
  }

  /** Flushes, and waits until it is on the disk. @throws {GymError} `BAD_FILE` if that fails. */
  sync(): void {
    this.flush();
    this.#attempt(() => fdatasyncSync(this.#file));
  }

  /** Flushes and closes it. */
  close(): void {
    try {
      this.flush();
    } finally {
      closeSync(this.#file);
    }
  }

  #attempt<Result>(action: () => Result): Result {
    try {
      return action();
    } catch (error) {
      if (codeOf(error) === "") throw error;
      throw new GymError("BAD_FILE", `Cannot write "${this.#path}": ${reasonOf(error)}.`, { cause: error });
    }
  }
}
