import type { BaseInfo, Env } from "./env.ts";
import { EnvSpec } from "./env-spec.ts";
import { GymError, InvalidArgumentError } from "./errors.ts";
import { unknownName } from "./names.ts";

/** Types of the environments that `make` knows by id; packages extend it by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: an interface is what declaration merging needs.
export interface EnvTypes {}

/** Options of the environments that `make` knows by id; packages extend it by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: an interface is what declaration merging needs.
export interface EnvOptions {}

/** An environment that `make` can build by id. */
export interface Registration {
  /** `[namespace/]Name-vN`, with N ≥ 0 and no leading zeros. */
  readonly id: string;
  /** One line for listings. */
  readonly summary: string;
  /** Builds the environment; it refuses unknown options. */
  readonly create: (options: Readonly<Record<string, unknown>>, spec: EnvSpec) => Env;
}

interface ParsedId {
  readonly name: string;
  readonly version: number | undefined;
}

const ID = /^((?:[\w.-]+\/)?[\w.:-]+?)(?:-v(0|[1-9]\d*))?$/;
const registrations = new Map<string, Registration>();

function parseId(id: string): ParsedId {
  const [, name, version] = ID.exec(id) ?? [];
  if (name === undefined) {
    throw new InvalidArgumentError(`Expected an id like \`namespace/Name-v1\`, got "${id}".`);
  }
  return { name, version: version === undefined ? undefined : Number(version) };
}

/**
 * Makes an environment available to `make`.
 * @throws {GymError} `REGISTRATION` if the id has no version or is taken.
 */
export function register(registration: Registration): void {
  const { id } = registration;
  if (parseId(id).version === undefined) {
    throw new GymError(
      "REGISTRATION",
      `Expected \`id\` to end in a version, such as "${id}-v1", got "${id}".`,
    );
  }
  if (registrations.has(id)) throw new GymError("REGISTRATION", `The id "${id}" is registered already.`);
  registrations.set(id, registration);
}

/** Every registered environment, sorted by id. */
export function listEnvs(): readonly Registration[] {
  return [...registrations.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function versionsOf(name: string): number[] {
  return [...registrations.keys()]
    .map(parseId)
    .filter((parsed) => parsed.name === name)
    .map(({ version }) => version ?? 0)
    .sort((a, b) => b - a);
}

function find(id: string): Registration {
  const exact = registrations.get(id);
  if (exact !== undefined) return exact;
  const { name, version } = parseId(id);
  const versions = versionsOf(name);
  const [newest] = versions;
  if (newest === undefined) {
    const ids = listEnvs().map((registration) => registration.id);
    throw unknownName("environment", id, ids);
  }
  if (version === undefined) return find(`${name}-v${newest}`);
  const known = versions.map((each) => `${name}-v${each}`).join(", ");
  if (version > newest) {
    throw new GymError("VERSION_NOT_FOUND", `"${id}" does not exist yet. Allowed: ${known}.`);
  }
  throw new GymError("DEPRECATED_ENV", `"${id}" is no longer offered. Allowed: ${known}.`);
}

/**
 * Makes a registered environment. An id without a version means the newest.
 *
 * @param id - `[namespace/]Name[-vN]`.
 * @param options - Options of that environment; unknown ones are errors.
 * @throws {GymError} If the id is unknown (with a suggestion), its version is not offered, or an option is wrong.
 */
export function make<Id extends keyof EnvTypes>(
  id: Id,
  options?: Id extends keyof EnvOptions ? EnvOptions[Id] : never,
): EnvTypes[Id];
export function make<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo>(
  id: string,
  options?: Readonly<Record<string, unknown>>,
): Env<Observation, Action, Info>;
export function make(id: string, options: Readonly<Record<string, unknown>> = {}): Env {
  const registration = find(id);
  return registration.create(options, new EnvSpec(registration.id, options));
}
