import type { Env } from "./env.ts";
import type { WrapperRequest } from "./env-spec.ts";
import { GymError, InvalidArgumentError, show, UnknownNameError } from "./errors.ts";
import { unknownMessage } from "./names.ts";

/** Options of a wrapper, as its spec lists them. */
export type WrapperOptions = Readonly<Record<string, unknown>>;

/** A class whose constructor takes the inner environment and its own options. */
export type WrapperClass = new (inner: never, options: never) => object;

/** How a wrapper is registered. */
export interface WrapperRegistration {
  /** @defaultValue the name of the class */
  readonly name?: string;
  /** Builds it from its recorded options. @defaultValue calls the constructor with them */
  readonly create?: (inner: Env, options: WrapperOptions) => Env;
}

interface RegisteredWrapper {
  readonly type: WrapperClass;
  readonly create: (inner: Env, options: WrapperOptions) => Env;
}

const wrappers = new Map<string, RegisteredWrapper>();

/**
 * Makes a wrapper available by name, so that `make` can put it around an environment again.
 * @throws {GymError} `REGISTRATION` if another class has the name.
 */
export function registerWrapper(type: WrapperClass, registration: WrapperRegistration = {}): void {
  const { name = type.name, create = constructed(type) } = registration;
  if (name === "") {
    throw new GymError(
      "REGISTRATION",
      "Expected a wrapper class with a name, got an anonymous one: pass `name`.",
    );
  }
  const known = wrappers.get(name);
  if (known !== undefined && known.type !== type) {
    throw new GymError("REGISTRATION", `The wrapper "${name}" is registered already, with another class.`);
  }
  wrappers.set(name, { type, create });
}

/** A generic class cannot be called with options of unknown types; its own checks refuse what does not fit. */
function constructed(type: WrapperClass): RegisteredWrapper["create"] {
  const open = type as unknown as new (inner: Env, options: WrapperOptions) => Env;
  return (inner, options) => new open(inner, options);
}

/** Names of all registered wrappers, sorted. */
export function wrapperNames(): readonly string[] {
  return [...wrappers.keys()].sort();
}

/** The name that specs list a wrapper under: the registered one, or that of the class. */
export function wrapperNameOf(type: object & { readonly name: string }): string {
  for (const [name, wrapper] of wrappers) if (wrapper.type === type) return name;
  return type.name;
}

/**
 * Puts a registered wrapper around an environment.
 * @throws {GymError} If it is not registered, its options were not recorded, or it refuses them.
 */
export function applyWrapper(env: Env, request: WrapperRequest): Env {
  const { name, kwargs } = request ?? {};
  if (typeof name !== "string") {
    throw new InvalidArgumentError(
      `Expected a wrapper such as { name: "TimeLimit", kwargs: { maxSteps: 50 } }, got ${show(request)}.`,
    );
  }
  const wrapper = wrappers.get(name);
  if (wrapper === undefined) {
    const message = unknownMessage({ kind: "wrapper", name, known: wrapperNames() });
    throw new UnknownNameError(
      `${message} Import "supportdesk-gym" for the bundled ones; call \`registerWrapper(${name})\` for your own.`,
    );
  }
  if (kwargs === undefined) {
    throw new InvalidArgumentError(
      `The wrapper "${name}" comes without its options: write \`kwargs: {}\` if it takes none, and let the class hand its options to \`super(inner, kwargs)\`.`,
    );
  }
  return wrapper.create(env, kwargs);
}
