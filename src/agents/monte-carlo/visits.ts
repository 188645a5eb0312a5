import { choiceParameter, type Parameter } from "../../core/parameters.ts";
import { INITIAL_VALUE } from "../hyperparameters.ts";
import type { EpisodeStep, FinishedEpisode } from "./episode-memory.ts";

/** Which visits of a state and action in one episode count. */
export const VISIT: Parameter = choiceParameter(
  {
    name: "visit",
    default: "first",
    meaning: "which visits of a state and action in an episode give it a return",
  },
  ["first", "every"],
);

/**
 * The initial value of agents that would explore too little from 0. Where returns do not exceed it, as those of a score in
 * [0, 1] do not exceed 1, a greedy choice tries every action.
 */
export const OPTIMISTIC_VALUE: Parameter = { ...INITIAL_VALUE, default: 1 };

/**
 * Calls `learn` with the steps of an episode that count and their returns, in the order of the steps.
 * @param visit - `first` leaves out steps whose state and action came before in the episode.
 */
export function forEachVisit(
  { steps, returns }: FinishedEpisode,
  visit: unknown,
  learn: (step: EpisodeStep, episodeReturn: number) => void,
): void {
  const seen = new Set<string>();
  for (const [time, step] of steps.entries()) {
    const pair = `${step.context} ${step.action}`;
    if (visit === "first" && seen.has(pair)) continue;
    seen.add(pair);
    learn(step, returns[time] ?? 0);
  }
}
