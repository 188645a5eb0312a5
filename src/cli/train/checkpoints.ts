import type { LiveRun } from "../../runs/live-run.ts";
import type { TrainingCallback } from "../../training/callbacks.ts";
import type { TrainingRun } from "../../training/training-run.ts";

/** Checkpoints after evaluations take at most a tenth of the time. */
const REST = 9;

/**
 * When checkpoints are taken: at the first opportunity after every so many episodes or, where that is left open, after
 * evaluations, unless writing them would take more than a tenth of the time.
 */
export class Checkpoints {
  /** To be given to the run. */
  readonly callback: TrainingCallback<never>;
  readonly #live: LiveRun;
  readonly #isPaced: boolean;
  #isDue = false;
  #restsUntil = 0;

  constructor(live: LiveRun, every: number | undefined) {
    const note = (): undefined => {
      this.#isDue = true;
      return undefined;
    };
    this.#live = live;
    this.#isPaced = every === undefined;
    this.callback =
      every === undefined
        ? { onEvaluate: note }
        : { onEpisodeReport: ({ episodes }) => (episodes % every === 0 ? note() : undefined) };
  }

  /** Takes one if it is time. */
  takeIfDue(run: TrainingRun<unknown>): void {
    if (!this.#isDue || (this.#isPaced && performance.now() < this.#restsUntil)) return;
    this.take(run);
  }

  /** Takes one now. */
  take(run: TrainingRun<unknown>): void {
    const begin = performance.now();
    this.#live.checkpoint(run.save());
    const end = performance.now();
    this.#restsUntil = end + REST * (end - begin);
    this.#isDue = false;
  }
}
