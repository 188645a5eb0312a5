import { fullMask, type Mask } from "../core/mask.ts";
import { GreedySet } from "./greedy.ts";
import type { ValueTable } from "./value-table.ts";

/**
 * One row of a table as an agent looks at it: values, counts, what is allowed and what is best. One object is read
 * again and again, so that looking allocates nothing.
 */
export class Row {
  readonly actionCount: number;
  readonly greedy: GreedySet;
  #table: ValueTable;
  #offset = 0;
  #mask: Mask;

  constructor(table: ValueTable) {
    this.actionCount = table.actionCount;
    this.greedy = new GreedySet(table.actionCount);
    this.#table = table;
    this.#mask = fullMask(table.actionCount);
  }

  /**
   * Looks at the row of a key.
   * @throws {GymError} If the key is no integer in [0, 2^53), or the mask allows nothing or has another length.
   */
  read(key: number, mask: Mask): void {
    this.#offset = this.#table.offset(key);
    this.#mask = mask;
    this.greedy.read(this.#table.values, this.#offset, mask);
  }

  get mask(): Mask {
    return this.#mask;
  }

  /** Where the row starts in its table. */
  get offset(): number {
    return this.#offset;
  }

  value(action: number): number {
    return this.#table.values[this.#offset + action] ?? 0;
  }

  /** n(s, a). */
  count(action: number): number {
    return this.#table.count(this.#offset + action);
  }
}
