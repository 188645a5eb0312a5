import { show } from "../errors.ts";

const LONGEST = 200;

/** A value of any kind in one line of at most 200 characters; it never throws. */
export function showValue(value: unknown): string {
  const line = textOf(value).replaceAll(/\s+/g, " ");
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

/** What kind of value it is, such as `a list of 3`, `a Map` or `the string "1"`. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) {
    return value === undefined || value === null ? String(value) : `the ${typeof value} ${showValue(value)}`;
  }
  const name: unknown = value.constructor?.name;
  return name === "Object" || typeof name !== "string" ? `the record ${showValue(value)}` : `a ${name}`;
}

function textOf(value: unknown): string {
  if (typeof value === "function") return "a function";
  try {
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return `${value.constructor.name} [${String(value)}]`;
    }
    return String(show(value));
  } catch {
    return Object.prototype.toString.call(value);
  }
}
