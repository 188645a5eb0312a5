import { z } from "zod";
import { SnapshotError } from "../../core/errors.ts";
import type { ValueTable } from "../value-table.ts";

const SavedRows = z.array(z.array(z.number()));

/** A second number for every row and action of a table, at the same indices; 0 until it is set. */
export class CompanionValues {
  readonly #table: ValueTable;
  #values: Float64Array;

  constructor(table: ValueTable) {
    this.#table = table;
    this.#values = new Float64Array(table.values.length);
  }

  /**
   * Goes on from what `save` gave.
   * @param name - What the numbers are called in a message. @throws {SnapshotError} If they do not fit the table.
   */
  static load(
    table: ValueTable,
    saved: unknown,
    { owner, name }: { readonly owner: string; readonly name: string },
  ): CompanionValues {
    const { data } = SavedRows.safeParse(saved);
    const { size, actionCount } = table;
    if (data?.length !== size || data.some((row) => row.length !== actionCount)) {
      const expected = `expected \`${name}\` as ${size} rows of ${actionCount} numbers`;
      throw new SnapshotError(`The saved ${owner} does not fit: ${expected}.`);
    }
    const companion = new CompanionValues(table);
    for (const [row, values] of data.entries()) companion.values.set(values, (row + 1) * actionCount);
    return companion;
  }

  /** As long as the values of the table now. Growth replaces the array: do not keep it. */
  get values(): Float64Array {
    const { length } = this.#table.values;
    if (this.#values.length < length) {
      const values = new Float64Array(length);
      values.set(this.#values);
      this.#values = values;
    }
    return this.#values;
  }

  /** Shape [rows, actionCount], in order of the table. */
  save(): number[][] {
    const { actionCount, size } = this.#table;
    const { values } = this;
    return Array.from({ length: size }, (_, row) => [
      ...values.subarray((row + 1) * actionCount, (row + 2) * actionCount),
    ]);
  }
}
