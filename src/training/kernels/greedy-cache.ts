import type { ValueTable } from "../../agents/value-table.ts";
import { type CompiledDynamics, NOTHING } from "../../planning/compile.ts";
import { drawInteger, type Generator } from "./generator.ts";

/**
 * The best of the allowed actions of every context, kept up to date while the values of a table change, so that acting
 * and bootstrapping scan nothing. Actions are ranks: places in the list of allowed actions.
 */
export class GreedyCache {
  /** Highest value of a context, 0 for {@link NOTHING}; shape [contextCount]. */
  best: Float64Array = new Float64Array(0);
  /** Lowest rank of that value; unspecified where several have it. Shape [contextCount]. */
  bestRank: Int32Array = new Int32Array(0);
  /** Number of ranks with that value; shape [contextCount]. */
  ties: Int32Array = new Int32Array(0);
  /** Index of a cell in the table, below `actionCount` while its row is not there; shape [cellCount]. */
  cells: Int32Array = new Int32Array(0);
  readonly #compiled: CompiledDynamics;
  readonly #table: ValueTable;
  #contextCount = 0;
  #values: Float64Array = new Float64Array(0);
  #firstCells: Int32Array = new Int32Array(0);
  #siblings: Int32Array = new Int32Array(0);

  constructor(compiled: CompiledDynamics, table: ValueTable) {
    this.#compiled = compiled;
    this.#table = table;
  }

  /** Reads everything again at the next `grow`, as values were learned elsewhere. */
  forget(): void {
    this.#contextCount = 0;
  }

  /** Takes up the contexts that the dynamics have grown by. */
  grow(): void {
    const { contextCount, contextCells, contextSize, contextSibling, cellAction } = this.#compiled;
    this.#values = this.#table.values;
    this.#firstCells = contextCells.values;
    this.#siblings = contextSibling.values;
    if (contextCount === this.#contextCount) return;
    this.#reserve(contextSize.values.length, cellAction.values.length);
    for (let context = this.#contextCount; context < contextCount; context += 1) {
      if (context === NOTHING) continue;
      this.#place(context);
      this.#scan(context);
    }
    this.#contextCount = contextCount;
  }

  #reserve(contexts: number, cells: number): void {
    if (this.best.length < contexts) {
      this.best = enlarged(this.best, new Float64Array(contexts));
      this.bestRank = enlarged(this.bestRank, new Int32Array(contexts));
      this.ties = enlarged(this.ties, new Int32Array(contexts));
    }
    if (this.cells.length < cells) this.cells = enlarged(this.cells, new Int32Array(cells));
  }

  /** Finds the cells of a context in the table. */
  #place(context: number): void {
    const { contextKey, contextCells, contextSize, cellAction } = this.#compiled;
    const offset = this.#table.offset(contextKey.values[context] ?? 0);
    const first = contextCells.values[context] ?? 0;
    const end = first + (contextSize.values[context] ?? 0);
    for (let cell = first; cell < end; cell += 1) {
      const action = cellAction.values[cell] ?? 0;
      this.cells[cell] = offset + action;
    }
  }

  /** Puts the row of a context into the table. */
  open(context: number): void {
    const { contextKey, contextSibling } = this.#compiled;
    this.#table.open(contextKey.values[context] ?? 0);
    let sibling = context;
    do {
      this.#place(sibling);
      sibling = contextSibling.values[sibling] ?? context;
    } while (sibling !== context);
  }

  /** Index in the table of a rank. */
  indexOf(context: number, rank: number): number {
    return this.cells[(this.#firstCells[context] as number) + rank] as number;
  }

  valueAt(index: number): number {
    return this.#values[index] as number;
  }

  /** Value of a rank, whether or not its row is in the table. */
  valueOf(context: number, rank: number): number {
    return this.#values[this.indexOf(context, rank)] as number;
  }

  /** Finds the best of a context again. */
  #scan(context: number): void {
    const { cells } = this;
    const values = this.#values;
    const first = this.#firstCells[context] as number;
    const size = this.#compiled.contextSize.values[context] as number;
    let best = Number.NEGATIVE_INFINITY;
    let bestRank = 0;
    let ties = 0;
    for (let rank = 0; rank < size; rank += 1) {
      const value = values[cells[first + rank] as number] as number;
      if (value > best) {
        best = value;
        bestRank = rank;
        ties = 1;
      } else if (value === best) ties += 1;
    }
    this.best[context] = best;
    this.bestRank[context] = bestRank;
    this.ties[context] = ties;
  }

  /** A rank that has the highest value of a context; drawn if several have it. */
  choose(context: number, generator: Generator): number {
    const ties = this.ties[context] as number;
    if (ties > 1) return this.tied(context, drawInteger(generator, ties));
    return this.bestRank[context] as number;
  }

  /** The rank of a context that has its highest value and comes after `place` others that have it. */
  tied(context: number, place: number): number {
    const best = this.best[context] as number;
    let left = place;
    for (let rank = 0; ; rank += 1) {
      if (this.valueOf(context, rank) !== best) continue;
      if (left === 0) return rank;
      left -= 1;
    }
  }

  /** Writes the value of a rank, whose row must be in the table. */
  write(context: number, rank: number, value: number): void {
    const index = this.indexOf(context, rank);
    const before = this.#values[index] as number;
    this.#values[index] = value;
    const best = this.best[context] as number;
    if (value > best) {
      this.best[context] = value;
      this.bestRank[context] = rank;
      this.ties[context] = 1;
    } else if (before === best) {
      if (value < best) this.#scan(context);
    } else if (value === best) {
      this.ties[context] = (this.ties[context] as number) + 1;
    }
    if (this.#siblings[context] !== context) this.#writtenElsewhere(context, rank);
  }

  /** Takes note of a written value in all other contexts of the row. */
  #writtenElsewhere(context: number, rank: number): void {
    const action = this.#compiled.cellAction.values[(this.#firstCells[context] as number) + rank] as number;
    let sibling = this.#siblings[context] as number;
    while (sibling !== context) {
      if (this.#offers(sibling, action)) this.#scan(sibling);
      sibling = this.#siblings[sibling] as number;
    }
  }

  #offers(context: number, action: number): boolean {
    const { contextCells, contextSize, cellAction } = this.#compiled;
    const first = contextCells.values[context] ?? 0;
    const end = first + (contextSize.values[context] ?? 0);
    for (let cell = first; cell < end; cell += 1) if (cellAction.values[cell] === action) return true;
    return false;
  }
}

function enlarged<List extends Float64Array | Int32Array>(before: List, after: List): List {
  after.set(before);
  return after;
}
