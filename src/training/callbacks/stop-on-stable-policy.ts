import { z } from "zod";
import type { TrainingCallback } from "../callbacks.ts";
import { checkInteger, readSaved } from "./shared.ts";

/** How long {@link stopOnStablePolicy} watches. */
export interface StopOnStablePolicyOptions {
  /** Evaluations running that must have the same greedy actions, an integer ≥ 2. */
  readonly evaluations: number;
}

const Saved = z.strictObject({
  equal: z.int().nonnegative(),
  actions: z.array(z.array(z.string())).nullable(),
});

/**
 * Stops once the greedy actions were the same on every task in so many evaluations running. What is compared is the
 * first evaluation episode of each task, which has the same seed each time.
 *
 * @throws {InvalidArgumentError} If the number is out of range.
 */
export function stopOnStablePolicy({ evaluations }: StopOnStablePolicyOptions): TrainingCallback<never> {
  checkInteger("evaluations", evaluations, 2);
  let equal = 0;
  let actions: string[][] | null = null;
  return {
    onEvaluate: ({ evaluation: { tasks } }) => {
      const now = tasks.map((task) => [...task.actions]);
      equal = JSON.stringify(now) === JSON.stringify(actions) ? equal + 1 : 1;
      actions = now;
      return equal >= evaluations ? "stop" : undefined;
    },
    save: () => ({ equal, actions }),
    restore: (saved) => {
      ({ equal, actions } = readSaved("stopOnStablePolicy", Saved, saved));
    },
  };
}
