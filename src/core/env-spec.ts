import { InvalidArgumentError, show } from "./errors.ts";
import type { JsonObject } from "./json.ts";
import { refuseUnknownKeys } from "./names.ts";
import { isPlainObject, optionsToJson, showPlain } from "./plain-json.ts";

/** A wrapper to put around an environment. */
export interface WrapperRequest {
  /** Name it is registered under, such as `TimeLimit`. */
  readonly name: string;
  /** Options of its constructor; `{}` for none. Absent in the spec of a wrapper that did not record them. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
  /** Ignored: the wrapper itself knows. */
  readonly changesTask?: boolean;
}

/** One wrapper around an environment, as its spec lists it. */
export interface WrapperSpec extends WrapperRequest {
  /** Whether a score with it compares with a score without it only with care. */
  readonly changesTask: boolean;
}

/** One wrapper as plain data. */
export interface WrapperSpecJson {
  readonly name: string;
  readonly kwargs?: JsonObject;
  readonly changesTask?: boolean;
}

/** An environment spec as plain data. */
export interface EnvSpecJson {
  readonly id: string;
  readonly kwargs: JsonObject;
  /** From the inside out; absent where nothing is wrapped. */
  readonly wrappers?: readonly WrapperSpecJson[];
}

/** What a spec knows beside id and options. */
export interface EnvSpecDetails {
  /** From the inside out. @defaultValue none */
  readonly wrappers?: readonly WrapperSpec[];
  /** As registered. @defaultValue none */
  readonly rewardThreshold?: number | undefined;
  /** As registered. @defaultValue false */
  readonly nondeterministic?: boolean | undefined;
}

/** What an environment was made from: enough to make it again in another process. */
export class EnvSpec {
  readonly id: string;
  /** Options as they were passed to `make`. */
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** All wrappers around the environment, from the inside out. */
  readonly wrappers: readonly WrapperSpec[];
  /** Mean return of an episode from which on the task counts as solved, as registered; not part of the JSON. */
  readonly rewardThreshold: number | undefined;
  /** Whether two episodes with one seed and the same actions can differ, as registered; not part of the JSON. */
  readonly nondeterministic: boolean;

  constructor(id: string, kwargs: Readonly<Record<string, unknown>> = {}, details: EnvSpecDetails = {}) {
    const { wrappers = [], rewardThreshold, nondeterministic = false } = details;
    this.id = id;
    this.kwargs = Object.freeze({ ...kwargs });
    this.wrappers = Object.freeze([...wrappers]);
    this.rewardThreshold = rewardThreshold;
    this.nondeterministic = nondeterministic;
  }

  /** Reads what `toJSON` gave. @throws {GymError} One line on the first thing that is wrong; functions are. */
  static fromJSON(value: unknown): EnvSpec {
    if (!isPlainObject(value)) {
      throw new InvalidArgumentError(
        `Expected a spec such as { "id": "SupportDesk-v1", "kwargs": {} }, got ${show(value)}.`,
      );
    }
    refuseUnknownKeys("field of a spec", value, ["id", "kwargs", "wrappers"]);
    const { id, kwargs = {}, wrappers = [] } = value;
    if (!isName(id))
      throw new InvalidArgumentError(`Expected the \`id\` of a spec as text, got ${show(id)}.`);
    if (!Array.isArray(wrappers)) {
      throw new InvalidArgumentError(`Expected the \`wrappers\` of a spec as a list, got ${show(wrappers)}.`);
    }
    return new EnvSpec(id, readOptions(kwargs, id), { wrappers: wrappers.map(readWrapper) });
  }

  /** Steps after which the tightest `TimeLimit` truncates an episode; `undefined` without one. */
  get maxEpisodeSteps(): number | undefined {
    const limits = this.wrappers.map(timeLimitOf).filter((limit) => limit !== undefined);
    return limits.length === 0 ? undefined : Math.min(...limits);
  }

  /** The spec of this environment inside one more wrapper. */
  wrappedIn(wrapper: WrapperSpec): EnvSpec {
    return new EnvSpec(this.id, this.kwargs, { ...this, wrappers: [...this.wrappers, wrapper] });
  }

  /** @throws {InvalidArgumentError} If an option is a function or otherwise not plain data. */
  toJSON(): EnvSpecJson {
    const bare = { id: this.id, kwargs: optionsToJson(this.kwargs, this.id) };
    if (this.wrappers.length === 0) return bare;
    const wrappers = this.wrappers.map(({ name, kwargs, changesTask }) =>
      kwargs === undefined
        ? { name, changesTask }
        : { name, kwargs: optionsToJson(kwargs, name), changesTask },
    );
    return { ...bare, wrappers };
  }

  /** One line for each field that is not as usual, such as `kwargs: {"mask":"none"}`. */
  toString(): string {
    const { id, kwargs, rewardThreshold, nondeterministic, wrappers } = this;
    const lines = [`id: ${id}`];
    if (Object.keys(kwargs).length > 0) lines.push(`kwargs: ${showPlain(kwargs)}`);
    if (rewardThreshold !== undefined) lines.push(`rewardThreshold: ${rewardThreshold}`);
    if (nondeterministic) lines.push("nondeterministic: true");
    if (wrappers.length > 0) lines.push(`wrappers: ${wrappers.map(wrapperWords).join(" < ")}`);
    return lines.join("\n");
  }
}

/** The steps of a `TimeLimit`, or `undefined` if it is another wrapper. */
export function timeLimitOf({ name, kwargs }: WrapperRequest): number | undefined {
  const steps = name === "TimeLimit" ? kwargs?.["maxSteps"] : undefined;
  return typeof steps === "number" ? steps : undefined;
}

/** A wrapper with its options, in one line. */
function wrapperWords({ name, kwargs }: WrapperSpec): string {
  if (kwargs === undefined) return `${name} (options not recorded)`;
  return Object.keys(kwargs).length === 0 ? name : `${name} ${showPlain(kwargs)}`;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function readOptions(value: unknown, owner: string): JsonObject {
  if (isPlainObject(value)) return optionsToJson(value, owner);
  throw new InvalidArgumentError(`Expected the \`kwargs\` of ${owner} as an object, got ${show(value)}.`);
}

function readWrapper(value: unknown, index: number): WrapperSpec {
  const place = `wrappers[${index}]`;
  if (!isPlainObject(value)) {
    throw new InvalidArgumentError(
      `Expected \`${place}\` of a spec such as { "name": "TimeLimit", "kwargs": {} }, got ${show(value)}.`,
    );
  }
  refuseUnknownKeys(`field of \`${place}\``, value, ["name", "kwargs", "changesTask"]);
  const { name, kwargs, changesTask = false } = value;
  if (!isName(name)) throw new InvalidArgumentError(`Expected \`${place}.name\` as text, got ${show(name)}.`);
  if (typeof changesTask !== "boolean") {
    throw new InvalidArgumentError(
      `Expected \`${place}.changesTask\` to be true or false, got ${show(changesTask)}.`,
    );
  }
  return kwargs === undefined
    ? { name, changesTask }
    : { name, kwargs: readOptions(kwargs, name), changesTask };
}
