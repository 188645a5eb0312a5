import { InvalidArgumentError } from "./errors.ts";
import type { JsonObject, JsonValue } from "./json.ts";

interface Serializable {
  toJSON(): unknown;
}

function isSerializable(value: object): value is Serializable {
  return "toJSON" in value && typeof value.toJSON === "function";
}

/** Whether a value is an object without a class of its own. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * A value as plain JSON; what has a `toJSON` becomes what that gives.
 * @param path - What the value is, for the error.
 * @throws {InvalidArgumentError} If it is or holds a function or anything else that JSON cannot hold.
 */
export function toPlainJson(value: unknown, path: string): JsonValue {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => toPlainJson(item, `${path}[${index}]`));
  if (typeof value === "object" && value !== null) {
    if (isSerializable(value)) return toPlainJson(value.toJSON(), path);
    if (isPlainObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, toPlainJson(item, `${path}.${key}`)]),
      );
    }
  }
  throw new InvalidArgumentError(
    `${path} cannot be written as JSON (${typeof value}): pass a registered name or plain data instead.`,
  );
}

/** Options as plain JSON, without those that are undefined. @throws {InvalidArgumentError} Naming owner and option. */
export function optionsToJson(options: Readonly<Record<string, unknown>>, owner: string): JsonObject {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, toPlainJson(value, `${owner}: option \`${name}\``)]),
  );
}

/** A value in one line for people; functions and objects of a class are shown by their kind. */
export function showPlain(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === "function") return "[function]";
    if (typeof part === "bigint") return `${part}n`;
    if (typeof part !== "object" || part === null || Array.isArray(part) || isPlainObject(part)) return part;
    return `[${part.constructor.name}]`;
  });
}
