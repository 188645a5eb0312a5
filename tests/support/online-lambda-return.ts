/** One episode without choices: the states it passed and the rewards of its steps; it ends with the last reward. */
export interface PassedEpisode {
  readonly states: readonly number[];
  readonly rewards: readonly number[];
  readonly stepSize: number;
  readonly discount: number;
  readonly lambda: number;
}

/**
 * The online λ-return algorithm by its definition: at each time all updates of the episode are made again, from values of
 * 0, with λ-returns cut off at that time (van Seijen et al., JMLR 17, 2016, eq. 9).
 */
export class OnlineLambdaReturn {
  readonly #episode: PassedEpisode;

  constructor(episode: PassedEpisode) {
    this.#episode = episode;
  }

  /** Values of the states after the first `time` steps. */
  valuesAt(time: number): number[] {
    const { states, stepSize } = this.#episode;
    const values = new Array<number>(Math.max(...states) + 1).fill(0);
    for (let step = 0; step < time; step += 1) {
      const state = states[step] ?? 0;
      const value = values[state] ?? 0;
      values[state] = value + stepSize * (this.#lambdaReturn(step, time) - value);
    }
    return values;
  }

  #lambdaReturn(step: number, end: number): number {
    const { rewards, discount, lambda } = this.#episode;
    const next = this.#bootstrapAt(step + 1);
    const rest = step + 1 === end ? next : (1 - lambda) * next + lambda * this.#lambdaReturn(step + 1, end);
    return (rewards[step] ?? 0) + discount * rest;
  }

  /** The value of the state at a time by the values of the time before; 0 at the end of the episode. */
  #bootstrapAt(time: number): number {
    const { states } = this.#episode;
    return time >= states.length ? 0 : (this.valuesAt(time - 1)[states[time] ?? 0] ?? 0);
  }
}
