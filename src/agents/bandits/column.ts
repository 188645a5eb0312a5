import { z } from "zod";
import { SnapshotError } from "../../core/errors.ts";
import type { ValueTable } from "../value-table.ts";

/** What a {@link Column} holds. */
export interface ColumnOptions {
  /** Numbers in a row. */
  readonly width: number;
  /** Number of every place before it is first set. @defaultValue 0 */
  readonly initial?: number;
  /** Least number allowed in a saved column. @defaultValue any */
  readonly min?: number;
  /** Greatest number allowed in a saved column. @defaultValue any */
  readonly max?: number;
}

/**
 * More numbers for every row of a table, in the order of its rows. The place of action a in the row at `offset` of a
 * table is `offset + a` in a column as wide as the table, and that of the row itself `offset / actionCount` in one of
 * width 1. Row 0 stands for every key that was never learned and keeps the initial number.
 */
export class Column {
  readonly #options: Required<ColumnOptions>;
  #numbers = new Float64Array(0);

  constructor(options: ColumnOptions) {
    const bounds = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };
    this.#options = { initial: 0, ...bounds, ...options };
  }

  get(place: number): number {
    return this.#numbers[place] ?? this.#options.initial;
  }

  set(place: number, value: number): void {
    if (place >= this.#numbers.length) this.#grow(place + 1);
    this.#numbers[place] = value;
  }

  add(place: number, change: number): void {
    this.set(place, this.get(place) + change);
  }

  /** The rows that a table has learned, shape [rows, width]. */
  save({ size }: ValueTable): number[][] {
    const { width } = this.#options;
    return Array.from({ length: size }, (_, row) =>
      Array.from({ length: width }, (__, place) => this.get((row + 1) * width + place)),
    );
  }

  /**
   * Takes over what `save` gave.
   * @param saved - The column, and how to name it and its agent in errors.
   * @throws {SnapshotError} If it does not fit the table or a number is out of range.
   */
  load({ size }: ValueTable, saved: { readonly rows: unknown; readonly where: string }): void {
    const { width, min, max } = this.#options;
    const rows = z.array(z.array(z.number().min(min).max(max)).length(width)).length(size);
    const { success, data } = rows.safeParse(saved.rows);
    if (!success) {
      throw new SnapshotError(
        `${saved.where}: expected ${size} rows of ${width} numbers in [${min}, ${max}].`,
      );
    }
    for (const [index, number] of data.flat().entries()) this.set(width + index, number);
  }

  #grow(length: number): void {
    const numbers = new Float64Array(Math.max(64, 2 * length)).fill(this.#options.initial);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }
}
