import { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import { readExtra, refuseExtra } from "../saved-extra.ts";
import type { TableSetup } from "../table-state.ts";
import type { ValueTable } from "../value-table.ts";

/** How a visit changes a trace e: to 1, to e + 1, or to (1 − α) · e + 1. */
export const TRACE_KINDS = ["replacing", "accumulating", "dutch"] as const;

/** Traces below this are dropped: what they would still move a value by is within it times α and the errors to come. */
const NEGLIGIBLE = 1e-8;

/** The share of a trace that a visit keeps before 1 is added. @param kind - One of {@link TRACE_KINDS}. */
export function keptByVisit(kind: unknown, stepSize: number): number {
  if (kind === "accumulating") return 1;
  return kind === "dutch" ? 1 - stepSize : 0;
}

/**
 * How eligible the pairs visited in an episode are for what happens later. Only pairs with a trace are kept, in flat
 * arrays, so that a step costs as much as there are traces, whatever the size of the table.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), chapter 12; Singh & Sutton, Reinforcement Learning with
 *   Replacing Eligibility Traces (Machine Learning 22, 1996).
 */
export class EligibilityTraces {
  /** Places in the table, as `ValueTable.visit` gives them. */
  readonly #indices: number[] = [];
  readonly #strengths: number[] = [];
  readonly #actionCount: number;

  /** Those of a saved agent, or none. @throws {SnapshotError} If they do not fit its table. */
  constructor(setup: TableSetup, name: string) {
    const { actionCount, saved } = setup;
    this.#actionCount = actionCount;
    const rows = saved?.table.keys.length ?? 0;
    const trace = z.strictObject({
      row: z.int().gte(0).lt(rows).describe("Place of the row in the table."),
      action: z.int().gte(0).lt(actionCount),
      strength: z.number().gt(0),
    });
    for (const { row, action, strength } of readExtra(setup, name, { traces: z.array(trace) })?.traces ??
      []) {
      this.#indices.push((row + 1) * actionCount + action);
      this.#strengths.push(strength);
    }
    if (new Set(this.#indices).size !== this.#indices.length) {
      refuseExtra(name, "a trace of `extra.traces` is there twice");
    }
  }

  /** The number of traces. */
  get size(): number {
    return this.#indices.length;
  }

  /** Changes the trace of a place from e to `kept · e + added`. */
  visit(index: number, kept: number, added: number): void {
    const place = this.#indices.indexOf(index);
    if (place < 0) {
      this.#indices.push(index);
      this.#strengths.push(added);
    } else {
      this.#strengths[place] = kept * (this.#strengths[place] ?? 0) + added;
    }
  }

  /**
   * Moves every value with a trace e by α · error · e.
   * @param error - In reward units.
   * @param stepSize - α of a value, given its visits.
   */
  credit({ values }: ValueTable, error: number, stepSize: (index: number) => number): void {
    for (let place = 0; place < this.#indices.length; place += 1) {
      const index = this.#indices[place] ?? 0;
      values[index] = (values[index] ?? 0) + stepSize(index) * error * (this.#strengths[place] ?? 0);
    }
  }

  /** Multiplies every trace, and drops those that are then below 10⁻⁸. @param factor - In [0, 1]. */
  decay(factor: number): void {
    if (factor === 1) return;
    let kept = 0;
    for (let place = 0; place < this.#indices.length; place += 1) {
      const strength = factor * (this.#strengths[place] ?? 0);
      if (strength < NEGLIGIBLE) continue;
      this.#indices[kept] = this.#indices[place] ?? 0;
      this.#strengths[kept] = strength;
      kept += 1;
    }
    this.#indices.length = kept;
    this.#strengths.length = kept;
  }

  clear(): void {
    this.decay(0);
  }

  save(): JsonObject[] {
    return this.#indices.map((index, place) => ({
      row: Math.floor(index / this.#actionCount) - 1,
      action: index % this.#actionCount,
      strength: this.#strengths[place] ?? 0,
    }));
  }
}
