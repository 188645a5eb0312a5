import { GymError, InvalidArgumentError, show } from "../errors.ts";
import type { Space } from "../space.ts";
import { Box } from "./box.ts";
import { flatteningOf } from "./product.ts";
import { MAX_ENTRIES } from "./shape.ts";

/** Length of the vectors of a space. @throws {GymError} `UNSUPPORTED` if it has no vectors of fixed length. */
export function flatdim(space: Space<unknown>): number {
  const { dim } = flatteningOf(space);
  if (dim > MAX_ENTRIES) {
    throw new GymError(
      "UNSUPPORTED",
      `Expected vectors of at most ${MAX_ENTRIES} numbers, ${space} has ${dim}.`,
    );
  }
  return dim;
}

/**
 * A member as a vector of length `flatdim(space)`; {@link unflatten} gives it back exactly.
 * @throws {InvalidArgumentError} If the space does not contain the value.
 * @throws {GymError} `UNSUPPORTED` if it has no vectors of fixed length.
 */
export function flatten<Value>(space: Space<Value>, value: Value): Float64Array {
  const target = new Float64Array(flatdim(space));
  if (!space.contains(value)) {
    throw new InvalidArgumentError(`Expected a value of ${space}, got ${show(value)}.`);
  }
  flatteningOf(space).write(value, target, 0);
  return target;
}

/**
 * The member a vector stands for.
 * @throws {InvalidArgumentError} If it has another length or stands for none.
 * @throws {GymError} `UNSUPPORTED` if the space has no vectors of fixed length.
 */
export function unflatten<Value>(space: Space<Value>, vector: Float64Array): Value {
  const dim = flatdim(space);
  if (vector.length !== dim) {
    throw new InvalidArgumentError(`Expected a vector of ${dim} numbers for ${space}, got ${vector.length}.`);
  }
  const value = flatteningOf(space).read(vector);
  if (value === undefined || !space.contains(value)) {
    throw new InvalidArgumentError(`Expected a vector that stands for a value of ${space}.`);
  }
  return value;
}

/**
 * The box that holds all vectors of a space.
 * @throws {GymError} `UNSUPPORTED` if the space has no vectors of fixed length, or vectors of length 0 or above a million.
 */
export function flattenSpace(space: Space<unknown>): Box {
  checkLength(space);
  if (flatdim(space) === 0)
    throw new GymError("UNSUPPORTED", `Expected vectors of length >= 1, got ${space}.`);
  const bounds = flatteningOf(space).bounds();
  return new Box(
    bounds.map(([low]) => low),
    bounds.map(([, high]) => high),
  );
}

const LONGEST = 1_000_000;

function checkLength(space: Space<unknown>): void {
  const dim = flatdim(space);
  if (dim <= LONGEST) return;
  throw new GymError(
    "UNSUPPORTED",
    `The vectors of ${space} have ${dim} entries, more than ${LONGEST}: number its values with TabularKey, or observe its parts.`,
  );
}
