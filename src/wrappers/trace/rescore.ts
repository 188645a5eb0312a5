import { readTrace } from "./read-trace.ts";
import type { TraceEvent, TraceStep } from "./trace.ts";

/**
 * The reward of a stored step under another rule.
 *
 * @param components - The recorded parts of its reward; empty where none were recorded.
 */
export type StoredReward = (components: Readonly<Record<string, number>>, step: TraceStep) => number;

/** A stored episode, as far as it was recorded. */
interface StoredEpisode {
  /** Its number in the trace. */
  readonly episode: number;
  /** `null` where the reset had none, or where the episode goes on from a snapshot. */
  readonly seed: number | null;
  /** Recorded steps. */
  readonly steps: number;
  /** Whether it was recorded from a reset to an end; the return of any other is that of a part. */
  readonly complete: boolean;
  /** Undiscounted sum of the recorded rewards. */
  readonly recordedReturn: number;
}

/** An episode whose steps all have a new reward. */
export interface RescoredEpisode extends StoredEpisode {
  /** Undiscounted sum of the new rewards. */
  readonly return: number;
}

/** An episode of which a step has no new reward: it counts nowhere, and not as 0. */
export interface RescoreFailure extends StoredEpisode {
  /** The first step without a reward. */
  readonly step: number;
  /** Why it has none. */
  readonly message: string;
}

/** What `rescore` returns. */
export interface Rescored {
  readonly episodes: readonly RescoredEpisode[];
  readonly failures: readonly RescoreFailure[];
}

/**
 * Gives the steps of a trace new rewards, without playing them again.
 *
 * @param lines - The lines of a trace, as a `Recorder` wrote them.
 * @param rewardOf - Where it throws, or returns something other than a finite number, the episode is a failure.
 * @throws {GymError} `BAD_FILE` if a line is wrong.
 */
export function rescore(lines: Iterable<string>, rewardOf: StoredReward): Rescored {
  const results = episodesOf(readTrace(lines).events).map((events) => rescoreEpisode(events, rewardOf));
  return {
    episodes: results.filter((result) => "return" in result),
    failures: results.filter((result) => "message" in result),
  };
}

function episodesOf(events: readonly TraceEvent[]): readonly (readonly TraceEvent[])[] {
  const episodes: TraceEvent[][] = [];
  for (const event of events) {
    if (event.event === "step") episodes.at(-1)?.push(event);
    else episodes.push([event]);
  }
  return episodes;
}

function rescoreEpisode(
  events: readonly TraceEvent[],
  rewardOf: StoredReward,
): RescoredEpisode | RescoreFailure {
  const [first] = events;
  const steps = events.filter((event) => event.event === "step");
  const last = steps.at(-1);
  const hasEnded = last !== undefined && (last.terminated || last.truncated);
  const stored: StoredEpisode = {
    episode: first?.episode ?? 0,
    seed: first?.event === "reset" ? first.seed : null,
    steps: steps.length,
    complete: first?.event === "reset" && hasEnded,
    recordedReturn: steps.reduce((sum, { reward }) => sum + reward, 0),
  };
  let total = 0;
  for (const step of steps) {
    const reward = newReward(step, rewardOf);
    if (typeof reward === "string") return { ...stored, step: step.step, message: reward };
    total += reward;
  }
  return { ...stored, return: total };
}

/** The new reward, or why there is none. */
function newReward(step: TraceStep, rewardOf: StoredReward): number | string {
  try {
    const reward: unknown = rewardOf(step.components ?? {}, step);
    if (typeof reward === "number" && Number.isFinite(reward)) return reward;
    return `Expected a finite number as the reward, got ${String(reward)}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
