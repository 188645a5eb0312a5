import type { TrainingCallback } from "../../training/callbacks.ts";
import type { Io } from "../io.ts";

/** Shows how far a training is. */
export interface Progress {
  readonly callback: TrainingCallback;
  readonly stop: () => void;
}

const EVERY = 100;

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
  let episodes = 0;
  const onEpisodeEnd = (): undefined => {
    episodes += 1;
    if (episodes % EVERY === 0) bar.update(episodes);
  };
  return { callback: { onEpisodeEnd }, stop: () => bar.stop() };
}
