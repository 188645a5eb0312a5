import type { EpisodeEnd, TrainingCallback, TrainingStep } from "../callbacks.ts";
import { checkInteger, signalOf } from "./shared.ts";

/** Calls a function at every n-th step of the run, which may return `"stop"`. @throws {InvalidArgumentError} If n < 1. */
export function everySteps<Context = number>(
  n: number,
  call: (event: TrainingStep<Context>) => unknown,
): TrainingCallback<Context> {
  checkInteger("n", n, 1);
  return { onStep: (event) => (event.steps % n === 0 ? signalOf(call(event)) : undefined) };
}

/** Calls a function at the end of every n-th episode, which may return `"stop"`. @throws {InvalidArgumentError} If n < 1. */
export function everyEpisodes(n: number, call: (event: EpisodeEnd) => unknown): TrainingCallback<never> {
  checkInteger("n", n, 1);
  return { onEpisodeEnd: (event) => (event.episodes % n === 0 ? signalOf(call(event)) : undefined) };
}
