import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "./env.ts";
import type { EnvSpec } from "./env-spec.ts";
import { SnapshotError } from "./errors.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Mask } from "./mask.ts";
import { refuseUnknownKeys } from "./names.ts";
import type { Space } from "./space.ts";
import { wrapperNameOf } from "./wrapper-registry.ts";

/** Every option of a wrapper by its name; the compiler sees to it that none is forgotten. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/** The options of a wrapper that takes none. */
export type NoOptions = Readonly<Record<string, never>>;

/** A class of wrappers, as far as it says what its options are called. */
interface Optioned {
  readonly name: string;
  readonly optionNames: OptionNames<object> | undefined;
}

/**
 * Refuses options that a class of wrappers does not name in its `optionNames`. `WrapperBase` asks it of the options it
 * is given; only a constructor that reads options before `super` has to ask first, with `new.target`.
 *
 * @throws {GymError} `UNKNOWN_OPTION` with the options there are; `INVALID_ARGUMENT` if they are no record.
 */
export function requireKnownOptions(type: Optioned, options: object): void {
  const { optionNames } = type;
  if (optionNames === undefined) return;
  refuseUnknownKeys(`option of ${wrapperNameOf(type)}`, options, Object.keys(optionNames));
}

/**
 * What all wrappers share, also those whose observations, actions or infos have other types than the inner ones.
 * `model` is forwarded only by wrappers that leave the dynamics, rewards and observations alone.
 */
export abstract class WrapperBase<Inner extends Env, Observation, Action, Info extends BaseInfo = BaseInfo>
  implements Env<Observation, Action, Info>
{
  /** The options that the constructor takes; it refuses others. A class without it takes what it is given. */
  static readonly optionNames: OptionNames<object> | undefined = undefined;
  readonly inner: Inner;
  /** Options it was constructed with, or `undefined` if it did not record them. */
  readonly kwargs: Readonly<Record<string, unknown>> | undefined;
  /** Whether a score with this wrapper compares with a score without it only with care. */
  readonly changesTask: boolean = false;
  #spec: EnvSpec | undefined;

  /**
   * @param kwargs - Options to record, so that the spec can list them.
   * @throws {UnknownOptionError} If one is not in `optionNames` of the class.
   */
  constructor(inner: Inner, kwargs?: Readonly<Record<string, unknown>>) {
    if (kwargs !== undefined) requireKnownOptions(new.target, kwargs);
    this.inner = inner;
    this.kwargs = kwargs === undefined ? undefined : Object.freeze({ ...kwargs });
  }

  abstract readonly observationSpace: Space<Observation>;
  abstract readonly actionSpace: Space<Action>;
  abstract reset(options?: ResetOptions): ResetResult<Observation, Info>;
  abstract step(action: Action): StepResult<Observation, Info>;

  /** The inner spec with this wrapper added; unchanged by one that records no options and leaves the task as it is. */
  get spec(): EnvSpec | undefined {
    const { kwargs, changesTask } = this;
    if (kwargs === undefined && !changesTask) return this.inner.spec;
    const recorded = kwargs === undefined ? {} : { kwargs };
    const name = wrapperNameOf(this.constructor);
    this.#spec ??= this.inner.spec?.wrappedIn({ name, ...recorded, changesTask });
    return this.#spec;
  }

  get metadata(): EnvMetadata {
    return this.inner.metadata;
  }

  get taskIds(): readonly string[] {
    return this.inner.taskIds;
  }

  get unwrapped(): Env {
    return this.inner.unwrapped;
  }

  actionMask(): Mask | undefined {
    return this.inner.actionMask();
  }

  render(): string | undefined {
    return this.inner.render();
  }

  /** State of the wrapper itself as plain JSON, or `undefined` if it has none. */
  protected saveState(): JsonValue | undefined {
    return undefined;
  }

  /** Takes back what `saveState` gave. @throws {SnapshotError} Before anything changes, if it does not fit. */
  protected loadState(_saved: JsonValue): void {}

  snapshot(): JsonValue {
    const state = this.saveState();
    const inner = this.inner.snapshot();
    return state === undefined ? inner : { wrapper: this.constructor.name, state, inner };
  }

  restore(snapshot: JsonValue): void {
    const before = this.saveState();
    if (before === undefined) {
      this.inner.restore(snapshot);
      return;
    }
    const { wrapper, state = null, inner = null } = (snapshot ?? {}) as JsonObject;
    const { name } = this.constructor;
    if (wrapper !== name) throw new SnapshotError(`Expected a snapshot of a stack with \`${name}\` here.`);
    this.loadState(state);
    try {
      this.inner.restore(inner);
    } catch (error) {
      this.loadState(before);
      throw error;
    }
  }

  close(): void {
    this.inner.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** The stack from the outside in, such as `TimeLimit<SupportDeskEnv>`. */
  toString(): string {
    const { inner } = this;
    const innerName = inner instanceof WrapperBase ? inner.toString() : inner.constructor.name;
    return `${this.constructor.name}<${innerName}>`;
  }
}

/** Forwards everything to `inner`; a subclass overrides what it changes and nothing else. */
export abstract class Wrapper<Observation, Action, Info extends BaseInfo = BaseInfo> extends WrapperBase<
  Env<Observation, Action, Info>,
  Observation,
  Action,
  Info
> {
  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  get actionSpace(): Space<Action> {
    return this.inner.actionSpace;
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info> {
    return this.inner.reset(options);
  }

  step(action: Action): StepResult<Observation, Info> {
    return this.inner.step(action);
  }
}

/** The outermost wrapper of a class in a stack, or `undefined` if there is none. */
export function findWrapper<Found extends object>(
  env: Env,
  type: abstract new (...given: never[]) => Found,
): Found | undefined {
  let layer: Env = env;
  while (layer instanceof WrapperBase) {
    if (layer instanceof type) return layer;
    layer = layer.inner as Env;
  }
  return undefined;
}

/** The environment at the heart of a stack; itself where nothing is wrapped. */
export function innermost(env: Env): Env {
  let layer = env;
  while (layer instanceof WrapperBase) layer = layer.inner as Env;
  return layer;
}
