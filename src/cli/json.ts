import type { Io } from "./io.ts";

/** Prints one JSON document, indented by two spaces. */
export function printJson(io: Io, document: object): void {
  io.out(`${JSON.stringify(document, undefined, 2)}\n`);
}
