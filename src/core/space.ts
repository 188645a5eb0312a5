import type { JsonValue } from "./json.ts";
import type { Mask } from "./mask.ts";

/** A set of values an observation or an action may take, with a seeded sampler of its own. */
export interface Space<Value> {
  /** Number of values, or `Infinity`. */
  readonly size: number;
  /** A random member. `mask` restricts finite spaces; an all-zero or malformed mask is an error. */
  sample(mask?: Mask): Value;
  contains(value: unknown): value is Value;
  /** Restarts the sampler. @throws {InvalidArgumentError} If `seed` is not an integer in [0, 2^53). */
  seed(seed: number): void;
  toString(): string;
  toJSON(): JsonValue;
}
