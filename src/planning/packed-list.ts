/** A list of numbers in one typed array that doubles when it is full. The array is replaced then: do not keep it. */
abstract class PackedList<Values extends Int32Array | Float64Array> {
  #values: Values;
  #length = 0;

  constructor(values: Values) {
    this.#values = values;
  }

  /** An array twice as long that begins with the given entries. */
  protected abstract doubled(values: Values): Values;

  get length(): number {
    return this.#length;
  }

  /** Entries from 0 to `length`; what follows them is unspecified. */
  get values(): Values {
    return this.#values;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#values = this.doubled(this.#values);
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The entries as an array of their own. */
  toArray(): Values {
    return this.#values.slice(0, this.#length) as Values;
  }
}

const FIRST_CAPACITY = 1024;

/** A growing list of integers in [−2^31, 2^31). */
export class IntList extends PackedList<Int32Array> {
  constructor() {
    super(new Int32Array(FIRST_CAPACITY));
  }

  protected override doubled(values: Int32Array): Int32Array {
    const larger = new Int32Array(values.length * 2);
    larger.set(values);
    return larger;
  }
}

/** A growing list of floating-point numbers. */
export class NumberList extends PackedList<Float64Array> {
  constructor() {
    super(new Float64Array(FIRST_CAPACITY));
  }

  protected override doubled(values: Float64Array): Float64Array {
    const larger = new Float64Array(values.length * 2);
    larger.set(values);
    return larger;
  }
}
