import type { Readable } from "node:stream";
import pc from "picocolors";
import { PLAIN, type Style } from "../report/style.ts";

/** Everything a command touches of the terminal; tests put their own in its place. */
export interface Io {
  readonly stdin: Readable;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Columns to write to, at most 100. */
  readonly width: number;
  readonly style: Style;
  /** Where a progress bar is drawn, if anyone can see it. */
  readonly progress?: NodeJS.WritableStream;
}

const MAX_WIDTH = 100;
const MIN_WIDTH = 40;

/** The terminal of this process. */
export function processIo(): Io {
  const { stdin, stdout, stderr } = process;
  const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, stdout.columns ?? MAX_WIDTH));
  const colourful = (stdout.isTTY || "FORCE_COLOR" in process.env) && pc.isColorSupported;
  return {
    stdin,
    out: (text) => stdout.write(text),
    error: (text) => stderr.write(text),
    width,
    style: colourful ? colours() : PLAIN,
    ...(stderr.isTTY && { progress: stderr }),
  };
}

function colours(): Style {
  const { bold, dim, green, yellow, cyan } = pc.createColors(true);
  return { bold, dim, good: green, bad: yellow, accent: cyan };
}
