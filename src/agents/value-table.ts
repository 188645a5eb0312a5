import { InvalidArgumentError } from "../core/errors.ts";

/** The rows of a table in the order they were first learned in; plain JSON. */
export interface SavedTable {
  readonly keys: readonly number[];
  /** Action values, shape [rows, actionCount]. */
  readonly values: readonly (readonly number[])[];
  /** Visits, shape [rows, actionCount]. */
  readonly counts: readonly (readonly number[])[];
}

/** What a table is made of. */
export interface ValueTableOptions {
  readonly actionCount: number;
  /** Value of every action that was never learned. */
  readonly initialValue: number;
}

const FIRST_CAPACITY = 64;
/** Where counting stops. */
export const MAX_COUNT = 0xff_ff_ff_ff;

/**
 * Action values and visit counts for rows named by integers in [0, 2^53).
 *
 * Rows lie one after another in flat arrays; row 0 holds the initial values and stands for every key that was never
 * learned, so reading never creates a row. An index is `offset + action`.
 */
export class ValueTable {
  readonly actionCount: number;
  readonly #rows = new Map<number, number>();
  readonly #initialValue: number;
  #values: Float64Array;
  #counts: Uint32Array;

  constructor({ actionCount, initialValue }: ValueTableOptions) {
    this.actionCount = actionCount;
    this.#initialValue = initialValue;
    this.#values = new Float64Array(FIRST_CAPACITY * actionCount).fill(initialValue);
    this.#counts = new Uint32Array(FIRST_CAPACITY * actionCount);
  }

  /** Builds a table from what `save` gave, which the caller has checked. */
  static load(options: ValueTableOptions, saved: SavedTable): ValueTable {
    const table = new ValueTable(options);
    for (const [row, key] of saved.keys.entries()) {
      const offset = table.#create(key);
      table.#values.set(saved.values[row] ?? [], offset);
      table.#counts.set(saved.counts[row] ?? [], offset);
    }
    return table;
  }

  /** The number of learned rows. */
  get size(): number {
    return this.#rows.size;
  }

  /** Values of all rows, to be read at offsets. Growth replaces the array: do not keep it. */
  get values(): Float64Array {
    return this.#values;
  }

  /** n(s, a) of all rows, at the places of their values. Growth replaces the array: do not keep it. */
  get counts(): Uint32Array {
    return this.#counts;
  }

  /**
   * Where the row of a key starts in `values`.
   * @throws {InvalidArgumentError} If the key is not an integer in [0, 2^53).
   */
  offset(key: number): number {
    const row = this.#rows.get(key);
    if (row !== undefined) return row * this.actionCount;
    checkKey(key);
    return 0;
  }

  /**
   * Where the row of a key starts in `values`, creating the row where there is none.
   * @throws {InvalidArgumentError} If the key is not an integer in [0, 2^53).
   */
  open(key: number): number {
    const row = this.#rows.get(key);
    return row === undefined ? this.#create(key) : row * this.actionCount;
  }

  /** Counts a visit, creating the row at the first. @returns The index of the value. */
  visit(key: number, action: number): number {
    const index = this.open(key) + action;
    const count = this.count(index);
    if (count < MAX_COUNT) this.#counts[index] = count + 1;
    return index;
  }

  /** n(s, a) at an index; it stays at 2^32 − 1 once it is there. */
  count(index: number): number {
    return this.#counts[index] ?? 0;
  }

  /** Q += stepSize · (target − Q) at an index that `visit` gave. */
  moveTowards(index: number, target: number, stepSize: number): void {
    const value = this.#values[index] ?? 0;
    this.#values[index] = value + stepSize * (target - value);
  }

  save(): SavedTable {
    const offsets = [...this.#rows.values()].map((row) => row * this.actionCount);
    const { actionCount } = this;
    return {
      keys: [...this.#rows.keys()],
      values: offsets.map((offset) => [...this.#values.subarray(offset, offset + actionCount)]),
      counts: offsets.map((offset) => [...this.#counts.subarray(offset, offset + actionCount)]),
    };
  }

  #create(key: number): number {
    checkKey(key);
    const row = this.#rows.size + 1;
    if ((row + 1) * this.actionCount > this.#values.length) this.#grow();
    this.#rows.set(key, row);
    return row * this.actionCount;
  }

  #grow(): void {
    const values = new Float64Array(this.#values.length * 2).fill(this.#initialValue, this.#values.length);
    values.set(this.#values);
    const counts = new Uint32Array(this.#counts.length * 2);
    counts.set(this.#counts);
    this.#values = values;
    this.#counts = counts;
  }
}

function checkKey(key: unknown): void {
  if (typeof key !== "number" || !Number.isSafeInteger(key) || key < 0) {
    const got = typeof key === "number" ? key : typeof key;
    throw new InvalidArgumentError(`Expected a table row as an integer in [0, 2^53), got ${got}.`);
  }
}
