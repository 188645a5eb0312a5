/** An index with how urgent it is. */
export interface Prioritized {
  readonly index: number;
  readonly priority: number;
}

/**
 * A binary heap that gives the index of highest priority first, and of equal ones the lowest index: the order depends on
 * what is in it alone, not on how it came there.
 */
export class PriorityQueue {
  readonly #heap: Prioritized[] = [];
  readonly #place = new Map<number, number>();

  get size(): number {
    return this.#heap.length;
  }

  /** Adds an index, or raises its priority; a lower one changes nothing. */
  push(index: number, priority: number): void {
    const place = this.#place.get(index) ?? this.#heap.length;
    if ((this.#heap[place]?.priority ?? Number.NEGATIVE_INFINITY) >= priority) return;
    this.#rise(place, { index, priority });
  }

  /** Takes out the first index; `undefined` if there is none. */
  pop(): number | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return undefined;
    this.#place.delete(first.index);
    if (first !== last) this.#sink(last);
    return first.index;
  }

  /** Everything in it, in the order it would be given. */
  toArray(): Prioritized[] {
    return [...this.#heap].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  #rise(from: number, entry: Prioritized): void {
    let place = from;
    while (place > 0) {
      const parentPlace = (place - 1) >> 1;
      const parent = this.#heap[parentPlace];
      if (parent === undefined || isBefore(parent, entry)) break;
      this.#put(place, parent);
      place = parentPlace;
    }
    this.#put(place, entry);
  }

  #sink(entry: Prioritized): void {
    let place = 0;
    for (;;) {
      const [left, right] = [this.#heap[2 * place + 1], this.#heap[2 * place + 2]];
      if (left === undefined) break;
      const isRight = right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (isBefore(entry, child)) break;
      this.#put(place, child);
      place = 2 * place + (isRight ? 2 : 1);
    }
    this.#put(place, entry);
  }

  #put(place: number, entry: Prioritized): void {
    this.#heap[place] = entry;
    this.#place.set(entry.index, place);
  }
}

function isBefore(a: Prioritized, b: Prioritized): boolean {
  return a.priority === b.priority ? a.index < b.index : a.priority > b.priority;
}
