import type { EpisodeEnding } from "../../core/env.ts";
import type { Signal } from "../callbacks.ts";

/** A whole episode that a kernel has played. */
export interface PlayedEpisode {
  /** Undiscounted sum of the rewards. */
  readonly return: number;
  readonly steps: number;
  readonly ending: EpisodeEnding | undefined;
}

/** How far a kernel may play. */
export interface KernelLimits {
  /** Episodes to play at most, an integer ≥ 0. */
  readonly episodes: number;
  /** Steps to take at most; an episode that could need more is not begun. */
  readonly steps: number;
  /** Sum that the return of each episode is added to. */
  readonly returnSum: number;
  /** Told after each episode, while agent and environment are behind; plays no more once it returns `"stop"`. */
  readonly onEpisode?: ((played: PlayedEpisode) => Signal) | undefined;
}

/** What a kernel has played. */
export interface KernelPlay {
  /** Whole episodes. */
  readonly episodes: number;
  readonly steps: number;
  /** The sum of the limits with the undiscounted return of each episode added to it. */
  readonly returnSum: number;
  /** What was thrown after these: by the environment or the agent in the next episode, or by who watches. */
  readonly error?: unknown;
}

/**
 * Plays and learns whole episodes in the place of an environment and an agent, and leaves both, to the last bit, as they
 * would be had they done so themselves.
 */
export interface TrainingKernel {
  /** Why it plays no more, one sentence; `undefined` while it does. */
  readonly refusal: string | undefined;
  play(limits: KernelLimits): KernelPlay;
}
