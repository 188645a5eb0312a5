import type { Io } from "../io.ts";

/** Shows how far a training is. */
export interface Progress {
  /** @param episodes - Episodes that have ended, over all runs. */
  readonly update: (episodes: number) => void;
  readonly stop: () => void;
}

/** A bar on the error stream over all episodes of all runs; `undefined` where nobody would see it. */
export async function startProgress(io: Io, total: number): Promise<Progress | undefined> {
  if (io.progress === undefined) return undefined;
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({
    stream: io.progress,
    format: "Training {bar} {percentage}% of {total} episodes, {eta_formatted} left",
    barsize: 40,
    barCompleteChar: "━",
    barIncompleteChar: "╌",
    clearOnComplete: true,
    linewrap: true,
    formatTime: (seconds) => `${seconds} s`,
  });
  bar.start(total, 0);
  return { update: (episodes) => bar.update(episodes), stop: () => bar.stop() };
}
