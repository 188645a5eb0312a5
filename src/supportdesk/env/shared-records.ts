/** Keeps one of all records that are equal, frozen, so that what is kept by the thousands takes little memory. */
export class SharedRecords<Kept extends Readonly<Record<string, number>>> {
  readonly #known = new Map<number, Kept[]>();

  /**
   * The record that is kept for this one: names, their order and numbers are equal.
   * @param sum - Some number that equal records have in common, and few others.
   */
  of(record: Kept, sum: number): Kept {
    const alike = this.#known.get(sum);
    const known = alike?.find((each) => areEqual(each, record));
    if (known !== undefined) return known;
    Object.freeze(record);
    if (alike === undefined) this.#known.set(sum, [record]);
    else alike.push(record);
    return record;
  }

  clear(): void {
    this.#known.clear();
  }
}

function areEqual(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(one);
  const others = Object.keys(other);
  return (
    names.length === others.length &&
    names.every((name, index) => name === others[index] && Object.is(one[name], other[name]))
  );
}
