import type { Agent, Transition } from "../core/agent.ts";
import type { BaseInfo, EpisodeEnding } from "../core/env.ts";
import type { JsonValue } from "../core/json.ts";
import type { Evaluation } from "./evaluate.ts";

/** One point of a learning curve. */
export interface CurvePoint {
  /** Episodes trained in this call. */
  readonly episodes: number;
  /** Steps trained in this call. */
  readonly steps: number;
  /** Mean undiscounted return of the training episodes since the last point. */
  readonly trainReturn: number;
  /** Mean greedy raw score over the tasks; `null` where the environment gives no scores. */
  readonly greedyRaw: number | null;
  /** The same, exact and averaged over tied actions, where it was asked for; `null` where it cannot be computed. */
  readonly exactGreedyRaw?: number | null;
}

/** What a training call made. */
export interface TrainingResult {
  /** Episodes trained to their end in this call. */
  readonly episodes: number;
  readonly steps: number;
  readonly curve: readonly CurvePoint[];
  /** Greedy evaluation of the agent as it is now. */
  readonly evaluation: Evaluation;
}

/** `"stop"` ends the training once every callback has seen the event. */
export type Signal = "stop" | undefined;

/** Training begins. */
export interface RunStart {
  /** Episodes planned. */
  readonly episodes: number;
  /** Episodes that ended before, in a run that goes on from a saved state; else 0. */
  readonly done: number;
}

/** An episode begins. */
export interface EpisodeStart<Context = number> {
  /** Episodes that ended before in this call. */
  readonly episodes: number;
  /** What the agent sees first. */
  readonly context: Context;
  /** Seed of the reset; `undefined` where it went on with the streams of the environment. */
  readonly seed: number | undefined;
  readonly info: BaseInfo;
}

/** A step was taken and learned from. */
export interface TrainingStep<Context = number> {
  /** Steps of this call, from 1. */
  readonly steps: number;
  /** One object is used for all steps: copy what is kept. */
  readonly transition: Transition<Context>;
  readonly info: BaseInfo;
}

/** An episode ended. */
export interface EpisodeEnd {
  /** Episodes that have ended in this call, this one included. */
  readonly episodes: number;
  /** Undiscounted sum of the rewards. */
  readonly return: number;
  /** Length of the episode. */
  readonly steps: number;
  readonly info: BaseInfo;
}

/** What can be said of an episode that ended without looking at agent or environment. */
export interface EpisodeReport {
  /** Episodes that have ended in this call, this one included. */
  readonly episodes: number;
  /** Undiscounted sum of the rewards. */
  readonly return: number;
  /** Length of the episode. */
  readonly steps: number;
  /** What its final state tells; `undefined` where the environment tells nothing. */
  readonly ending: EpisodeEnding | undefined;
}

/** The agent was evaluated. */
export interface EvaluationEvent {
  readonly point: CurvePoint;
  readonly evaluation: Evaluation;
  /** The agent that was evaluated; it goes on learning. */
  readonly agent: Agent<never>;
}

/**
 * Watches a training run: `onRunStart`, then for each episode `onEpisodeStart`, `onStep` for each step, `onEpisodeEnd`
 * and `onEpisodeReport`, with `onEvaluate` between episodes, and `onRunEnd` at the end of every run that was not
 * interrupted by an error.
 */
export interface TrainingCallback<Context = number> {
  onRunStart?(event: RunStart): Signal;
  onEpisodeStart?(event: EpisodeStart<Context>): Signal;
  onStep?(event: TrainingStep<Context>): Signal;
  onEpisodeEnd?(event: EpisodeEnd): Signal;
  /**
   * An episode ended. Agent and environment may be behind, so it must read its event alone: a training that is watched
   * by nothing finer can go on compiled arrays.
   */
  onEpisodeReport?(event: EpisodeReport): Signal;
  onEvaluate?(event: EvaluationEvent): Signal;
  onRunEnd?(event: TrainingResult): Signal;
  /** What it must remember when the run is saved, as plain JSON. */
  save?(): JsonValue;
  /** Takes back what `save` gave, before the run goes on. */
  restore?(saved: JsonValue): void;
}
