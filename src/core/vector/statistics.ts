import { SnapshotError } from "../errors.ts";
import type { JsonValue } from "../json.ts";

/** An episode that has ended, as the vector counted it. */
export interface EndedEpisode {
  /** Undiscounted sum of the rewards. */
  readonly return: number;
  /** Steps that were played; a step that only resets is none. */
  readonly length: number;
}

/** What one environment of a vector has played. */
export interface EnvStatistics {
  /** Undiscounted sum of the rewards of the episode that is open: 0 after a reset. */
  readonly return: number;
  /** Steps of the episode that is open: 0 after a reset. */
  readonly length: number;
  /** Episodes that terminated or were truncated since the vector was made; one cut off by a reset is none. */
  readonly episodesEnded: number;
  /** The last episode that ended, if any. */
  readonly lastEpisode: EndedEpisode | undefined;
}

/** Nothing played yet. */
export const NO_EPISODES: EnvStatistics = Object.freeze({
  return: 0,
  length: 0,
  episodesEnded: 0,
  lastEpisode: undefined,
});

/** The statistics after one more step. */
export function countStep(before: EnvStatistics, reward: number, ended: boolean): EnvStatistics {
  const total = before.return + reward;
  const length = before.length + 1;
  const { episodesEnded, lastEpisode } = before;
  if (!ended) return { return: total, length, episodesEnded, lastEpisode };
  const episode = Object.freeze({ return: total, length });
  return { return: total, length, episodesEnded: episodesEnded + 1, lastEpisode: episode };
}

/** The statistics after a reset: the ended episodes stay. */
export function countReset({ episodesEnded, lastEpisode }: EnvStatistics): EnvStatistics {
  return { return: 0, length: 0, episodesEnded, lastEpisode };
}

/** The statistics as plain JSON. */
export function saveStatistics({ lastEpisode, ...counts }: EnvStatistics): JsonValue {
  return { ...counts, lastEpisode: lastEpisode === undefined ? null : { ...lastEpisode } };
}

/** Takes back what `saveStatistics` gave. @throws {SnapshotError} If it is something else. */
export function loadStatistics(saved: JsonValue | undefined): EnvStatistics {
  const { lastEpisode, ...counts } = (saved ?? {}) as unknown as Readonly<Record<string, unknown>>;
  const open = readEpisode(counts);
  const episodesEnded = counts["episodesEnded"];
  if (typeof episodesEnded !== "number") throw notStatistics();
  const last = lastEpisode === null ? undefined : readEpisode(lastEpisode);
  return { ...open, episodesEnded, lastEpisode: last };
}

function readEpisode(saved: unknown): EndedEpisode {
  const { return: total, length } = (saved ?? {}) as Partial<EndedEpisode>;
  if (typeof total !== "number" || typeof length !== "number") throw notStatistics();
  return Object.freeze({ return: total, length });
}

function notStatistics(): SnapshotError {
  return new SnapshotError("Expected the episode statistics of a vector snapshot.");
}
