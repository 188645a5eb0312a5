import { setImmediate } from "node:timers/promises";

/** Milliseconds that a portion should take: short enough for signals, long enough to cost nothing. */
const TARGET = 20;

/** Something that is carried out in portions. */
export interface InPortions {
  /** Carries out a portion and says whether that was the last. */
  advance(steps: number): boolean;
  /** Called after each portion. */
  onPortion(): void;
}

/**
 * Carries something out in portions of about 20 ms, between which the process sees signals. How large they are changes
 * nothing in what is made.
 */
export async function inPortions({ advance, onPortion }: InPortions): Promise<void> {
  let steps = 256;
  for (let isOver = false; !isOver; ) {
    const begin = performance.now();
    isOver = advance(steps);
    const factor = TARGET / Math.max(performance.now() - begin, TARGET / 2);
    steps = Math.max(1, Math.round(steps * Math.max(factor, 1 / 4)));
    await setImmediate();
    onPortion();
  }
}
