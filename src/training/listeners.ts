import type { JsonValue } from "../core/json.ts";
import type { EpisodeReport, Signal, TrainingCallback, TrainingStep } from "./callbacks.ts";

/** The callbacks of a training, and whether one of them has asked it to stop. */
export class Listeners<Context> {
  readonly #callbacks: readonly TrainingCallback<Context>[];
  readonly #onStep: readonly ((event: TrainingStep<Context>) => Signal)[];
  readonly #onReport: readonly ((event: EpisodeReport) => Signal)[];
  /** Whether the training is to stop. */
  isStopped = false;

  constructor(callbacks: readonly TrainingCallback<Context>[]) {
    this.#callbacks = callbacks;
    this.#onStep = callbacks.flatMap((each) => each.onStep?.bind(each) ?? []);
    this.#onReport = callbacks.flatMap((each) => each.onEpisodeReport?.bind(each) ?? []);
  }

  /** Whether anyone listens to steps. */
  get hearSteps(): boolean {
    return this.#onStep.length > 0;
  }

  /** Whether anyone listens to reports of episodes. */
  get hearReports(): boolean {
    return this.#onReport.length > 0;
  }

  /** What each callback must remember, in their order. */
  save(): readonly JsonValue[] {
    return this.#callbacks.map((each) => each.save?.() ?? null);
  }

  /** Takes back what `save` gave. */
  restore(saved: readonly JsonValue[]): void {
    for (const [index, each] of this.#callbacks.entries()) {
      const state = saved[index] ?? null;
      if (state !== null) each.restore?.(state);
    }
  }

  /** Calls a method of every callback. */
  tell(call: (callback: TrainingCallback<Context>) => Signal): void {
    for (const callback of this.#callbacks) if (call(callback) === "stop") this.isStopped = true;
  }

  step(event: TrainingStep<Context>): void {
    for (const listener of this.#onStep) if (listener(event) === "stop") this.isStopped = true;
  }

  report(event: EpisodeReport): void {
    for (const listener of this.#onReport) if (listener(event) === "stop") this.isStopped = true;
  }
}
