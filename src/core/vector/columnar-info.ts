import { InvalidArgumentError } from "../errors.ts";

/**
 * Infos by key instead of by environment. A key `k` has its values, shape [count], and its presence as booleans in
 * `_k`. Numbers become a `Float64Array` with 0 where absent, records become columns in turn, and everything else a list
 * with `undefined` where absent.
 */
export interface ColumnarInfo {
  readonly [key: string]: Float64Array | readonly unknown[] | ColumnarInfo;
}

/** Observations stay whole, whatever they are. */
const WHOLE: readonly string[] = ["finalObservation"];

type PlainRecord = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is PlainRecord {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function column(key: string, values: readonly unknown[]): ColumnarInfo[string] {
  const present = values.filter((value) => value !== undefined);
  if (present.every((value) => typeof value === "number")) {
    return Float64Array.from(values, (value) => (typeof value === "number" ? value : 0));
  }
  if (!WHOLE.includes(key) && present.every(isRecord)) {
    return columnarInfo(values.map((value) => (isRecord(value) ? value : undefined)));
  }
  return values;
}

/**
 * Turns the infos of a vector into columns, as Gymnasium gives them.
 *
 * @param infos - One record for each environment, `undefined` where it has none; a key whose value is `undefined`
 *   counts as absent.
 * @throws {InvalidArgumentError} If the infos have both a key and that key with `_` in front.
 */
export function columnarInfo(infos: readonly (object | undefined)[]): ColumnarInfo {
  const records = infos.map((info) => new Map<string, unknown>(Object.entries(info ?? {})));
  const keys = new Set(records.flatMap((record) => [...record.keys()]));
  const columns: [string, ColumnarInfo[string]][] = [];
  for (const key of keys) {
    if (keys.has(`_${key}`)) {
      throw new InvalidArgumentError(
        `Expected infos without \`_${key}\`, which is the presence of \`${key}\`.`,
      );
    }
    const values = records.map((record) => record.get(key));
    const presence = values.map((value) => value !== undefined);
    if (presence.includes(true)) columns.push([key, column(key, values)], [`_${key}`, presence]);
  }
  return Object.fromEntries(columns);
}
