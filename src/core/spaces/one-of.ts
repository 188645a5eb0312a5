import { InvalidArgumentError, MaskError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Flattening, Space, SpaceMask, SpaceProbability, ValueOf } from "../space.ts";
import { BaseSpace, checkSpaceOptions, type SpaceOptions } from "./base-space.ts";
import { flatteningOf, ownCopy, schemaOf, seedParts, tupleSchema, valuesOf } from "./product.ts";
import { drawIndex, listParts, type Restriction, restriction } from "./sampling.ts";

/** The index of an option with a value of that option. */
export type OneOfValue<S extends readonly Space<unknown>[]> = {
  readonly [Option in keyof S]: readonly [
    option: Option extends `${infer Index extends number}` ? Index : number,
    value: ValueOf<S[Option]>,
  ];
}[number];

/** A choice between spaces, such as operations that each have arguments of their own. */
export class OneOf<const S extends readonly Space<unknown>[]> extends BaseSpace<OneOfValue<S>> {
  /** The options in order, each a copy with a sampler of its own. */
  readonly spaces: S;

  /** @throws {InvalidArgumentError} If `spaces` is not a list of at least one space. */
  constructor(spaces: S, options: SpaceOptions = {}) {
    super();
    checkSpaceOptions("OneOf", options);
    if (!Array.isArray(spaces) || spaces.length === 0) {
      throw new InvalidArgumentError(`Expected \`spaces\` to be at least one space, got ${show(spaces)}.`);
    }
    this.spaces = Object.freeze(spaces.map((part, place) => ownCopy(part, place))) as readonly unknown[] as S;
    this.seed(options.seed ?? 0);
  }

  get size(): number {
    return this.spaces.reduce((size, part) => size + part.size, 0);
  }

  /** Seeds every option by its index, so that a further option does not shift the values of the others. */
  override seed(seed: number): void {
    super.seed(seed);
    seedParts(
      seed,
      this.spaces.map((part, option) => [String(option), part]),
    );
  }

  /**
   * A uniform option, then a draw of it. `mask` and `probability` are lists with an entry for each option: `undefined`
   * leaves it free; in a mask, `false` forbids it.
   * @throws {MaskError} If a mask is malformed or allows nothing.
   * @throws {InvalidArgumentError} If both are given or a probability is malformed.
   */
  sample(mask?: readonly unknown[], probability?: readonly unknown[]): OneOfValue<S> {
    const parts = listParts(restriction(this, mask, probability), this.spaces.length);
    const allowed = parts.map((part) => (part.mask === false ? 0 : 1));
    if (!allowed.includes(1)) throw new MaskError(`Expected \`${this} mask\` to allow an option, got none.`);
    const limits = restriction(this, Uint8Array.from(allowed), undefined);
    const option = drawIndex(this.rng, this.spaces.length, limits);
    const values = this.spaces.map((part, index) => drawPart(part, parts[index], index === option));
    return [option, values[option]] as readonly unknown[] as OneOfValue<S>;
  }

  contains(value: unknown): value is OneOfValue<S> {
    if (!Array.isArray(value) || value.length !== 2) return false;
    const [option, inner] = value;
    return Number.isInteger(option) && this.spaces[option]?.contains(inner) === true;
  }

  /** The index, then the vector of the option, then zeros; shape [1 + the longest option]. */
  flattening(): Flattening<OneOfValue<S>> {
    const parts = this.spaces.map((part) => flatteningOf(part));
    const longest = Math.max(...parts.map((part) => part.dim));
    return {
      dim: 1 + longest,
      bounds: () => paddedBounds(parts, longest),
      write: ([option, value], target, offset) => {
        target[offset] = option;
        parts[option]?.write(value, target, offset + 1);
      },
      read: (vector) => {
        const option = vector[0] ?? 0;
        const part = parts[option];
        if (part === undefined || vector.subarray(1 + part.dim).some((entry) => entry !== 0))
          return undefined;
        const value = part.read(vector.subarray(1, 1 + part.dim));
        return value === undefined ? undefined : ([option, value] as readonly unknown[] as OneOfValue<S>);
      },
    };
  }

  copy(): OneOf<S> {
    return new OneOf<S>(this.spaces);
  }

  toString(): string {
    return `OneOf(${this.spaces.join(", ")})`;
  }

  toJSON(): JsonValue {
    return { type: "OneOf", spaces: this.spaces.map((part) => part.toJSON()) };
  }

  toJSONSchema(): JsonObject {
    const options = this.spaces.map((part, option) =>
      tupleSchema("Option", [{ const: option }, schemaOf(part)]),
    );
    return { title: "OneOf", oneOf: options };
  }

  protected *values(): Iterable<OneOfValue<S>> {
    for (const [option, part] of this.spaces.entries())
      for (const value of valuesOf(part)) yield [option, value] as readonly unknown[] as OneOfValue<S>;
  }
}

/** A draw of an option: always where it is restricted, so that a malformed mask is an error whatever is chosen. */
function drawPart(
  part: Space<unknown>,
  { mask, probability }: Partial<Restriction<unknown, unknown>> = {},
  isChosen: boolean,
): unknown {
  const isRestricted = (mask !== undefined && mask !== false) || probability !== undefined;
  if (!isChosen && !isRestricted) return undefined;
  return part.sample(mask as SpaceMask | undefined, probability as SpaceProbability | undefined);
}

function paddedBounds(
  parts: readonly Flattening<unknown>[],
  longest: number,
): readonly (readonly [number, number])[] {
  const bounds = Array.from({ length: longest }, (): [number, number] => [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]);
  for (const part of parts) {
    const own = part.bounds();
    for (const [place, pair] of bounds.entries()) {
      const [low, high] = own[place] ?? [0, 0];
      pair[0] = Math.min(pair[0], low);
      pair[1] = Math.max(pair[1], high);
    }
  }
  return [[0, parts.length - 1], ...bounds];
}
