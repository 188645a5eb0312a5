import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import type { EnvSpecJson } from "../../core/env-spec.ts";
import { InvalidArgumentError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { refuseUnknownKeys } from "../../core/names.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { Wrapper } from "../../core/wrapper.ts";
import { eventLine, headerLine, TRACE_SCHEMA, type TraceEvent, type TraceState } from "./trace.ts";

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
interface Seen extends JsonObject {
  readonly step: number;
  readonly key: number | null;
  readonly mask: readonly number[] | null;
}

const NOTHING: Seen = { step: 0, key: null, mask: null };

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
  readonly #sink: (line: string) => void;
  readonly #withInfo: boolean;
  #hasHeader = false;
  #episode = -1;
  #seen: Seen = NOTHING;
  #annotation: Annotation = {};

  /** @throws {GymError} If an option is unknown or wrong. */
  constructor(inner: Env<Observation, Action, Info>, options: RecorderOptions) {
    refuseUnknownKeys("option of Recorder", options, ["sink", "info"]);
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
    const { propensity } = annotation;
    if (propensity !== undefined && !(propensity > 0 && propensity <= 1)) {
      throw new InvalidArgumentError(`Expected \`propensity\` to be in (0, 1], got ${show(propensity)}.`);
    }
    this.#annotation = { ...annotation };
  }

  override reset(options: ResetOptions = {}): ResetResult<Observation, Info> {
    this.#annotation = {};
    const result = this.inner.reset(options);
    const { seed = null, options: given = {} } = options;
    this.#episode += 1;
    this.#seen = this.#see(result, 0);
    this.#write({ event: "reset", episode: this.#episode, seed, options: given, next: this.#state(result) });
    return result;
  }

  override step(action: Action): StepResult<Observation, Info> {
    const { propensity, ...annotations } = this.#annotation;
    this.#annotation = {};
    const result = this.inner.step(action);
    const { reward, terminated, truncated, info } = result;
    const { key, mask, step } = this.#seen;
    const name = this.#nameOf(action, info);
    this.#seen = this.#see(result, step + 1);
    this.#write({
      ...{ event: "step", episode: this.#episode, step: step + 1, key, action },
      mask: mask === null ? null : Uint8Array.from(mask),
      ...(name !== undefined && { name }),
      ...(propensity !== undefined && { propensity }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...{ reward, components: info.rewardComponents ?? null, terminated, truncated },
      next: this.#state(result),
    });
    return result;
  }

  #see({ observation, info }: ResetResult<Observation, Info>, step: number): Seen {
    const key = Number.isInteger(observation) ? (observation as number) : null;
    return { step, key, mask: info.actionMask === undefined ? null : [...info.actionMask] };
  }

  #state({ observation, info }: ResetResult<Observation, Info>): TraceState {
    const state = { observation, mask: info.actionMask ?? null };
    return this.#withInfo ? { ...state, info } : state;
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
    return this.#seen;
  }

  protected override loadState(saved: JsonValue): void {
    if (!isSeen(saved)) throw new SnapshotError("Expected the state of a `Recorder`.");
    const { step, key, mask } = saved;
    this.#seen = { step, key, mask };
  }

  override restore(snapshot: JsonValue): void {
    super.restore(snapshot);
    this.#episode += 1;
    this.#annotation = {};
    this.#write({ event: "restore", episode: this.#episode, step: this.#seen.step });
  }
}

function isSeen(saved: JsonValue): saved is Seen {
  const { step, key, mask } = (saved ?? {}) as Partial<Seen>;
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
