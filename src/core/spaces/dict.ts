import { InvalidArgumentError, MaskError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Flattening, Space, SpaceMask, SpaceProbability, ValueOf } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import { combinations, flatteningOf, ownCopy, product, schemaOf, seedParts } from "./product.ts";
import { restriction } from "./sampling.ts";

/** A space for each key. */
export type SpaceRecord = Readonly<Record<string, Space<unknown>>>;

/** A value for each key. */
export type DictValue<S extends SpaceRecord> = { readonly [Key in keyof S]: ValueOf<S[Key]> };

/** Records with a space for each key; the order of the keys does not count. */
export class Dict<const S extends SpaceRecord> extends BaseSpace<DictValue<S>> {
  /** The spaces by key, each a copy with a sampler of its own. */
  readonly spaces: S;
  /** The keys, sorted: the order in which values are enumerated and flattened. */
  readonly keys: readonly string[];

  /** @throws {InvalidArgumentError} If `spaces` is not a record of spaces. */
  constructor(spaces: S, options: SpaceOptions = {}) {
    super();
    checkSpaceOptions("Dict", options);
    if (typeof spaces !== "object" || spaces === null || Array.isArray(spaces)) {
      throw new InvalidArgumentError(`Expected \`spaces\` to be a record of spaces, got ${show(spaces)}.`);
    }
    this.keys = Object.freeze(Object.keys(spaces).sort());
    const copies = this.keys.map((key) => [key, ownCopy(spaces[key] as Space<unknown>, key)]);
    this.spaces = Object.freeze(Object.fromEntries(copies)) as S;
    this.seed(options.seed ?? 0);
  }

  get size(): number {
    return this.#parts.reduce((size, part) => size * part.size, 1);
  }

  /** Seeds every part by its key, so that a further key does not shift the others. */
  override seed(seed: number): void {
    super.seed(seed);
    seedParts(seed, Object.entries(this.spaces));
  }

  /**
   * A draw of each part; `mask` and `probability` have the same keys, with `undefined` where a part is free.
   * @throws {MaskError} If a mask is malformed or allows nothing.
   * @throws {InvalidArgumentError} If both are given or a probability is malformed.
   */
  sample(
    mask?: Readonly<Record<string, unknown>>,
    probability?: Readonly<Record<string, unknown>>,
  ): DictValue<S> {
    const limits = restriction(this, mask, probability);
    if (mask !== undefined && !this.#hasSameKeys(mask)) {
      throw new MaskError(
        `Expected \`${limits.name} mask\` to have the keys of the space, got ${show(mask)}.`,
      );
    }
    if (probability !== undefined && !this.#hasSameKeys(probability)) {
      throw new InvalidArgumentError(
        `Expected \`${limits.name} probability\` to have the keys of the space, got ${show(probability)}.`,
      );
    }
    return this.#record((part, key) =>
      part.sample(mask?.[key] as SpaceMask | undefined, probability?.[key] as SpaceProbability | undefined),
    );
  }

  contains(value: unknown): value is DictValue<S> {
    return (
      this.#hasSameKeys(value) && this.keys.every((key) => this.spaces[key]?.contains(value[key]) === true)
    );
  }

  /** The vectors of the parts in the order of the keys. */
  flattening(): Flattening<DictValue<S>> {
    const flat = product(this.#parts.map((part) => flatteningOf(part)));
    return {
      dim: flat.dim,
      bounds: () => flat.bounds(),
      write: (value, target, offset) =>
        flat.write(
          this.keys.map((key) => value[key]),
          target,
          offset,
        ),
      read: (vector) => {
        const values = flat.read(vector);
        return values === undefined ? undefined : this.#record((_, __, index) => values[index]);
      },
    };
  }

  copy(): Dict<S> {
    return new Dict<S>(this.spaces);
  }

  toString(): string {
    return `Dict(${this.keys.map((key) => `${printedKey(key)}: ${this.spaces[key]}`).join(", ")})`;
  }

  toJSON(): JsonValue {
    const spaces = this.keys.map((key) => [key, this.spaces[key]?.toJSON()]);
    return { type: "Dict", spaces: Object.fromEntries(spaces) };
  }

  toJSONSchema(): JsonObject {
    return {
      title: "Dict",
      type: "object",
      properties: Object.fromEntries(this.keys.map((key, index) => [key, schemaOf(this.#partAt(index))])),
      required: this.keys,
      additionalProperties: false,
    };
  }

  protected *values(): Iterable<DictValue<S>> {
    for (const values of combinations(this.#parts)) yield this.#record((_, __, index) => values[index]);
  }

  get #parts(): readonly Space<unknown>[] {
    return this.keys.map((_, index) => this.#partAt(index));
  }

  #partAt(index: number): Space<unknown> {
    return this.spaces[this.keys[index] as string] as Space<unknown>;
  }

  #record(valueAt: (part: Space<unknown>, key: string, index: number) => unknown): DictValue<S> {
    const entries = this.keys.map((key, index) => [key, valueAt(this.#partAt(index), key, index)]);
    return Object.fromEntries(entries) as DictValue<S>;
  }

  #hasSameKeys(value: unknown): value is Readonly<Record<string, unknown>> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const record = value;
    return (
      Object.keys(record).length === this.keys.length && this.keys.every((key) => Object.hasOwn(record, key))
    );
  }
}

const printedKey = (key: string): string => (/^[\w$]+$/.test(key) ? key : JSON.stringify(key));
