import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import type { EnvSpecJson } from "../../core/env-spec.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { type OptionNames, requireKnownOptions, Wrapper } from "../../core/wrapper.ts";
import {
  eventLine,
  headerLine,
  TRACE_SCHEMA,
  type TraceEvent,
  type TraceState,
  type TraceStep,
} from "./trace.ts";

/** Options of {@link Recorder}. */
export interface RecorderOptions {
  /** Takes each line, without a line feed. What it throws is thrown by the call that is recorded. */
  readonly sink: (line: string) => void;
  /** Whether to write the whole info records. @defaultValue false */
  readonly info?: boolean;
}

/** What an agent says of the step it is about to take. */
export interface Annotation {
  /** Probability in (0, 1] that it chose the action with. */
  readonly propensity?: number;
  /** Plain data and typed arrays. */
  readonly [name: string]: unknown;
}

/** What the next step acts on, as far as its line repeats it. */
interface Seen {
  readonly step: number;
  readonly key: number | null;
  /** A copy of its own. */
  readonly mask: Mask | null;
}

const NOTHING: Seen = { step: 0, key: null, mask: null };

/** An annotation as the line has it. */
type Told = Pick<TraceStep, "propensity" | "annotations">;

const NOTHING_TOLD: Told = { propensity: undefined, annotations: undefined };

/**
 * Writes down everything that is played, as lines of JSON: a header, then one line for each reset and each step. It
 * changes nothing else, and equal play gives equal bytes. `replayTrace` verifies a trace, `Replay` plays it back and
 * `rescore` gives its steps other rewards.
 *
 * It records what is played through it: policies that act on `unwrapped` go past it.
 */
export class Recorder<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<RecorderOptions> = { sink: true, info: true };
  readonly #sink: (line: string) => void;
  readonly #withInfo: boolean;
  #hasHeader = false;
  #episode = -1;
  #seen: Seen = NOTHING;
  #told = NOTHING_TOLD;

  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(inner: Env<Observation, Action, Info>, options: RecorderOptions) {
    requireKnownOptions(new.target, options);
    const { sink, info = false } = options;
    super(inner, { info });
    if (typeof sink !== "function") {
      throw new InvalidArgumentError(
        `Expected \`sink\` to be a function that takes a line, got ${show(sink)}.`,
      );
    }
    this.#sink = sink;
    this.#withInfo = info;
  }

  /**
   * Says more of the next step, in place of what was said before. A step or a reset uses it up, also one that throws.
   * @throws {InvalidArgumentError} If the propensity is not in (0, 1].
   */
  annotate(annotation: Annotation): void {
    const { propensity, ...annotations } = annotation;
    if (propensity !== undefined && !(propensity > 0 && propensity <= 1)) {
      throw new InvalidArgumentError(`Expected \`propensity\` to be in (0, 1], got ${show(propensity)}.`);
    }
    this.#told = { propensity, annotations: Object.keys(annotations).length > 0 ? annotations : undefined };
  }

  override reset(options: ResetOptions = {}): ResetResult<Observation, Info> {
    this.#told = NOTHING_TOLD;
    const result = this.inner.reset(options);
    const { seed = null, options: given = {} } = options;
    this.#episode += 1;
    this.#seen = seenOf(result, 0);
    this.#write({ event: "reset", episode: this.#episode, seed, options: given, next: this.#state(result) });
    return result;
  }

  override step(action: Action): StepResult<Observation, Info> {
    const { propensity, annotations } = this.#told;
    this.#told = NOTHING_TOLD;
    const result = this.inner.step(action);
    const { reward, terminated, truncated, info } = result;
    const { key, mask, step: before } = this.#seen;
    const step = before + 1;
    this.#seen = seenOf(result, step);
    this.#write({
      event: "step",
      episode: this.#episode,
      step,
      key,
      mask,
      action,
      name: this.#nameOf(action, info),
      propensity,
      annotations,
      reward,
      components: info.rewardComponents ?? null,
      terminated,
      truncated,
      next: this.#state(result),
    });
    return result;
  }

  #state({ observation, info }: ResetResult<Observation, Info>): TraceState {
    const mask = info.actionMask ?? null;
    return this.#withInfo ? { observation, mask, info } : { observation, mask };
  }

  #nameOf(action: Action, { actionName }: Info): string | undefined {
    const { actionSpace } = this.inner;
    const isNamed = actionSpace instanceof Discrete && actionSpace.labels !== undefined;
    return isNamed && typeof action === "number" ? actionSpace.label(action) : actionName;
  }

  #write(event: TraceEvent): void {
    if (!this.#hasHeader) this.#sink(this.#header());
    this.#hasHeader = true;
    this.#sink(eventLine(event));
  }

  #header(): string {
    const { inner } = this;
    return headerLine({
      schema: TRACE_SCHEMA,
      spec: specOf(inner),
      observationSpace: inner.observationSpace.toJSON(),
      actionSpace: inner.actionSpace.toJSON(),
      taskIds: inner.taskIds,
      stochastic: inner.metadata.stochastic,
    });
  }

  protected override saveState(): JsonValue {
    const { step, key, mask } = this.#seen;
    return { step, key, mask: mask === null ? null : [...mask] };
  }

  protected override loadState(saved: JsonValue): void {
    if (!isSeen(saved)) throw new SnapshotError("Expected the state of a `Recorder`.");
    const { step, key, mask } = saved;
    this.#seen = { step, key, mask: mask === null ? null : Uint8Array.from(mask) };
  }

  override restore(snapshot: JsonValue): void {
    super.restore(snapshot);
    this.#episode += 1;
    this.#told = NOTHING_TOLD;
    this.#write({ event: "restore", episode: this.#episode, step: this.#seen.step });
  }
}

function seenOf({ observation, info }: ResetResult<unknown, BaseInfo>, step: number): Seen {
  const key = Number.isInteger(observation) ? (observation as number) : null;
  return { step, key, mask: info.actionMask?.slice() ?? null };
}

/** What the next step acts on, as a snapshot holds it. */
interface SavedSeen extends JsonObject, Omit<Seen, "mask"> {
  readonly mask: readonly number[] | null;
}

function isSeen(saved: JsonValue): saved is SavedSeen {
  const { step, key, mask } = (saved ?? {}) as Partial<SavedSeen>;
  const isKey = key === null || Number.isInteger(key);
  const isMask = mask === null || (Array.isArray(mask) && mask.every((bit) => bit === 0 || bit === 1));
  return Number.isSafeInteger(step) && isKey && isMask;
}

/** The spec as plain data; `null` where an option is a function or there is no spec. */
function specOf({ spec }: { readonly spec: Env["spec"] }): EnvSpecJson | null {
  try {
    return spec?.toJSON() ?? null;
  } catch (error) {
    if (error instanceof InvalidArgumentError) return null;
    throw error;
  }
}
