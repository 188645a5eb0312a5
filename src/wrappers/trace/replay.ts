/// <reference lib="esnext.disposable" preserve="true" />
import { firstDifference } from "../../core/checks/difference.ts";
import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { EnvSpec } from "../../core/env-spec.ts";
import { GymError, InvalidActionError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { Lifecycle } from "../../core/lifecycle.ts";
import type { Mask } from "../../core/mask.ts";
import type { Space } from "../../core/space.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { readTrace, type Trace } from "./read-trace.ts";
import { recordedSpace } from "./recorded-space.ts";
import type { TraceEvent, TraceHeader, TraceReset, TraceState, TraceStep } from "./trace.ts";

/**
 * Plays a trace back without the environment it was recorded from: the same resets and actions give the same results.
 * Anything else is refused, and changes nothing.
 *
 * Its infos hold mask, reward parts and action name, and where the trace has whole infos, those.
 */
export class Replay<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo>
  implements Env<Observation, Action, Info>
{
  readonly observationSpace: Space<Observation>;
  readonly actionSpace: Space<Action>;
  readonly spec: EnvSpec | undefined;
  readonly metadata: EnvMetadata;
  readonly taskIds: readonly string[];
  readonly #events: readonly TraceEvent[];
  readonly #lifecycle = new Lifecycle();
  /** How many events were played. */
  #position = 0;

  /**
   * @param lines - The lines of a trace, as a `Recorder` wrote them.
   * @throws {GymError} `BAD_FILE` if a line is wrong; `UNSUPPORTED` if the trace goes on from a snapshot, which only the
   *   environment itself can; `INVALID_ARGUMENT` if the spec or a space of the header is malformed.
   */
  constructor(lines: Iterable<string>) {
    const { header, events } = wholeEpisodes(readTrace(lines));
    this.observationSpace = recordedSpace(header.observationSpace);
    this.actionSpace = recordedSpace(header.actionSpace);
    this.spec = specOf(header);
    this.metadata = Object.freeze({ renderModes: [], stochastic: header.stochastic });
    this.taskIds = Object.freeze([...header.taskIds]);
    this.#events = events;
  }

  get unwrapped(): Env {
    // An environment is used through `unwrapped` only with observations and actions of its own.
    return this as unknown as Env;
  }

  /** What was recorded next; `undefined` at the end of the trace. */
  get upcoming(): TraceReset | TraceStep | undefined {
    const event = this.#events[this.#position];
    return event?.event === "restore" ? undefined : structuredClone(event);
  }

  /**
   * The next recorded episode.
   *
   * @param options - A seed or options, where given, must be the recorded ones.
   * @throws {GymError} `NOT_RECORDED` if no reset was recorded here, or another one.
   */
  reset(options: ResetOptions = {}): ResetResult<Observation, Info> {
    return this.#lifecycle.reset({}, [], () => {
      const { upcoming } = this;
      if (upcoming?.event !== "reset") throw notRecorded("a reset", upcoming);
      checkReset(upcoming, options);
      this.#position += 1;
      return this.#stateOf(upcoming.next, {});
    });
  }

  /** @throws {GymError} `NOT_RECORDED` if the recording stops here, or `INVALID_ACTION` if another action was recorded. */
  step(action: Action): StepResult<Observation, Info> {
    this.#lifecycle.requireRunning();
    const { upcoming } = this;
    if (upcoming?.event !== "step") throw notRecorded("a step", upcoming);
    checkAction(upcoming, action);
    this.#position += 1;
    const { reward, terminated, truncated, components, name } = upcoming;
    if (terminated || truncated) this.#lifecycle.end();
    const isNamed = this.actionSpace instanceof Discrete && this.actionSpace.labels !== undefined;
    const added = {
      ...(components !== null && { rewardComponents: components }),
      ...(name !== undefined && !isNamed && { actionName: name }),
    };
    return { ...this.#stateOf(upcoming.next, added), reward, terminated, truncated };
  }

  #stateOf({ observation, mask, info = {} }: TraceState, added: BaseInfo): ResetResult<Observation, Info> {
    const whole = { ...info, ...(mask !== null && { actionMask: mask }), ...added };
    // The trace says what the environment gave, which had these types.
    return { observation: observation as Observation, info: whole as Info };
  }

  actionMask(): Mask | undefined {
    const last = this.#events[this.#position - 1];
    return last === undefined || last.event === "restore" ? undefined : last.next.mask?.slice();
  }

  render(): undefined {
    return undefined;
  }

  snapshot(): JsonValue {
    return { lifecycle: this.#lifecycle.save(), position: this.#position };
  }

  restore(snapshot: JsonValue): void {
    const { lifecycle = null, position } = (snapshot ?? {}) as JsonObject;
    const isInside = typeof position === "number" && Number.isInteger(position) && position >= 0;
    if (!isInside || position > this.#events.length) {
      throw new SnapshotError("Expected a snapshot made by `snapshot()` of a replay of the same trace.");
    }
    this.#lifecycle.load(lifecycle);
    this.#position = position;
  }

  close(): void {
    this.#lifecycle.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function wholeEpisodes(trace: Trace): Trace {
  const at = trace.events.findIndex(({ event }) => event === "restore");
  if (at < 0) return trace;
  throw new GymError(
    "UNSUPPORTED",
    `Line ${at + 2} of the trace goes on from a snapshot, which only the environment itself can: record whole episodes.`,
  );
}

function specOf({ spec }: TraceHeader): EnvSpec | undefined {
  return spec === null ? undefined : EnvSpec.fromJSON(spec);
}

function notRecorded(wanted: string, upcoming: TraceReset | TraceStep | undefined): GymError {
  const recorded = upcoming === undefined ? "the end of the trace" : placeOf(upcoming);
  return new GymError("NOT_RECORDED", `Expected ${recorded}, which was recorded next, got ${wanted}.`);
}

function placeOf({ episode, ...event }: TraceReset | TraceStep): string {
  return event.event === "reset"
    ? `the reset of episode ${episode}`
    : `step ${event.step} of episode ${episode}`;
}

function checkReset(recorded: TraceReset, { seed, options }: ResetOptions): void {
  const expected = { seed: recorded.seed ?? undefined, options: recorded.options };
  const given = { seed: seed ?? expected.seed, options: options ?? expected.options };
  const found = firstDifference(expected, given);
  if (found === undefined) return;
  throw new GymError(
    "NOT_RECORDED",
    `Expected ${placeOf(recorded)} as it was recorded, with \`${found.path.slice(1)}\` ${found.expected}, got ${found.got}.`,
  );
}

function checkAction(recorded: TraceStep, action: unknown): void {
  if (firstDifference(recorded.action, action) === undefined) return;
  const named = recorded.name === undefined ? "" : ` (${recorded.name})`;
  throw new InvalidActionError(
    `Expected the recorded action ${show(recorded.action)}${named} in ${placeOf(recorded)}, got ${show(action)}.`,
  );
}
