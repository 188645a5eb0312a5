import { randomUUID } from "node:crypto";

/** What a server reads of the world around it: the only place where it meets the clock and chance. */
export interface Surroundings {
  /** Milliseconds since an arbitrary start; it never goes back. For timeouts and latencies. */
  monotonic(): number;
  /** The time of day, for logs. */
  now(): Date;
  /** An id that was never given before: of a session, or of an episode whose client brings none. */
  newId(): string;
}

/** The clock and the random source of this machine. */
export const MACHINE: Surroundings = {
  // biome-ignore lint/plugin: timeouts and latencies are measured here and nowhere else.
  monotonic: () => performance.now(),
  // biome-ignore lint/plugin: logs carry the time of day, read here and nowhere else.
  now: () => new Date(),
  // biome-ignore lint/plugin: ids must differ between servers; a client that wants its own sends it.
  newId: () => randomUUID(),
};
