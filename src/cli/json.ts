import type { Io } from "./io.ts";

/** Prints one JSON document: indented, but with every list of plain values on one line. */
export function printJson(io: Io, document: object): void {
  io.out(`${JSON.stringify(document, undefined, 2)}\n`);
}
