import { fullMask, type Mask } from "../../core/mask.ts";
import { Row } from "../row.ts";
import { ValueTable } from "../value-table.ts";

/** A row of values that were computed for one context, and are stored nowhere: what explorations look at. */
export class FeatureRow extends Row {
  readonly #values: Float64Array;
  readonly #counts: ArrayLike<number>;
  #mask: Mask;

  /** @param counts - n(a), shape [actionCount]; read when asked for. */
  constructor(counts: ArrayLike<number>) {
    const actionCount = counts.length;
    super(new ValueTable({ actionCount, initialValue: 0 }));
    this.#values = new Float64Array(actionCount);
    this.#counts = counts;
    this.#mask = fullMask(actionCount);
  }

  /** Values of the context, to be overwritten before {@link FeatureRow.show}. */
  get values(): Float64Array {
    return this.#values;
  }

  /** Finds the best of the values. @throws {MaskError} If the mask allows nothing or has another length. */
  show(mask: Mask): this {
    this.#mask = mask;
    this.greedy.read(this.#values, 0, mask);
    return this;
  }

  override get mask(): Mask {
    return this.#mask;
  }

  override value(action: number): number {
    return this.#values[action] ?? 0;
  }

  override count(action: number): number {
    return this.#counts[action] ?? 0;
  }
}
