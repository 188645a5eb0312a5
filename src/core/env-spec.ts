import { InvalidArgumentError } from "./errors.ts";
import type { JsonObject, JsonValue } from "./json.ts";

/** One wrapper around an environment, as its spec lists it. */
export interface WrapperSpec {
  /** Name of the class. */
  readonly name: string;
  /** Options it was constructed with; absent if it did not record them. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
  /** Whether a score with it compares with a score without it only with care. */
  readonly changesTask: boolean;
}

/** An environment spec as plain data. */
export interface EnvSpecJson {
  readonly id: string;
  readonly kwargs: JsonObject;
  /** From the inside out; absent where nothing is wrapped. */
  readonly wrappers?: readonly JsonObject[];
}

/** What an environment was made from: enough to make it again in another process. */
export class EnvSpec {
  readonly id: string;
  /** Options as they were passed to `make`. */
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** Wrappers around the environment, from the inside out. */
  readonly wrappers: readonly WrapperSpec[];

  constructor(
    id: string,
    kwargs: Readonly<Record<string, unknown>> = {},
    wrappers: readonly WrapperSpec[] = [],
  ) {
    this.id = id;
    this.kwargs = Object.freeze({ ...kwargs });
    this.wrappers = Object.freeze([...wrappers]);
  }

  /** The spec of this environment inside one more wrapper. */
  wrappedIn(wrapper: WrapperSpec): EnvSpec {
    return new EnvSpec(this.id, this.kwargs, [...this.wrappers, wrapper]);
  }

  /** @throws {InvalidArgumentError} If an option is a function or otherwise not plain data. */
  toJSON(): EnvSpecJson {
    const bare = { id: this.id, kwargs: plainOptions(this.kwargs, this.id) };
    if (this.wrappers.length === 0) return bare;
    const wrappers = this.wrappers.map(({ name, kwargs, changesTask }) =>
      kwargs === undefined
        ? { name, changesTask }
        : { name, kwargs: plainOptions(kwargs, name), changesTask },
    );
    return { ...bare, wrappers };
  }
}

function plainOptions(options: Readonly<Record<string, unknown>>, owner: string): JsonObject {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, plain(value, `${owner}: option \`${name}\``)]),
  );
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
