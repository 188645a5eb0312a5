import { InvalidArgumentError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Flattening, Space, SpaceMask, SpaceProbability, ValueOf } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import { combinations, flatteningOf, ownCopy, product, schemaOf, seedParts, tupleSchema } from "./product.ts";
import { listParts, restriction } from "./sampling.ts";

/** A value for each place. */
export type TupleValue<S extends readonly Space<unknown>[]> = {
  readonly [Place in keyof S]: ValueOf<S[Place]>;
};

/** Lists with a space for each place. */
export class Tuple<const S extends readonly Space<unknown>[]> extends BaseSpace<TupleValue<S>> {
  /** The spaces in order, each a copy with a sampler of its own. */
  readonly spaces: S;

  /** @throws {InvalidArgumentError} If `spaces` is not a list of spaces. */
  constructor(spaces: S, options: SpaceOptions = {}) {
    super();
    checkSpaceOptions("Tuple", options);
    if (!Array.isArray(spaces)) {
      throw new InvalidArgumentError(`Expected \`spaces\` to be a list of spaces, got ${show(spaces)}.`);
    }
    this.spaces = Object.freeze(spaces.map((part, place) => ownCopy(part, place))) as readonly unknown[] as S;
    this.seed(options.seed ?? 0);
  }

  get size(): number {
    return this.spaces.reduce((size, part) => size * part.size, 1);
  }

  /** Seeds every part by its place, so that a further part does not shift the others. */
  override seed(seed: number): void {
    super.seed(seed);
    seedParts(
      seed,
      this.spaces.map((part, place) => [String(place), part]),
    );
  }

  /**
   * A draw of each part; `mask` and `probability` are lists of the same length, with `undefined` where a part is free.
   * @throws {MaskError} If a mask is malformed or allows nothing.
   * @throws {InvalidArgumentError} If both are given or a probability is malformed.
   */
  sample(mask?: readonly unknown[], probability?: readonly unknown[]): TupleValue<S> {
    const parts = listParts(restriction(this, mask, probability), this.spaces.length);
    const values = this.spaces.map((part, place) =>
      part.sample(
        parts[place]?.mask as SpaceMask | undefined,
        parts[place]?.probability as SpaceProbability | undefined,
      ),
    );
    return values as readonly unknown[] as TupleValue<S>;
  }

  contains(value: unknown): value is TupleValue<S> {
    return (
      Array.isArray(value) &&
      value.length === this.spaces.length &&
      this.spaces.every((part, place) => part.contains(value[place]))
    );
  }

  /** The vectors of the parts one after the other. */
  flattening(): Flattening<TupleValue<S>> {
    return product(this.spaces.map((part) => flatteningOf(part))) as Flattening<unknown> as Flattening<
      TupleValue<S>
    >;
  }

  copy(): Tuple<S> {
    return new Tuple<S>(this.spaces);
  }

  toString(): string {
    return `Tuple(${this.spaces.join(", ")})`;
  }

  toJSON(): JsonValue {
    return { type: "Tuple", spaces: this.spaces.map((part) => part.toJSON()) };
  }

  toJSONSchema(): JsonObject {
    return tupleSchema("Tuple", this.spaces.map(schemaOf));
  }

  protected *values(): Iterable<TupleValue<S>> {
    for (const values of combinations(this.spaces)) yield values as readonly unknown[] as TupleValue<S>;
  }
}
