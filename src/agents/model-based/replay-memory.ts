import { z } from "zod";
import { SnapshotError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import type { ValueTable } from "../value-table.ts";

/** A remembered step. */
export interface RememberedStep {
  /** Index of its pair in the table. */
  readonly index: number;
  readonly reward: number;
  /** γ^duration, 0 after a termination. */
  readonly continuation: number;
  /** Where the next row starts in the table. */
  readonly next: number;
  readonly nextMask: Mask;
}

const Count = z.int().nonnegative();

/** A replay memory as plain JSON. Rows are those of the table beside it, counted from 0. */
export const SavedMemory = z.strictObject({
  oldest: Count.describe("Place of the step that is forgotten next."),
  masks: z.array(z.string().regex(/^[01]+$/, "expected a mask as text of 0 and 1")),
  steps: z
    .array(z.tuple([Count, Count, z.number(), z.number().gte(0).lte(1), Count, Count]))
    .describe("Row, action, reward, γ^duration, next row, rank of the next mask."),
});
export type SavedMemory = z.infer<typeof SavedMemory>;

/** The last steps of an agent, up to a capacity. */
export class ReplayMemory {
  readonly #capacity: number;
  readonly #actionCount: number;
  readonly #steps: RememberedStep[] = [];
  #oldest = 0;

  /** @param capacity - The most steps kept, ≥ 1. */
  constructor(capacity: number, actionCount: number) {
    this.#capacity = capacity;
    this.#actionCount = actionCount;
  }

  /** Goes on from what `save` gave. @throws {SnapshotError} If it does not fit. */
  static load(
    saved: unknown,
    setup: { readonly capacity: number; readonly table: ValueTable; readonly owner: string },
  ): ReplayMemory {
    const { capacity, table, owner } = setup;
    const { success, data } = SavedMemory.safeParse(saved);
    if (!success || !fits(data, table, capacity)) {
      throw new SnapshotError(
        `The saved ${owner} does not fit: \`extra.memory\` is not a memory of its table.`,
      );
    }
    const { actionCount } = table;
    const memory = new ReplayMemory(capacity, actionCount);
    const masks = data.masks.map((mask) => Uint8Array.from(mask, Number));
    for (const [row, action, reward, continuation, nextRow, mask] of data.steps) {
      memory.#steps.push({
        ...{ index: (row + 1) * actionCount + action, reward, continuation },
        ...{ next: (nextRow + 1) * actionCount, nextMask: masks[mask] ?? new Uint8Array(actionCount) },
      });
    }
    memory.#oldest = data.oldest;
    return memory;
  }

  get size(): number {
    return this.#steps.length;
  }

  /** The step at a place in [0, size). */
  at(place: number): RememberedStep | undefined {
    return this.#steps[place];
  }

  /** Keeps a step with a copy of its mask; the oldest is forgotten where the memory is full. */
  push(step: RememberedStep): void {
    const kept = { ...step, nextMask: step.nextMask.slice() };
    if (this.#steps.length < this.#capacity) {
      this.#steps.push(kept);
      return;
    }
    this.#steps[this.#oldest] = kept;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
  }

  /** Plain JSON. */
  save(): SavedMemory {
    const rowOf = (index: number): number => Math.floor(index / this.#actionCount) - 1;
    const ranks = new Map<string, number>();
    const steps = this.#steps.map(({ index, reward, continuation, next, nextMask }) => {
      const mask = nextMask.join("");
      const rank = ranks.get(mask) ?? ranks.size;
      ranks.set(mask, rank);
      return [rowOf(index), index % this.#actionCount, reward, continuation, rowOf(next), rank];
    });
    return { oldest: this.#oldest, masks: [...ranks.keys()], steps: steps as SavedMemory["steps"] };
  }
}

function fits({ oldest, masks, steps }: SavedMemory, { size, actionCount }: ValueTable, capacity: number) {
  if (steps.length > capacity || (oldest > 0 && (steps.length < capacity || oldest >= capacity)))
    return false;
  if (masks.some((mask) => mask.length !== actionCount)) return false;
  return steps.every(
    ([row, action, , , next, mask]) =>
      row < size && action < actionCount && next < size && mask < masks.length,
  );
}
