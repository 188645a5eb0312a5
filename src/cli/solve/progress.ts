import type { EnumerateOptions } from "../../planning/enumerate.ts";
import { formatCount } from "../../report/numbers.ts";
import type { Io } from "../io.ts";

/** Shows how far solving is. */
export interface SolvingProgress {
  /** To be given to the enumeration of a task. */
  readonly watch: (taskId: string) => NonNullable<EnumerateOptions["onProgress"]>;
  /** Says how long everything took. */
  readonly finish: (states: number) => void;
  readonly clear: () => void;
}

const CLEAR_LINE = "\r\u001b[K";

/** A line on the error stream that changes as states are found; `undefined` where nobody would see it. */
export function startSolving({ progress: stream }: Io): SolvingProgress | undefined {
  if (stream === undefined) return undefined;
  const begin = performance.now();
  return {
    watch:
      (taskId) =>
      ({ states, open }) => {
        stream.write(
          `${CLEAR_LINE}Solving ${taskId}: ${formatCount(states)} states, ${formatCount(open)} to go`,
        );
      },
    finish: (states) => {
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      stream.write(`${CLEAR_LINE}Solved ${formatCount(states)} states in ${seconds} s\n`);
    },
    clear: () => void stream.write(CLEAR_LINE),
  };
}
