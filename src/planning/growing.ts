/** A list of numbers that grows without a copy for each one. */
export class Growing {
  #values: Float64Array = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  toFloat64(): Float64Array {
    return this.#values.slice(0, this.#length);
  }

  toInt32(): Int32Array {
    return Int32Array.from(this.#values.subarray(0, this.#length));
  }
}
