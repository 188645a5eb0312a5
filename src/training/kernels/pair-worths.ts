import type { ValueTable } from "../../agents/value-table.ts";
import { IntList, NumberList } from "../../planning/packed-list.ts";
import type { PackedModel } from "./packed-model.ts";

const NONE = -1;

/**
 * What the outcomes of a packed model are worth, `γ^k · max_a′ Q(s′, a′)`: the best value of every situation, kept up to
 * date while values are moved.
 */
export class PairWorths {
  readonly #packed: PackedModel;
  readonly #table: ValueTable;
  /** Highest value of a situation, 0 after a termination; shape [situations]. */
  readonly #best = new NumberList();
  /** Another situation of the same row, or {@link NONE}; shape [situations]. */
  readonly #siblings = new IntList();
  /** A situation of a row of the table, or {@link NONE}; shape [rows]. */
  readonly #first = new IntList();
  #values: Float64Array = new Float64Array(0);
  #discounts: Float64Array = new Float64Array(0);
  #situations: Int32Array = new Int32Array(0);
  #indices: Int32Array = new Int32Array(0);
  #rows: Int32Array = new Int32Array(0);

  constructor(packed: PackedModel, table: ValueTable) {
    this.#packed = packed;
    this.#table = table;
    this.#best.push(0);
    this.#siblings.push(NONE);
  }

  /** Reads everything again, as values were learned elsewhere. */
  forget(): void {
    this.grow();
    for (let each = 1; each < this.#best.length; each += 1) this.#best.values[each] = this.#bestOf(each);
  }

  /** Takes up situations that were added, and arrays that have grown. */
  grow(): void {
    const { situationSize, situationOffset } = this.#packed;
    this.#values = this.#table.values;
    this.#discounts = this.#packed.outcomeDiscount.values;
    this.#situations = this.#packed.outcomeSituation.values;
    this.#indices = this.#packed.pairIndex.values;
    this.#rows = this.#packed.pairRow.values;
    while (this.#first.length < this.#values.length / this.#table.actionCount) this.#first.push(NONE);
    for (let each = this.#best.length; each < situationSize.length; each += 1) {
      const row = (situationOffset.values[each] ?? 0) / this.#table.actionCount;
      this.#siblings.push(this.#first.values[row] ?? NONE);
      this.#first.values[row] = each;
      this.#best.push(this.#bestOf(each));
    }
  }

  /** γ^k · max_a′ Q(s′, a′), 0 after a termination. */
  of(outcome: number): number {
    return (
      (this.#discounts[outcome] as number) *
      (this.#best.values[this.#situations[outcome] as number] as number)
    );
  }

  /** Moves the value of a pair towards a target. */
  move(pair: number, target: number, stepSize: number): void {
    const index = this.#indices[pair] as number;
    const before = this.#values[index] as number;
    const value = before + stepSize * (target - before);
    this.#values[index] = value;
    if (value === before) return;
    let situation = this.#first.values[this.#rows[pair] as number] as number;
    while (situation !== NONE) {
      const best = this.#best.values[situation] as number;
      if (value > best) {
        if (this.#offers(situation, index)) this.#best.values[situation] = value;
      } else if (before === best) this.#best.values[situation] = this.#bestOf(situation);
      situation = this.#siblings.values[situation] as number;
    }
  }

  #offers(situation: number, index: number): boolean {
    const cells = this.#packed.cellIndex.values;
    const first = this.#packed.situationCells.values[situation] as number;
    const end = first + (this.#packed.situationSize.values[situation] as number);
    for (let cell = first; cell < end; cell += 1) if (cells[cell] === index) return true;
    return false;
  }

  /** Finds the best of a situation again. */
  #bestOf(situation: number): number {
    const values = this.#values;
    const cells = this.#packed.cellIndex.values;
    const first = this.#packed.situationCells.values[situation] as number;
    const end = first + (this.#packed.situationSize.values[situation] as number);
    let best = Number.NEGATIVE_INFINITY;
    for (let cell = first; cell < end; cell += 1) {
      const value = values[cells[cell] as number] as number;
      if (value > best) best = value;
    }
    return best;
  }
}
