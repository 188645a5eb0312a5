/// <reference lib="esnext.disposable" preserve="true" />
import type { SkippableEpisodes } from "./dynamics.ts";
import type { EnvSpec } from "./env-spec.ts";
import type { JsonValue } from "./json.ts";
import type { Mask } from "./mask.ts";
import type { TransitionModel } from "./model.ts";
import type { Space } from "./space.ts";

/** How an episode went, in terms that training and reports understand without knowing the environment. */
export interface EpisodeSummary {
  readonly taskId: string;
  /** Undiscounted quality of the final state, in [0, 1]. */
  readonly rawScore: number;
  /** The score as the environment reports it to the outside, in [0, 1]. */
  readonly score: number;
  /** How it ended, in the environment's own words, such as `submitted` or `abandoned`. */
  readonly outcome: string;
  readonly steps: number;
  /** Undiscounted sum of the rewards. */
  readonly return: number;
  /** Actions that were outside the mask. */
  readonly invalidActions: number;
  readonly success: boolean;
}

/** What the final state of an episode tells, whatever led there. */
export type EpisodeEnding = Pick<EpisodeSummary, "taskId" | "rawScore" | "score" | "outcome" | "success">;

/** What every `info` record may carry; environments extend it. */
export interface BaseInfo {
  /** Allowed actions in the observed state; absent where every action is always allowed. */
  readonly actionMask?: Mask;
  /** Mask a learner bootstraps with, where it differs from `actionMask`. */
  readonly bootstrapMask?: Mask;
  /** Named parts of the reward; their sum in this order is the reward. */
  readonly rewardComponents?: Readonly<Record<string, number>>;
  /** Steps of the environment that the last action took, an integer ≥ 1; 1 if absent. A learner weighs what follows by γ^duration. */
  readonly duration?: number;
  /** What the last action is called, where the action space has no labels. */
  readonly actionName?: string;
  /** Present once the episode has ended. */
  readonly episode?: EpisodeSummary;
}

/** What `reset` takes. */
export interface ResetOptions {
  /** Restarts every stream when given; the streams continue when absent. An integer in [0, 2^53). */
  readonly seed?: number;
  /** Options of the environment, such as a task. Unknown keys are errors. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What `reset` returns. */
export interface ResetResult<Observation, Info> {
  readonly observation: Observation;
  readonly info: Info;
}

/** What `step` returns. */
export interface StepResult<Observation, Info> extends ResetResult<Observation, Info> {
  readonly reward: number;
  /** The task itself ended; what follows is worth 0. */
  readonly terminated: boolean;
  /** Someone stopped the episode from outside; what would follow keeps its value. */
  readonly truncated: boolean;
}

/** What is known of an environment before it is played. */
export interface EnvMetadata {
  readonly renderModes: readonly string[];
  /** Whether two episodes of one task with the same actions can differ. */
  readonly stochastic: boolean;
  /** What a reader of scores must know, such as an option that leaks answers; one sentence each. */
  readonly warnings?: readonly string[];
}

/**
 * A Gymnasium-style environment: synchronous, seeded, one episode at a time.
 *
 * `step` before `reset`, after the end or after `close` throws; nothing resets by itself.
 * Observations and infos are fresh or frozen: later steps never change them.
 */
export interface Env<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo> {
  readonly observationSpace: Space<Observation>;
  readonly actionSpace: Space<Action>;
  readonly spec: EnvSpec | undefined;
  readonly metadata: EnvMetadata;
  /** Names `reset({ options: { task_id } })` takes, in the order a reset cycles through them; empty if none. */
  readonly taskIds: readonly string[];
  /** The innermost environment that shares this one's episode; itself where nothing is wrapped. */
  readonly unwrapped: Env;
  reset(options?: ResetOptions): ResetResult<Observation, Info>;
  step(action: Action): StepResult<Observation, Info>;
  /** Allowed actions now, equal to `info.actionMask`; `undefined` where the environment has no mask. */
  actionMask(): Mask | undefined;
  /** A picture in the render mode chosen at construction, or `undefined` without one. */
  render(): string | undefined;
  /** The whole state as plain JSON. */
  snapshot(): JsonValue;
  /** Continues exactly where a snapshot of an equal environment stood. */
  restore(snapshot: JsonValue): void;
  /**
   * The exact dynamics, where they can be enumerated.
   * @param taskId - One of `taskIds`. @defaultValue all tasks, each equally often
   */
  model?(taskId?: string): TransitionModel;
  /**
   * A way to play many episodes at once, for training; `undefined` where the environment, as it stands, has none. What
   * it does is what `reset` and `step` do.
   */
  skippable?(): SkippableEpisodes | undefined;
  close(): void;
  [Symbol.dispose](): void;
}
