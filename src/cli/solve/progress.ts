import type { EnumerateOptions } from "../../planning/enumerate.ts";
import { formatCount } from "../../report/numbers.ts";
import type { Io } from "../io.ts";

/** Shows how far solving is. */
export interface SolvingProgress {
  /** What the enumeration of a task is to be given. */
  readonly watch: (taskId: string) => Pick<EnumerateOptions, "onProgress">;
  /** Says how long everything took. */
  readonly finish: (states: number) => void;
  readonly clear: () => void;
}

const CLEAR_LINE = "\r\u001b[K";

/**
 * A line on the error stream that changes as states are found, where someone can see it, and at the end how long it took.
 * @param options.tellTime - Whether to say how long it took where nobody watches, too.
 */
export function startSolving(
  { progress: stream, error }: Io,
  { tellTime }: { readonly tellTime: boolean },
): SolvingProgress {
  const begin = performance.now();
  const clear = (): void => void stream?.write(CLEAR_LINE);
  return {
    watch: (taskId) => {
      if (stream === undefined) return {};
      return {
        onProgress: ({ states, open }) => {
          const counts = `${formatCount(states)} states, ${formatCount(open)} to go`;
          stream.write(`${CLEAR_LINE}Solving ${taskId}: ${counts}`);
        },
      };
    },
    finish: (states) => {
      clear();
      if (stream === undefined && !tellTime) return;
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      error(`Solved ${formatCount(states)} states in ${seconds} s.\n`);
    },
    clear,
  };
}
