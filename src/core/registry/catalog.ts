import type { Env } from "../env.ts";
import type { EnvSpec } from "../env-spec.ts";
import { GymError, show } from "../errors.ts";
import { refuseUnknownKeys } from "../names.ts";
import { warn } from "../warnings.ts";
import { type EnvId, parseEnvId } from "./env-id.ts";

/** An environment that `make` can build by id. */
export interface Registration {
  /** `[namespace/]Name[-vN]`, with N ≥ 0 and no leading zeros. */
  readonly id: string;
  /** One line for listings. */
  readonly summary: string;
  /**
   * Builds the environment; it refuses unknown options. Render modes that end in `_list` reach it without that
   * ending where a wrapper `RenderCollection` is registered, which `make` then puts around.
   */
  readonly create: (options: Readonly<Record<string, unknown>>, spec: EnvSpec) => Env;
  /** Steps after which `make` truncates an episode, an integer ≥ 1. @defaultValue no limit */
  readonly maxEpisodeSteps?: number;
  /** Mean return of an episode from which on the task counts as solved; finite. @defaultValue none */
  readonly rewardThreshold?: number;
  /** Whether two episodes with one seed and the same actions can differ. @defaultValue false */
  readonly nondeterministic?: boolean;
  /**
   * Whether `make` guards the order of calls with `OrderEnforcing`. A `BaseEnv` keeps it by itself and never needs
   * that. @defaultValue true
   */
  readonly orderEnforce?: boolean;
  /** What `listEnvs` can filter by, in kebab-case. @defaultValue none */
  readonly tags?: readonly string[];
}

/** A registration with the parts of its id. */
export interface RegisteredEnv extends Registration, EnvId {}

/** Options of `register`. */
export interface RegisterOptions {
  /** Whether the id may be taken; what it stood for is gone then, with a warning. @defaultValue false */
  readonly replace?: boolean;
}

/** Which environments a listing shows. */
export interface EnvFilter {
  readonly tag?: string;
  /** `""` for those without one. */
  readonly namespace?: string;
}

const registrations = new Map<string, RegisteredEnv>();
const FIELDS: readonly (keyof Registration)[] = [
  ...(["id", "summary", "create", "maxEpisodeSteps", "rewardThreshold"] as const),
  ...(["nondeterministic", "orderEnforce", "tags"] as const),
];
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Makes an environment available to `make`. A name is registered with versions or once without; not both.
 * @throws {GymError} `REGISTRATION` if the id is no id, taken, or a field is wrong.
 */
export function register(registration: Registration, options: RegisterOptions = {}): void {
  refuseUnknownKeys("option of `register`", options, ["replace"]);
  const { replace = false } = options;
  refuseUnknownKeys("field of a registration", registration, FIELDS);
  const { id } = registration;
  const registered = { ...registration, ...parseEnvId(id) };
  checkFields(registration);
  checkVersions(registered);
  if (registrations.has(id)) {
    if (!replace) {
      throw refusal(`The id "${id}" is registered already. Pass \`{ replace: true }\` to replace it.`);
    }
    warn(`The environment "${id}" is replaced by another of that id.`);
  }
  registrations.set(id, Object.freeze(registered));
}

function refusal(message: string): GymError {
  return new GymError("REGISTRATION", message);
}

function checkFields({ id, ...fields }: Registration): void {
  const { create, maxEpisodeSteps, rewardThreshold, summary, tags = [] } = fields;
  if (typeof create !== "function") {
    throw refusal(`Expected \`create\` of "${id}" to be a function, got ${show(create)}.`);
  }
  if (typeof summary !== "string") {
    throw refusal(`Expected \`summary\` of "${id}" to be a text, got ${show(summary)}.`);
  }
  if (maxEpisodeSteps !== undefined && !(Number.isSafeInteger(maxEpisodeSteps) && maxEpisodeSteps >= 1)) {
    throw refusal(
      `Expected \`maxEpisodeSteps\` of "${id}" to be an integer >= 1, got ${show(maxEpisodeSteps)}.`,
    );
  }
  if (rewardThreshold !== undefined && !Number.isFinite(rewardThreshold)) {
    throw refusal(`Expected \`rewardThreshold\` of "${id}" to be finite, got ${show(rewardThreshold)}.`);
  }
  const wrong = Array.isArray(tags) ? tags.find((each) => !KEBAB.test(each)) : tags;
  if (wrong !== undefined) throw refusal(`Expected kebab-case \`tags\` of "${id}", got ${show(wrong)}.`);
}

function checkVersions(env: RegisteredEnv): void {
  if (/-v[\d.-]*$/.test(env.name)) {
    throw refusal(`Expected \`id\` to end in a version such as -v1, or in none, got "${env.id}".`);
  }
  const other = versionsOf(env).find(
    ({ version }) => (version === undefined) !== (env.version === undefined),
  );
  if (other !== undefined) {
    throw refusal(
      `"${env.id}" and "${other.id}" cannot both exist: register the name with versions only, or once without.`,
    );
  }
}

/** The registration of exactly this id. */
export function registrationOf(id: string): RegisteredEnv | undefined {
  return registrations.get(id);
}

/** Every registered version of the name of an id, newest first. */
export function versionsOf({ namespace, name }: EnvId): readonly RegisteredEnv[] {
  return [...registrations.values()]
    .filter((each) => each.namespace === namespace && each.name === name)
    .sort((a, b) => (b.version ?? 0) - (a.version ?? 0));
}

function byId(a: RegisteredEnv, b: RegisteredEnv): number {
  const text = (env: RegisteredEnv): string => `${env.namespace ?? ""}/${env.name}`;
  if (text(a) !== text(b)) return text(a) < text(b) ? -1 : 1;
  return (a.version ?? 0) - (b.version ?? 0);
}

/**
 * The registered environments, sorted by namespace, name and version; those without a namespace first.
 * @throws {UnknownOptionError} If the filter has another key.
 */
export function listEnvs(filter: EnvFilter = {}): readonly RegisteredEnv[] {
  refuseUnknownKeys("filter", filter, ["tag", "namespace"]);
  const { tag, namespace } = filter;
  return [...registrations.values()]
    .filter((env) => tag === undefined || env.tags?.includes(tag))
    .filter((env) => namespace === undefined || (env.namespace ?? "") === namespace)
    .sort(byId);
}
