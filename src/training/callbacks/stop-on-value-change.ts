import { z } from "zod";
import type { Agent } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { TrainingCallback } from "../callbacks.ts";
import { checkInteger, readSaved } from "./shared.ts";

/** When {@link stopOnValueChange} takes the values as settled. */
export interface StopOnValueChangeOptions {
  /** Largest |ΔQ| that counts as no change, in reward units, ≥ 0. */
  readonly tolerance: number;
  /** Comparisons running without a change, an integer ≥ 1. @defaultValue 1 */
  readonly evaluations?: number;
}

/** Action values, shape [rows, actionCount], with the key of each row. */
const Table = z.object({ keys: z.array(z.number()), values: z.array(z.array(z.number())) });
type Table = z.infer<typeof Table>;

const TableAgentState = z.object({ table: Table });
const Saved = z.strictObject({ settled: z.int().nonnegative(), table: Table.nullable() });

/**
 * Stops once no action value has changed by more than a tolerance from one evaluation to the next, so many times
 * running. A row that was not there before has changed from the initial value of the agent.
 *
 * @throws {InvalidArgumentError} If a number is out of range, or at the first evaluation if the agent lists no values.
 */
export function stopOnValueChange(options: StopOnValueChangeOptions): TrainingCallback<never> {
  const { tolerance, evaluations = 1 } = options;
  if (!(Number.isFinite(tolerance) && tolerance >= 0)) {
    throw new InvalidArgumentError(`Expected \`tolerance\` to be a finite number >= 0, got ${tolerance}.`);
  }
  checkInteger("evaluations", evaluations, 1);
  let settled = 0;
  let table: Table | null = null;
  return {
    onEvaluate: ({ agent }) => {
      const { initialValue, ...now } = valuesOf(agent);
      const change = table === null ? Number.POSITIVE_INFINITY : largestChange(table, now, initialValue);
      settled = change <= tolerance ? settled + 1 : 0;
      table = now;
      return settled >= evaluations ? "stop" : undefined;
    },
    save: () => ({ settled, table }),
    restore: (saved) => {
      ({ settled, table } = readSaved("stopOnValueChange", Saved, saved));
    },
  };
}

function valuesOf(agent: Agent<never>): Table & { readonly initialValue: number } {
  const { state, hyperparameters } = agent.toJSON();
  const { success, data } = TableAgentState.safeParse(state);
  if (!success) {
    throw new InvalidArgumentError(
      `${agent.name} lists no table of values to watch: stop on a threshold, no improvement or a stable policy instead.`,
    );
  }
  const { initialValue } = hyperparameters;
  return { ...data.table, initialValue: typeof initialValue === "number" ? initialValue : 0 };
}

function largestChange(before: Table, now: Table, initialValue: number): number {
  const rows = new Map(before.keys.map((key, index) => [key, before.values[index]]));
  let largest = 0;
  for (const [index, key] of now.keys.entries()) {
    const old = rows.get(key);
    for (const [action, value] of (now.values[index] ?? []).entries()) {
      largest = Math.max(largest, Math.abs(value - (old?.[action] ?? initialValue)));
    }
  }
  return largest;
}
