import type { BaseInfo, Env } from "../env.ts";
import { EnvSpec, type EnvSpecJson } from "../env-spec.ts";
import { refuseUnknownKeys } from "../names.ts";
import { type CheckingOptions, type EnvOptions, type EnvTypes, type MakeOptions, make } from "../registry.ts";
import type { VectorOptions } from "./options.ts";
import { SyncVectorEnv } from "./sync-vector-env.ts";

/** The vector of a kind of environment. */
export type VectorOf<E> =
  E extends Env<infer Observation, infer Action, infer Info>
    ? SyncVectorEnv<Observation, Action, Info>
    : SyncVectorEnv;

/** Options of the vector beside those of its environments. */
export interface MakeVecOptions<Make extends MakeOptions = MakeOptions> {
  readonly vector?: VectorOptions;
  /** What `make` puts around each environment. */
  readonly make?: Make;
}

/**
 * Makes a vector of registered environments with the same options, or of a spec.
 *
 * @param id - `[namespace/]Name[-vN]`.
 * @param count - Number of environments, at least 1.
 * @param options - Options of the environments, under `vector` those of the vector, and under `make` what goes around
 *   each environment; unknown ones are errors.
 * @throws {GymError} If the id is unknown (with a suggestion), or the count or an option is wrong.
 */
export function makeVec<Id extends keyof EnvTypes>(
  id: Id,
  count: number,
  options?: MakeVecOptions<CheckingOptions> & (Id extends keyof EnvOptions ? EnvOptions[Id] : unknown),
): VectorOf<EnvTypes[Id]>;
export function makeVec<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo>(
  id: string,
  count: number,
  options?: MakeVecOptions & Readonly<Record<string, unknown>>,
): SyncVectorEnv<Observation, Action, Info>;
export function makeVec<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo>(
  spec: EnvSpec | EnvSpecJson,
  count: number,
  options?: MakeVecOptions,
): SyncVectorEnv<Observation, Action, Info>;
export function makeVec(
  source: string | EnvSpec | EnvSpecJson,
  count: number,
  { vector = {}, make: around = {}, ...options }: MakeVecOptions = {},
): SyncVectorEnv {
  if (typeof source === "string") {
    return new SyncVectorEnv(() => make(source, options, around), count, vector);
  }
  refuseUnknownKeys("option of `makeVec` with a spec", options, []);
  const spec = source instanceof EnvSpec ? source : EnvSpec.fromJSON(source);
  return new SyncVectorEnv(() => make(spec, around), count, vector);
}
