import { z } from "zod";
import { SnapshotError } from "../core/errors.ts";
import { describeIssue } from "./issues.ts";
import type { TableSetup } from "./table-state.ts";

/**
 * What an agent had kept beside its table, checked; `undefined` for a new agent.
 * @param shape - Schema of each part of it.
 * @throws {SnapshotError} If a part is missing or does not fit.
 */
export function readExtra<Shape extends z.core.$ZodLooseShape>(
  { saved }: TableSetup,
  name: string,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> | undefined {
  if (saved === undefined) return undefined;
  const { success, data, error } = z.object({ extra: z.object(shape) }).safeParse(saved);
  if (!success) throw new SnapshotError(`The saved ${name} does not fit: ${describeIssue(error)}.`);
  return data.extra as z.infer<z.ZodObject<Shape>>;
}

/** Refuses a saved agent. @param problem - What does not fit, a clause. */
export function refuseExtra(name: string, problem: string): never {
  throw new SnapshotError(`The saved ${name} does not fit: ${problem}.`);
}
