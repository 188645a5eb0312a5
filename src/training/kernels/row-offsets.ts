import type { ValueTable } from "../../agents/value-table.ts";
import type { CompiledDynamics } from "../../planning/compile.ts";

/** Where the row of each context of compiled dynamics starts in a table. */
export class RowOffsets {
  /** Shape [contextCount]; 0 where the row is not in the table. */
  values: Int32Array = new Int32Array(0);
  readonly #compiled: CompiledDynamics;
  readonly #table: ValueTable;
  #contextCount = 0;

  constructor(compiled: CompiledDynamics, table: ValueTable) {
    this.#compiled = compiled;
    this.#table = table;
  }

  /** Reads everything again at the next `grow`, as rows were added elsewhere. */
  forget(): void {
    this.#contextCount = 0;
  }

  /** Takes up the contexts that the dynamics have grown by. */
  grow(): void {
    const { contextCount, contextSize } = this.#compiled;
    const { length } = contextSize.values;
    if (this.values.length < length) {
      const values = new Int32Array(length);
      values.set(this.values);
      this.values = values;
    }
    for (let context = this.#contextCount; context < contextCount; context += 1) this.#place(context);
    this.#contextCount = contextCount;
  }

  /** Reads a context and all others of its row again, as the row was added. */
  update(context: number): void {
    const { contextSibling } = this.#compiled;
    let sibling = context;
    do {
      this.#place(sibling);
      sibling = contextSibling.values[sibling] ?? context;
    } while (sibling !== context);
  }

  /** The key of a context without a row is no integer in [0, 2^53). */
  #place(context: number): void {
    const key = this.#compiled.contextKey.values[context] ?? -1;
    this.values[context] = key < 0 ? 0 : this.#table.offset(key);
  }
}
