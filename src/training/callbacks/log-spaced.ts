import type { EpisodeEnd, TrainingCallback } from "../callbacks.ts";
import { signalOf } from "./shared.ts";

/** Ten times the ratios 1, 1.2, 1.4, … within a decade. */
const TENTHS: readonly number[] = [10, 12, 14, 17, 20, 25, 30, 40, 50, 60, 70, 80, 90];

/**
 * Whether an episode, counted from 1, is one of {1, 1.2, 1.4, 1.7, 2, 2.5, 3, 4, …, 9} × 10^k, rounded down: 1, 2, 3,
 * …, 10, 12, 14, 17, 20, 25, 30, 40, … as the loggers of bsuite have it.
 */
export function isLogSpaced(episode: number): boolean {
  if (!Number.isSafeInteger(episode) || episode < 1) return false;
  let scale = 1;
  while (scale * 10 <= episode) scale *= 10;
  return TENTHS.some((tenth) => Math.floor((tenth * scale) / 10) === episode);
}

/** Calls a function at the end of every {@link isLogSpaced} episode, which may return `"stop"`: few points, a whole curve. */
export function logSpaced(call: (event: EpisodeEnd) => unknown): TrainingCallback<never> {
  return { onEpisodeEnd: (event) => (isLogSpaced(event.episodes) ? signalOf(call(event)) : undefined) };
}
