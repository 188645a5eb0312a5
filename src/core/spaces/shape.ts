import { InvalidArgumentError, show } from "../errors.ts";

/** Number of entries of a shape. @throws {InvalidArgumentError} If it is not a list of integers ≥ 1. */
export function entryCount(shape: unknown): number {
  const valid = Array.isArray(shape) && shape.length > 0 && shape.every((side) => isCount(side));
  if (!valid) {
    throw new InvalidArgumentError(`Expected \`shape\` to be a list of integers >= 1, got ${show(shape)}.`);
  }
  const count = shape.reduce((product: number, side: number) => product * side, 1);
  if (count > MAX_ENTRIES) {
    throw new InvalidArgumentError(
      `Expected \`shape\` to have at most ${MAX_ENTRIES} entries, got ${count}.`,
    );
  }
  return count;
}

/** Most entries of a space with a shape, and of a vector. */
export const MAX_ENTRIES = 100_000_000;

const isCount = (side: unknown): boolean => Number.isSafeInteger(side) && (side as number) >= 1;
