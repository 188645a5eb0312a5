/** How far a kernel may play. */
export interface KernelLimits {
  /** Episodes to play at most, an integer ≥ 0. */
  readonly episodes: number;
  /** Steps to take at most; an episode that could need more is not begun. */
  readonly steps: number;
  /** Sum that the return of each episode is added to. */
  readonly returnSum: number;
}

/** What a kernel has played. */
export interface KernelPlay {
  /** Whole episodes. */
  readonly episodes: number;
  readonly steps: number;
  /** The sum of the limits with the undiscounted return of each episode added to it. */
  readonly returnSum: number;
  /** What the environment or the agent would have thrown in the episode after these. */
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
