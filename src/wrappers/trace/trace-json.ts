import { InvalidArgumentError, show } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";

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
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return stringText(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value !== "object") throw unwritable(typeof value, value);
  if (Array.isArray(value)) return `[${value.map(traceJson).join(",")}]`;
  return ArrayBuffer.isView(value) ? arrayText(value) : recordText(value);
}

function numberText(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0";
  return Number.isFinite(value) ? String(value) : `{"${NUMBER_KEY}":"${value}"}`;
}

/** Texts of short strings: a trace has few, most of them names, and writes them all the time. */
const KNOWN_TEXTS = new Map<string, string>();
const MOST_KNOWN = 1024;
const SHORT = 64;

function stringText(value: string): string {
  const known = KNOWN_TEXTS.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  if (value.length <= SHORT && KNOWN_TEXTS.size < MOST_KNOWN) KNOWN_TEXTS.set(value, text);
  return text;
}

function recordText(record: object): string {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null) throw unwritable(record.constructor.name, record);
  let fields = "";
  for (const name in record) {
    const part: unknown = (record as Readonly<Record<string, unknown>>)[name];
    if (part === undefined) continue;
    if (fields !== "") fields += ",";
    fields += `${stringText(name)}:${traceJson(part)}`;
  }
  return `{${fields}}`;
}

function arrayText(value: ArrayBufferView): string {
  const type = ARRAYS.find((each) => value instanceof each);
  if (type === undefined) throw unwritable(value.constructor.name, value);
  const values = Array.from(value as Float64Array, numberText).join(",");
  return `{"${ARRAY_KEY}":"${type.name}","values":[${values}]}`;
}

/** For each byte its bits as a list, the lowest first, such as `1,0,0,0,0,0,0,0`. */
const OCTETS = Array.from({ length: 256 }, (_, byte) =>
  Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1).join(","),
);

/** The text of a mask: a list of numbers, as `traceJson([...mask])` writes it. */
export function maskText(mask: Mask): string {
  let text = "";
  let place = 0;
  for (; place + 8 <= mask.length; place += 8) {
    let byte = 0;
    for (let bit = 7; bit >= 0; bit -= 1) {
      const entry = mask[place + bit] ?? 0;
      if (entry > 1) return `[${mask.join(",")}]`;
      byte = 2 * byte + entry;
    }
    text += `,${OCTETS[byte]}`;
  }
  for (; place < mask.length; place += 1) text += `,${mask[place]}`;
  return `[${text.slice(1)}]`;
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
