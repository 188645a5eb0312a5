import type { EnvSpecJson } from "../../core/env-spec.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import { maskText, traceJson, withSortedKeys } from "./trace-json.ts";

/** Version of the layout of a trace. */
export const TRACE_SCHEMA = "supportdesk.trace/1";

/** The first line of a trace: what was recorded. */
export interface TraceHeader {
  readonly schema: typeof TRACE_SCHEMA;
  /** What the environment was made from; `null` where it has no spec, or one that JSON cannot hold. */
  readonly spec: EnvSpecJson | null;
  readonly observationSpace: JsonValue;
  readonly actionSpace: JsonValue;
  readonly taskIds: readonly string[];
  /** Whether two episodes of one task with the same actions can differ. */
  readonly stochastic: boolean;
}

/** What the environment gave beside a reward. */
export interface TraceState {
  readonly observation: unknown;
  /** Allowed actions; `null` where the environment has no mask. */
  readonly mask: Mask | null;
  /** The whole info record, where it was asked for. */
  readonly info?: object;
}

/** A line for each reset. */
export interface TraceReset {
  readonly event: "reset";
  /** Counted from 0 over the whole trace. */
  readonly episode: number;
  /** `null` where none was given. */
  readonly seed: number | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly next: TraceState;
}

/** A line for each step: where it was taken, what was done, and what followed. */
export interface TraceStep {
  readonly event: "step";
  readonly episode: number;
  /** Counted from 1 in each episode. */
  readonly step: number;
  /** The table row it acted on; `null` where it saw something else, which the line before shows. */
  readonly key: number | null;
  /** The actions it was offered, as in the line before; `null` where nothing is masked. */
  readonly mask: Mask | null;
  readonly action: unknown;
  /** What the action is called; absent where it has no name. */
  readonly name?: string | undefined;
  /** Probability in (0, 1] that the agent chose it with, where it was annotated. */
  readonly propensity?: number | undefined;
  /** What else the agent said of the step. */
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
  readonly reward: number;
  /** Named parts of the reward, in the order in which they sum to it; `null` where there are none. */
  readonly components: Readonly<Record<string, number>> | null;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly next: TraceState;
}

/** A line for each snapshot that was restored. What follows is an episode of its own that began elsewhere. */
export interface TraceRestore {
  readonly event: "restore";
  readonly episode: number;
  /** Steps of that episode before the snapshot. */
  readonly step: number;
}

/** One line of a trace after the first. */
export type TraceEvent = TraceReset | TraceStep | TraceRestore;

/** The line of a header. @throws {InvalidArgumentError} If a part is not plain data. */
export function headerLine({ schema, spec, observationSpace, actionSpace, ...rest }: TraceHeader): string {
  const { taskIds, stochastic } = rest;
  return traceJson({ schema, spec, observationSpace, actionSpace, taskIds, stochastic });
}

/**
 * The line of an event. Its names stand in the order of the type, those of records inside it sorted, except the
 * components, whose order is that of their sum; so equal events have equal lines.
 *
 * @throws {InvalidArgumentError} If a value is neither plain data nor a typed array.
 */
export function eventLine(event: TraceEvent): string {
  switch (event.event) {
    case "reset":
      return resetLine(event);
    case "step":
      return stepLine(event);
    case "restore":
      return traceJson({ event: event.event, episode: event.episode, step: event.step });
  }
}

function resetLine({ event, episode, seed, options, next }: TraceReset): string {
  const head = `"event":"${event}","episode":${episode},"seed":${seed}`;
  return `{${head},"options":${sortedText(options)},"next":${stateText(next)}}`;
}

function stepLine(given: TraceStep): string {
  const { event, episode, step, key, mask, action, name, propensity, annotations } = given;
  const { reward, components, terminated, truncated, next } = given;
  const place = `"event":"${event}","episode":${episode},"step":${step},"key":${traceJson(key)}`;
  const choice = `"mask":${maskOrNull(mask)},"action":${sortedText(action)}${field("name", name)}`;
  const told = `${field("propensity", propensity)}${field("annotations", annotations)}`;
  const paid = `"reward":${traceJson(reward)},"components":${traceJson(components)}`;
  const ends = `"terminated":${traceJson(terminated)},"truncated":${traceJson(truncated)}`;
  return `{${place},${choice}${told},${paid},${ends},"next":${stateText(next)}}`;
}

function stateText({ observation, mask, info }: TraceState): string {
  return `{"observation":${sortedText(observation)},"mask":${maskOrNull(mask)}${field("info", info)}}`;
}

/** A field behind others; nothing where it is absent. */
function field(name: string, value: unknown): string {
  return value === undefined ? "" : `,"${name}":${sortedText(value)}`;
}

function sortedText(value: unknown): string {
  return traceJson(withSortedKeys(value));
}

function maskOrNull(mask: Mask | null): string {
  return mask === null ? "null" : maskText(mask);
}
