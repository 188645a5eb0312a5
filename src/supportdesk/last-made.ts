/** Options of a desk as a text that says all about them; `undefined` where they hold more than words and numbers. */
export function textOf(options: object): string | undefined {
  const isPlain = Object.values(options).every((value) => [value].flat().every(isWord));
  return isPlain ? JSON.stringify(options) : undefined;
}

function isWord(value: unknown): boolean {
  return ["string", "number", "boolean", "undefined"].includes(typeof value);
}

/**
 * What was made last, for as long as somebody uses it: who asks next with the same options gets it too, so that what
 * was worked out for one environment serves its equals. Only for what tells nothing of a single environment.
 */
export class LastMade<Made extends object> {
  #last: { readonly options: string; readonly made: WeakRef<Made> } | undefined;

  /** @param options - What {@link textOf} gave; where it is `undefined`, something new is made. */
  for(options: string | undefined, make: () => Made): Made {
    if (options === undefined) return make();
    const known = this.#last?.options === options ? this.#last.made.deref() : undefined;
    if (known !== undefined) return known;
    const made = make();
    this.#last = { options, made: new WeakRef(made) };
    return made;
  }
}
