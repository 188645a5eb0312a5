import type { EpisodeEnding } from "./env.ts";
import type { Mask } from "./mask.ts";

/** The only possible result of an action. */
export interface SureResult<State> {
  readonly next: State;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/**
 * What a deterministic environment shows and does, as pure functions of states that it alone interprets. Unlike a
 * `TransitionModel` it also says what is seen and allowed once an episode has ended, which a learner that bootstraps
 * from a truncated step reads.
 */
export interface Dynamics<State = unknown> {
  readonly actionCount: number;
  /** Steps after which every episode has ended, an integer ≥ 1. */
  readonly maxSteps: number;
  /** The states that episodes begin in; resets without options take one after another, again and again. */
  readonly starts: readonly State[];
  /** The identity of a state: where it is equal, everything that follows is equal to the last bit. */
  stateKey(state: State): string | number;
  /** The table row that an agent sees. */
  observe(state: State): number;
  /** `info.actionMask`; shared, not to be changed. */
  actionMask(state: State): Mask;
  /** The mask a learner bootstraps with; shared, not to be changed. */
  bootstrapMask(state: State): Mask;
  step(state: State, action: number): SureResult<State>;
  /** What is told of an episode that has ended in a state; absent where nothing is. */
  ending?(state: State): EpisodeEnding;
}

/** An environment whose episodes can be played elsewhere, by its dynamics alone, and then be skipped in it. */
export interface SkippableEpisodes<State = unknown> {
  readonly dynamics: Dynamics<State>;
  /** Index in `starts` of the episode that the next reset without options opens. */
  nextStart(): number;
  /**
   * Puts the environment exactly where playing would have left it.
   * @param episodes - Resets without options, each followed by a whole episode; ≥ 1.
   * @param lastActions - Actions of the last of these episodes, from its start to its end, or to where it stands.
   */
  skip(episodes: number, lastActions: Iterable<number>): void;
}
