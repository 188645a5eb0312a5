import { InvalidArgumentError } from "./errors.ts";
import type { JsonObject, JsonValue } from "./json.ts";

/** What an environment was made from: enough to make it again in another process. */
export class EnvSpec {
  readonly id: string;
  /** Options as they were passed to `make`. */
  readonly kwargs: Readonly<Record<string, unknown>>;

  constructor(id: string, kwargs: Readonly<Record<string, unknown>> = {}) {
    this.id = id;
    this.kwargs = Object.freeze({ ...kwargs });
  }

  /** @throws {InvalidArgumentError} If an option is a function or otherwise not plain data. */
  toJSON(): { readonly id: string; readonly kwargs: JsonObject } {
    const kwargs: Record<string, JsonValue> = {};
    for (const [name, value] of Object.entries(this.kwargs)) {
      if (value !== undefined) kwargs[name] = plain(value, `${this.id}: option \`${name}\``);
    }
    return { id: this.id, kwargs };
  }
}

interface Serializable {
  toJSON(): unknown;
}

function isSerializable(value: object): value is Serializable {
  return "toJSON" in value && typeof value.toJSON === "function";
}

function plain(value: unknown, path: string): JsonValue {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${path}[${index}]`));
  if (typeof value === "object" && value !== null) {
    if (isSerializable(value)) return plain(value.toJSON(), path);
    if (Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, plain(item, `${path}.${key}`)]),
      );
    }
  }
  throw new InvalidArgumentError(
    `${path} cannot be written as JSON (${typeof value}): pass a registered name or plain data instead.`,
  );
}
