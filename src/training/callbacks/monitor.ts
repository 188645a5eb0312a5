import { z } from "zod";
import type { TrainingCallback } from "../callbacks.ts";
import { readSaved } from "./shared.ts";

/** What {@link monitor} needs. */
export interface MonitorOptions {
  /** Takes each line, without a line feed. */
  readonly sink: (line: string) => void;
  /** Seconds since 1970. */
  readonly clock: () => number;
  /** Id of the environment, for the first line. */
  readonly envId: string;
}

const Saved = z.strictObject({ startedAt: z.number() });

/**
 * Writes one line for each training episode, in the format of the `Monitor` of Stable-Baselines3: `#` with
 * `{ t_start, env_id }` as JSON, the header `r,l,t,task,rawScore`, then the return, the length, the seconds since
 * `t_start`, the task and the raw score of each episode, both empty where the environment does not tell. Returns and
 * seconds are rounded to six decimals. A run that goes on does not begin anew, and its seconds count from the same
 * start.
 */
export function monitor({ sink, clock, envId }: MonitorOptions): TrainingCallback<never> {
  let startedAt: number | undefined;
  return {
    onRunStart: () => {
      if (startedAt !== undefined) return undefined;
      startedAt = clock();
      sink(`#${JSON.stringify({ t_start: startedAt, env_id: envId })}`);
      sink("r,l,t,task,rawScore");
      return undefined;
    },
    onEpisodeReport: ({ return: sum, steps, ending }) => {
      const seconds = clock() - (startedAt ?? 0);
      const { taskId = "", rawScore = "" } = ending ?? {};
      sink([rounded(sum), steps, rounded(seconds), quoted(taskId), rawScore].join(","));
      return undefined;
    },
    save: () => (startedAt === undefined ? null : { startedAt }),
    restore: (saved) => {
      ({ startedAt } = readSaved("monitor", Saved, saved));
    },
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}

/** A field as RFC 4180 has it. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
