import { show } from "../errors.ts";

/** The first place where two values differ. */
export interface Difference {
  /** Such as `.ticket.tags[2]`; empty where the values themselves differ. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * The first place where two values differ, or `undefined` if they are equal: the same types, keys, lengths and exact
 * values (`NaN` equals itself, 0 does not equal -0). Keys may stand in any order.
 */
export function firstDifference(expected: unknown, got: unknown, path = ""): Difference | undefined {
  if (Object.is(expected, got)) return undefined;
  if (!isObject(expected) || !isObject(got) || kindOf(expected) !== kindOf(got)) {
    return { path, expected: describe(expected), got: describe(got) };
  }
  if (isList(expected) && isList(got)) return listDifference(expected, got, path);
  return recordDifference(expected, got, path);
}

function listDifference(expected: List, got: List, path: string): Difference | undefined {
  if (expected.length !== got.length) {
    return { path: `${path}.length`, expected: String(expected.length), got: String(got.length) };
  }
  for (let index = 0; index < expected.length; index += 1) {
    const found = firstDifference(expected[index], got[index], `${path}[${index}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function recordDifference(expected: object, got: object, path: string): Difference | undefined {
  const [before, after] = [new Map(Object.entries(expected)), new Map(Object.entries(got))];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const place = `${path}.${key}`;
    if (!after.has(key)) return { path: place, expected: describe(before.get(key)), got: "nothing" };
    if (!before.has(key)) return { path: place, expected: "nothing", got: describe(after.get(key)) };
    const found = firstDifference(before.get(key), after.get(key), place);
    if (found !== undefined) return found;
  }
  return undefined;
}

type List = ArrayLike<unknown> & object;

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isList(value: object): value is List {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function kindOf(value: object): string {
  return Object.prototype.toString.call(value);
}

function describe(value: unknown): string {
  return isObject(value) && !Array.isArray(value) && isList(value)
    ? `${kindOf(value).slice(8, -1)} ${show([...(value as ArrayLike<number> & Iterable<number>)])}`
    : String(show(value));
}
