import { InvalidArgumentError, show } from "../../core/errors.ts";

const ARRAYS = [
  ...[Float64Array, Float32Array, Int32Array, Int16Array, Int8Array],
  ...[Uint32Array, Uint16Array, Uint8Array, Uint8ClampedArray],
] as const;
const ARRAY_KEY = "$array";
const NUMBER_KEY = "$number";

/**
 * The one line of a value: plain data and typed arrays, the names of every record in the order they have. Every number
 * reads back exactly: -0 as `-0.0`; NaN and the infinities as `{"$number":"NaN"}`.
 *
 * @throws {InvalidArgumentError} If it holds anything else, such as a function, a `Map` or a big integer.
 */
export function traceJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value !== "object") throw unwritable(typeof value, value);
  if (Array.isArray(value)) return `[${value.map(traceJson).join(",")}]`;
  if (ArrayBuffer.isView(value)) return arrayText(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw unwritable(value.constructor.name, value);
  const given = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${given.map(([key, part]) => `${JSON.stringify(key)}:${traceJson(part)}`).join(",")}}`;
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  return Number.isFinite(value) ? String(value) : `{"${NUMBER_KEY}":"${value}"}`;
}

function arrayText(value: ArrayBufferView): string {
  const type = ARRAYS.find((each) => value instanceof each);
  if (type === undefined) throw unwritable(value.constructor.name, value);
  const values = Array.from(value as Float64Array, numberText).join(",");
  return `{"${ARRAY_KEY}":"${type.name}","values":[${values}]}`;
}

function unwritable(kind: string, value: unknown): InvalidArgumentError {
  return new InvalidArgumentError(
    `Expected plain data and typed arrays to write to a trace, got ${kind} ${typeof value === "object" ? "" : show(value)}`.trimEnd(),
  );
}

/** What `traceJson` was given, as a new value. @throws {SyntaxError} If it is not JSON. */
export function parseTraceJson(line: string): unknown {
  return JSON.parse(line, (_key, value: unknown) => revived(value));
}

function revived(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { [ARRAY_KEY]: array, [NUMBER_KEY]: number, values } = value as Readonly<Record<string, unknown>>;
  if (typeof number === "string") return Number(number);
  const type = ARRAYS.find(({ name }) => name === array);
  return type !== undefined && Array.isArray(values) ? type.from(values as readonly number[]) : value;
}

/** A copy with the names of every record in the order of their code units, so that equal values have one text. */
export function withSortedKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, withSortedKeys(part)]));
}
