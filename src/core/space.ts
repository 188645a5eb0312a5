import type { JsonObject, JsonValue } from "./json.ts";

/**
 * Which values a sample may take: one byte for each value of a finite space, or the masks of the parts of a composite
 * one. Every space says which form it takes; `undefined` leaves a part free.
 */
export type SpaceMask = ArrayLike<number> | readonly unknown[] | Readonly<Record<string, unknown>>;

/** How probable the values of a sample are, in the form of a {@link SpaceMask} with numbers in [0, 1]. */
export type SpaceProbability = SpaceMask;

/** How a space turns its values into vectors of fixed length and back. */
export interface Flattening<Value> {
  /** Length of the vectors. */
  readonly dim: number;
  /** Lowest and highest number at each place, shape [dim]. */
  bounds(): readonly (readonly [low: number, high: number])[];
  /** Writes a member at `offset`; the places are 0 before. */
  write(value: Value, target: Float64Array, offset: number): void;
  /** The member a vector of length `dim` stands for; `undefined` where it stands for none. */
  read(vector: Float64Array): Value | undefined;
}

/** A set of values an observation or an action may take, with a seeded sampler of its own. */
export interface Space<Value> {
  /** Number of values, or `Infinity`; rounded above 2^53. */
  readonly size: number;
  /**
   * A random member. `mask` restricts the draw, `probability` weighs it; only one of them may be given. An all-zero or
   * malformed mask is an error.
   */
  sample(mask?: SpaceMask, probability?: SpaceProbability): Value;
  contains(value: unknown): value is Value;
  /** Restarts the sampler. @throws {InvalidArgumentError} If `seed` is not an integer in [0, 2^53). */
  seed(seed: number): void;
  toString(): string;
  toJSON(): JsonValue;
  /** Every value once, in a fixed order. @throws {GymError} `UNSUPPORTED` if `size` is `Infinity`. */
  enumerate?(): Iterable<Value>;
  /** Whether the other space is of the same kind and has the same values and labels; samplers do not count. */
  equals?(other: unknown): boolean;
  /** An equal space with a sampler of its own, seeded with 0. */
  copy?(): Space<Value>;
  /** A JSON Schema (2020-12) of the values. */
  toJSONSchema?(): JsonObject;
  /** @throws {GymError} `UNSUPPORTED` if a part has no fixed length. */
  flattening?(): Flattening<Value>;
}

/** The type of a space's values. */
export type ValueOf<S extends Space<unknown>> = ReturnType<S["sample"]>;
