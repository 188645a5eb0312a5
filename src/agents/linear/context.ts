import { InvalidArgumentError } from "../../core/errors.ts";

/** A context as a vector of numbers: a list or a typed array. */
export type FeatureVector = ArrayLike<number>;

/** Largest size of a feature, and of a reward that a ridge regression learns: squares of it are far from overflowing. */
export const LARGEST = 1e60;

/**
 * Checks a context before anything is learned from it.
 *
 * @param dimension - Length that it must have; `undefined` before the first.
 * @throws {InvalidArgumentError} If it is no vector, is empty, has another length, or holds no number within ±1e60.
 */
export function checkContext(context: FeatureVector, dimension: number | undefined, name = "context"): void {
  const length: unknown = typeof context === "object" && context !== null ? context.length : undefined;
  if (!Number.isInteger(length) || length === 0) {
    throw new InvalidArgumentError(`Expected \`${name}\` to be a vector of numbers, got ${typeof context}.`);
  }
  if (dimension !== undefined && length !== dimension) {
    throw new InvalidArgumentError(
      `Expected \`${name}\` to have ${dimension} numbers as before, got ${String(length)}.`,
    );
  }
  for (let index = 0; index < context.length; index += 1) {
    if (Math.abs(context[index] ?? Number.NaN) <= LARGEST) continue;
    throw new InvalidArgumentError(
      `Expected numbers within ±${LARGEST}, got ${String(context[index])} in \`${name}[${index}]\`.`,
    );
  }
}

const HALVES = new DataView(new ArrayBuffer(8));

/**
 * A number of a context that depends on all its entries: equal vectors give equal numbers, on every platform.
 * @returns An integer in [0, 2^32).
 */
export function hashContext(context: FeatureVector): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < context.length; index += 1) {
    // −0 equals 0.
    HALVES.setFloat64(0, (context[index] ?? 0) + 0);
    hash = Math.imul(hash ^ HALVES.getUint32(0), 0x01_00_01_93);
    hash = Math.imul(hash ^ HALVES.getUint32(4), 0x01_00_01_93);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

/** How many entries of a context are not 0. */
export function countActive(context: FeatureVector): number {
  let count = 0;
  for (let index = 0; index < context.length; index += 1) if (context[index] !== 0) count += 1;
  return count;
}
