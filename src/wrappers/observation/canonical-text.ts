import type { JsonValue } from "../../core/json.ts";
import { pack } from "../packed.ts";

/** The one JSON text of plain data and typed arrays: fields sorted by name, no spaces. @throws {SnapshotError} If it is no such data. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(pack(value), (_name, part: JsonValue) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
