import { GymError, InvalidArgumentError, show } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import { createRng } from "../random.ts";
import type { Flattening, Space } from "../space.ts";

/** Vectors of several spaces, one after the other. */
export function product<Value>(parts: readonly Flattening<Value>[]): Flattening<readonly Value[]> {
  return {
    dim: parts.reduce((dim, part) => dim + part.dim, 0),
    bounds: () => parts.flatMap((part) => part.bounds()),
    write: (values, target, offset) => {
      let at = offset;
      for (const [index, part] of parts.entries()) {
        part.write(values[index] as Value, target, at);
        at += part.dim;
      }
    },
    read: (vector) => readParts(parts, vector),
  };
}

function readParts<Value>(
  parts: readonly Flattening<Value>[],
  vector: Float64Array,
): readonly Value[] | undefined {
  const values: Value[] = [];
  let at = 0;
  for (const part of parts) {
    const value = part.read(vector.subarray(at, at + part.dim));
    if (value === undefined) return undefined;
    values.push(value);
    at += part.dim;
  }
  return values;
}

/** Every way to take one value of each space, the last space changing fastest. */
export function* combinations(spaces: readonly Space<unknown>[]): Generator<readonly unknown[]> {
  const [first, ...rest] = spaces;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of valuesOf(first)) {
    for (const others of combinations(rest)) yield [value, ...others];
  }
}

const unsupported = (space: Space<unknown>, ability: string): GymError =>
  new GymError("UNSUPPORTED", `Expected a space with ${ability}, got ${space}.`);

/** The values of a space. @throws {GymError} `UNSUPPORTED` if it is not finite or cannot list them. */
export function valuesOf<Value>(space: Space<Value>): Iterable<Value> {
  if (space.enumerate === undefined) throw unsupported(space, "a list of its values");
  return space.enumerate();
}

/** The vectors of a space. @throws {GymError} `UNSUPPORTED` if it has none. */
export function flatteningOf<Value>(space: Space<Value>): Flattening<Value> {
  if (space.flattening === undefined) throw unsupported(space, "vectors of fixed length");
  return space.flattening();
}

/** The JSON Schema of a space. @throws {GymError} `UNSUPPORTED` if it has none. */
export function schemaOf(space: Space<unknown>): JsonObject {
  if (space.toJSONSchema === undefined) throw unsupported(space, "a JSON Schema");
  return space.toJSONSchema();
}

/** The JSON Schema of lists with one item for each schema. */
export function tupleSchema(title: string, items: readonly JsonObject[]): JsonObject {
  const size = { minItems: items.length, maxItems: items.length };
  return items.length === 0
    ? { title, type: "array", ...size }
    : { title, type: "array", prefixItems: items, items: false, ...size };
}

/**
 * The space itself, or an equal one of its own where it can be copied.
 * @param place - Where in the composite space it stands.
 * @throws {InvalidArgumentError} If it is no space.
 */
export function ownCopy<S extends Space<unknown>>(space: S, place: string | number): S {
  if (!isSpace(space)) {
    throw new InvalidArgumentError(`Expected a space at ${show(place)}, got ${show(space)}.`);
  }
  return (space.copy?.() ?? space) as S;
}

const METHODS = ["sample", "contains", "seed", "toJSON"] as const;

function isSpace(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return METHODS.every((method) => typeof (value as Partial<Space<unknown>>)[method] === "function");
}

/** Seeds the parts of a space by their labels, so that another part does not shift them. */
export function seedParts(
  seed: number,
  parts: Iterable<readonly [label: string, part: Space<unknown>]>,
): void {
  const root = createRng(seed).fork("part");
  for (const [label, part] of parts) part.seed(root.fork(label).integer(Number.MAX_SAFE_INTEGER));
}
