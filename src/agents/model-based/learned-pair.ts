import type { Mask } from "../../core/mask.ts";

/** A row with the actions that were allowed in it on a visit. What an agent knows of a state is both together. */
export interface Situation {
  /** Its number, counted from 0 in the order they were first met. */
  readonly id: number;
  /** Where the row starts in the table. */
  readonly offset: number;
  readonly mask: Mask;
}

/** One thing that followed a pair. */
export interface Outcome {
  /** Where it led, or `undefined` if the episode terminated. */
  readonly next: Situation | undefined;
  /** Steps of the environment that it took, an integer ≥ 1. */
  readonly duration: number;
  /** How often it was seen, ≥ 1. */
  readonly count: number;
}

/** What a saved pair continues with. */
export interface PairStatistics {
  readonly outcomes: readonly Outcome[];
  readonly meanReward: number;
  readonly squaredDeviations: number;
  /** Rank of the last outcome seen. */
  readonly latest: number;
  readonly latestReward: number;
}

/** What repeated steps of known outcomes have changed of a pair. */
export interface PairProgress extends Omit<PairStatistics, "outcomes"> {
  /** How often each outcome was seen, in the order they were first seen in. */
  readonly counts: readonly number[];
}

/** Everything seen to follow one action in one row. */
export class LearnedPair {
  /** Index of the pair in the table. */
  readonly index: number;
  readonly #outcomes: { next: Situation | undefined; duration: number; count: number }[] = [];
  #count = 0;
  #meanReward = 0;
  #squaredDeviations = 0;
  #latest = 0;
  #latestReward = 0;

  constructor(index: number, saved?: PairStatistics) {
    this.index = index;
    if (saved === undefined) return;
    this.#outcomes = saved.outcomes.map((outcome) => ({ ...outcome }));
    this.#count = saved.outcomes.reduce((sum, { count }) => sum + count, 0);
    this.#meanReward = saved.meanReward;
    this.#squaredDeviations = saved.squaredDeviations;
    this.#latest = saved.latest;
    this.#latestReward = saved.latestReward;
  }

  /** n(s, a), ≥ 1. */
  get count(): number {
    return this.#count;
  }

  /** In reward units. */
  get meanReward(): number {
    return this.#meanReward;
  }

  /** Σ (r − mean)², in squared reward units. */
  get squaredDeviations(): number {
    return this.#squaredDeviations;
  }

  /** In the order they were first seen in. */
  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  /** The last outcome seen. */
  get latest(): Outcome {
    return this.#outcomes[this.#latest] ?? NOTHING;
  }

  get latestReward(): number {
    return this.#latestReward;
  }

  /** The outcome of a rank in [0, count), each as many times as it was seen. */
  at(rank: number): Outcome {
    let left = rank;
    for (const outcome of this.#outcomes) {
      left -= outcome.count;
      if (left < 0) return outcome;
    }
    return NOTHING;
  }

  /** The rank of an outcome, which becomes known, but not counted, at the first call. */
  rankOf(next: Situation | undefined, duration: number): number {
    const rank = this.#outcomes.findIndex((each) => each.next === next && each.duration === duration);
    return rank < 0 ? this.#outcomes.push({ next, duration, count: 0 }) - 1 : rank;
  }

  /** Adds a step. @param outcome - Rank of what followed. */
  record(reward: number, outcome: number): void {
    this.#count += 1;
    const deviation = reward - this.#meanReward;
    this.#meanReward += deviation / this.#count;
    this.#squaredDeviations += deviation * (reward - this.#meanReward);
    this.#latestReward = reward;
    this.#latest = outcome;
    const seen = this.#outcomes[outcome];
    if (seen !== undefined) seen.count += 1;
  }

  /** Takes over what steps have changed that were recorded elsewhere, all with outcomes known here. */
  progress({ counts, meanReward, squaredDeviations, latest, latestReward }: PairProgress): void {
    for (const [rank, outcome] of this.#outcomes.entries()) outcome.count = counts[rank] ?? outcome.count;
    this.#count = this.#outcomes.reduce((sum, { count }) => sum + count, 0);
    this.#meanReward = meanReward;
    this.#squaredDeviations = squaredDeviations;
    this.#latest = latest;
    this.#latestReward = latestReward;
  }

  /** What it continues with, to be saved. */
  get statistics(): PairStatistics {
    return {
      outcomes: this.#outcomes,
      meanReward: this.#meanReward,
      squaredDeviations: this.#squaredDeviations,
      latest: this.#latest,
      latestReward: this.#latestReward,
    };
  }
}

const NOTHING: Outcome = { next: undefined, duration: 1, count: 1 };
