import type { BaseInfo, Env } from "../env.ts";
import { type EnvOptions, type EnvTypes, make } from "../registry.ts";
import type { VectorOptions } from "./options.ts";
import { SyncVectorEnv } from "./sync-vector-env.ts";

/** The vector of a kind of environment. */
export type VectorOf<E> =
  E extends Env<infer Observation, infer Action, infer Info>
    ? SyncVectorEnv<Observation, Action, Info>
    : SyncVectorEnv;

/** Options of the vector beside those of its environments. */
export interface MakeVecOptions {
  readonly vector?: VectorOptions;
}

/**
 * Makes a vector of registered environments with the same options.
 *
 * @param id - `[namespace/]Name[-vN]`.
 * @param count - Number of environments, at least 1.
 * @param options - Options of the environments, and under `vector` those of the vector; unknown ones are errors.
 * @throws {GymError} If the id is unknown (with a suggestion), or the count or an option is wrong.
 */
export function makeVec<Id extends keyof EnvTypes>(
  id: Id,
  count: number,
  options?: MakeVecOptions & (Id extends keyof EnvOptions ? EnvOptions[Id] : unknown),
): VectorOf<EnvTypes[Id]>;
export function makeVec<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo>(
  id: string,
  count: number,
  options?: MakeVecOptions & Readonly<Record<string, unknown>>,
): SyncVectorEnv<Observation, Action, Info>;
export function makeVec(
  id: string,
  count: number,
  { vector = {}, ...options }: MakeVecOptions & Readonly<Record<string, unknown>> = {},
): SyncVectorEnv {
  return new SyncVectorEnv(() => make(id, options), count, vector);
}
