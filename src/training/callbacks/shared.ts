import type { z } from "zod";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Signal } from "../callbacks.ts";

/** What a callback saved, checked. @throws {SnapshotError} If it is not what that callback saves. */
export function readSaved<Saved>(name: string, schema: z.ZodType<Saved>, saved: JsonValue): Saved {
  const { success, data } = schema.safeParse(saved);
  if (success) return data;
  throw new SnapshotError(`Expected the saved state of the training callback "${name}".`);
}

/** @throws {InvalidArgumentError} If it is not an integer of at least `min`. */
export function checkInteger(name: string, value: number, min: number): void {
  if (Number.isSafeInteger(value) && value >= min) return;
  throw new InvalidArgumentError(`Expected \`${name}\` to be an integer >= ${min}, got ${value}.`);
}

/** What the answer of a user's function means. */
export function signalOf(answer: unknown): Signal {
  return answer === "stop" ? "stop" : undefined;
}
