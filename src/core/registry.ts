import type { BaseInfo, Env } from "./env.ts";
import type { EnvSpec, EnvSpecJson } from "./env-spec.ts";
import { makeFromId, makeFromSpec } from "./registry/build.ts";
import type { CheckingOptions, MakeOptions } from "./registry/make-options.ts";

export {
  type EnvFilter,
  listEnvs,
  type RegisteredEnv,
  type RegisterOptions,
  type Registration,
  register,
} from "./registry/catalog.ts";
export type { CheckingOptions, MakeOptions } from "./registry/make-options.ts";
export { printRegistry } from "./registry/print.ts";

/**
 * Types of the environments that `make` knows by id, with what registration puts around them; packages extend it by
 * declaration merging.
 */
// biome-ignore lint/suspicious/noEmptyInterface: an interface is what declaration merging needs.
export interface EnvTypes {}

/** Options of the environments that `make` knows by id; packages extend it by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: an interface is what declaration merging needs.
export interface EnvOptions {}

type Options = Readonly<Record<string, unknown>>;

/**
 * Makes a registered environment, or the one a spec was written of.
 *
 * From the inside out: the environment, checked while it is used; `OrderEnforcing` where it does not keep the order of
 * calls by itself; `TimeLimit` where a limit is registered or asked for; the wrappers of the spec; further wrappers;
 * `RenderCollection` for a render mode that ends in `_list`. A spec lists its whole stack, so that nothing registered
 * is added to it: `make(env.spec)` and `make(JSON.parse(JSON.stringify(env.spec)))` build the same again.
 *
 * @param id - `[namespace/]Name[-vN]`; without a version the newest, with a warning.
 * @param options - Options of that environment; unknown ones are errors.
 * @param makeOptions - What to put around it.
 * @throws {GymError} If the id is unknown (with a suggestion), its version is not offered, an option is wrong, or a
 *   wrapper is not registered.
 */
export function make<Id extends keyof EnvTypes>(
  id: Id,
  options?: Id extends keyof EnvOptions ? EnvOptions[Id] : never,
  makeOptions?: CheckingOptions,
): EnvTypes[Id];
export function make<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo>(
  id: string,
  options?: Options,
  makeOptions?: MakeOptions,
): Env<Observation, Action, Info>;
export function make<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo>(
  spec: EnvSpec | EnvSpecJson,
  makeOptions?: MakeOptions,
): Env<Observation, Action, Info>;
export function make(
  source: string | EnvSpec | EnvSpecJson,
  options: Options | MakeOptions = {},
  makeOptions: MakeOptions = {},
): Env {
  if (typeof source !== "string") return makeFromSpec(source, options);
  return makeFromId(source, options as Options, makeOptions);
}
