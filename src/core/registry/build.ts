import { BaseEnv } from "../base-env.ts";
import { checkPassively } from "../checks/passive.ts";
import type { Env } from "../env.ts";
import { EnvSpec, type EnvSpecJson, timeLimitOf, type WrapperRequest } from "../env-spec.ts";
import { GymError, InvalidArgumentError, show, UnknownOptionError } from "../errors.ts";
import { innermost } from "../wrapper.ts";
import { applyWrapper, wrapperNames } from "../wrapper-registry.ts";
import type { RegisteredEnv } from "./catalog.ts";
import { findRegistration } from "./find.ts";
import { type MakeOptions, readMakeOptions } from "./make-options.ts";

type Options = Readonly<Record<string, unknown>>;

/** What goes around an environment, from the inside out. */
interface Around {
  /** `needed`: only around an environment that does not keep the order of calls by itself. */
  readonly order: "always" | "needed" | "never";
  /** −1 for no limit. */
  readonly maxEpisodeSteps: number;
  /** Outside the time limit. */
  readonly wrappers: readonly WrapperRequest[];
}

/** What is built. */
interface Plan {
  readonly registration: RegisteredEnv;
  readonly options: Options;
  readonly checked: MakeOptions["checked"];
  /** What goes around what the registration made. */
  readonly around: (env: Env) => Around;
}

const NO_LIMIT = -1;
const LIST_ENDING = "_list";
const RENDER_COLLECTION = "RenderCollection";

/** Builds what is registered under an id. */
export function makeFromId(id: string, options: Options, given: MakeOptions): Env {
  const { checked, wrappers = [], ...made } = readMakeOptions(given);
  checkRecord(options);
  const registration = findRegistration(id);
  const { orderEnforce = true, maxEpisodeSteps = NO_LIMIT } = { ...registration, ...defined(made) };
  const order = orderEnforce ? "needed" : "never";
  return build({ registration, options, checked, around: () => ({ order, maxEpisodeSteps, wrappers }) });
}

/** Builds what a spec lists: all of it and nothing else, but for what the options of `make` change. */
export function makeFromSpec(given: EnvSpec | EnvSpecJson, changes: MakeOptions): Env {
  const { checked, wrappers = [], orderEnforce, maxEpisodeSteps } = readMakeOptions(changes);
  const spec = given instanceof EnvSpec ? given : EnvSpec.fromJSON(given);
  const around = (env: Env): Around => {
    const listed = standardWrappers(outsideOf(env, spec));
    return {
      order: orderOf(listed.isOrdered, orderEnforce),
      maxEpisodeSteps: maxEpisodeSteps ?? listed.maxEpisodeSteps,
      wrappers: [...listed.others, ...wrappers],
    };
  };
  return build({ registration: findRegistration(spec.id), options: spec.kwargs, checked, around });
}

/** @throws {InvalidArgumentError} If the options of an environment are no record. */
function checkRecord(options: unknown): void {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return;
  throw new InvalidArgumentError(`Expected the options of an environment as a record, got ${show(options)}.`);
}

/** The wrappers of a spec without those that the registration itself has put around the environment. */
function outsideOf(env: Env, { wrappers }: EnvSpec): readonly WrapperRequest[] {
  const own = env.spec?.wrappers ?? [];
  const areListed = own.every(({ name }, index) => name === wrappers[index]?.name);
  return areListed ? wrappers.slice(own.length) : wrappers;
}

function defined<Given extends object>(given: Given): Partial<Given> {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Given>;
}

function orderOf(isListed: boolean, asked: boolean | undefined): Around["order"] {
  if (isListed) return asked === false ? "never" : "always";
  return asked === true ? "needed" : "never";
}

/** The innermost wrappers that `make` puts there by itself, and the rest. */
function standardWrappers(wrappers: readonly WrapperRequest[]): {
  readonly isOrdered: boolean;
  readonly maxEpisodeSteps: number;
  readonly others: readonly WrapperRequest[];
} {
  const isOrdered = wrappers[0]?.name === "OrderEnforcing";
  const others = isOrdered ? wrappers.slice(1) : wrappers;
  const [next] = others;
  const limit = next === undefined ? undefined : timeLimitOf(next);
  if (limit === undefined) return { isOrdered, maxEpisodeSteps: NO_LIMIT, others };
  return { isOrdered, maxEpisodeSteps: limit, others: others.slice(1) };
}

function build(plan: Plan): Env {
  const { options, isCollected } = renderOptions(plan.options);
  const env = create(plan.registration, options);
  try {
    // The checker reads every value as unknown.
    checkPassively(env as unknown as Env<never, never>, plan.checked ?? "first");
    const around = plan.around(env);
    const layers = [
      ...(needsOrder(around, env) ? [{ name: "OrderEnforcing", kwargs: {} }] : []),
      ...limits(around.maxEpisodeSteps),
      ...around.wrappers,
      ...(isCollected ? [{ name: RENDER_COLLECTION, kwargs: {} }] : []),
    ];
    return layers.reduce<Env>(applyWrapper, env);
  } catch (error) {
    env.close();
    throw error;
  }
}

function create(registration: RegisteredEnv, options: Options): Env {
  const { id, rewardThreshold, nondeterministic } = registration;
  try {
    return registration.create(options, new EnvSpec(id, options, { rewardThreshold, nondeterministic }));
  } catch (error) {
    if (!(error instanceof GymError) || error.code !== "UNKNOWN_OPTION") throw error;
    throw new UnknownOptionError(`${id}: ${error.message}`);
  }
}

/** Without the ending of a render mode that collects frames, where a wrapper can collect them. */
function renderOptions(options: Options): { readonly options: Options; readonly isCollected: boolean } {
  const { renderMode } = options;
  const isList = typeof renderMode === "string" && renderMode.endsWith(LIST_ENDING);
  if (!isList || !wrapperNames().includes(RENDER_COLLECTION)) return { options, isCollected: false };
  const single = renderMode.slice(0, -LIST_ENDING.length);
  return { options: { ...options, renderMode: single }, isCollected: true };
}

function limits(maxEpisodeSteps: number): readonly WrapperRequest[] {
  return maxEpisodeSteps === NO_LIMIT ? [] : [{ name: "TimeLimit", kwargs: { maxSteps: maxEpisodeSteps } }];
}

function needsOrder({ order }: Around, env: Env): boolean {
  return order === "always" || (order === "needed" && !(innermost(env) instanceof BaseEnv));
}
