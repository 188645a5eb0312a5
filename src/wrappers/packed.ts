import { SnapshotError } from "../core/errors.ts";
import type { JsonObject, JsonValue } from "../core/json.ts";

const ARRAYS = [Float64Array, Float32Array, Int32Array, Uint8Array] as const;
const KEY = "$array";

/** A copy of an observation, action or info as plain JSON, with typed arrays in a form that `unpack` knows. */
export function pack(value: unknown): JsonValue {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map(pack);
  const type = ARRAYS.find((each) => value instanceof each);
  if (type !== undefined) return { [KEY]: type.name, values: Array.from(value as Float64Array, pack) };
  if (typeof value === "object") {
    const given = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(given.map(([key, item]) => [key, pack(item)]));
  }
  throw new SnapshotError(`Expected plain data and typed arrays, got ${typeof value} ${String(value)}.`);
}

/** What `pack` was given, as a new value. @throws {SnapshotError} If it is not what `pack` gives. */
export function unpack(packed: JsonValue): unknown {
  if (typeof packed !== "object" || packed === null) return packed;
  if (Array.isArray(packed)) return packed.map(unpack);
  const { [KEY]: name, values, ...rest } = packed as JsonObject;
  if (name === undefined) {
    return Object.fromEntries(Object.entries(packed).map(([key, item]) => [key, unpack(item)]));
  }
  const type = ARRAYS.find((each) => each.name === name);
  if (type === undefined || !Array.isArray(values) || Object.keys(rest).length > 0) {
    throw new SnapshotError("Expected a typed array as a snapshot holds it.");
  }
  return type.from(values as readonly number[]);
}

/** A copy of plain data and typed arrays that shares nothing with it: what `unpack(pack(value))` gives, and quicker. */
export function copied<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copied) as Value;
  if (ArrayBuffer.isView(value)) return (value as unknown as Uint8Array).slice() as unknown as Value;
  const copy: { [name: string]: unknown } = {};
  for (const name in value) copy[name] = copied(value[name]);
  return copy as Value;
}
