/** No state, or no rank. */
export const NONE = -1;

/** Where a kernel stands in an episode. */
export class EpisodeTrack {
  /** State to act in, or {@link NONE} between episodes. */
  state = NONE;
  /** Rank that was drawn in the state but not carried out yet, or {@link NONE}. */
  rank = NONE;
  /** Steps taken. */
  depth = 0;
  /** Sum of the rewards. */
  return = 0;
  /** Edges taken, shape [maxSteps]; filled up to `depth`. */
  readonly path: Int32Array;
  /** Context, rank and reward of a step whose target is still open; the context is {@link NONE} if there is none. */
  waitingContext = NONE;
  waitingRank = NONE;
  waitingReward = 0;

  constructor(maxSteps: number) {
    this.path = new Int32Array(maxSteps);
  }

  start(state: number): void {
    this.state = state;
    this.rank = NONE;
    this.depth = 0;
    this.return = 0;
    this.waitingContext = NONE;
  }
}
