import { z } from "zod";
import type { TrainingCallback } from "../callbacks.ts";
import { isBetter, type Merit, meritOf } from "./merit.ts";
import { checkInteger, readSaved } from "./shared.ts";

/** How long {@link stopOnNoImprovement} waits. */
export interface StopOnNoImprovementOptions {
  /** Evaluations running without a new best at which it stops, an integer ≥ 1. */
  readonly evaluations: number;
  /** First evaluations that set a best but are not counted, an integer ≥ 0. @defaultValue 0 */
  readonly minEvaluations?: number;
}

const Saved = z.strictObject({
  seen: z.int().nonnegative(),
  waited: z.int().nonnegative(),
  best: z.strictObject({ rawScore: z.number().nullable(), return: z.number() }).nullable(),
});

/**
 * Stops at the last of so many evaluations running that brought no strictly better mean raw score, or no better return
 * at an equal one. The very first evaluation is a new best. `StopTrainingOnNoModelImprovement` of Stable-Baselines3
 * stops one evaluation later for the same number.
 *
 * @throws {InvalidArgumentError} If a number is out of range.
 */
export function stopOnNoImprovement(options: StopOnNoImprovementOptions): TrainingCallback<never> {
  const { evaluations, minEvaluations = 0 } = options;
  checkInteger("evaluations", evaluations, 1);
  checkInteger("minEvaluations", minEvaluations, 0);
  let seen = 0;
  let waited = 0;
  let best: Merit | null = null;
  return {
    onEvaluate: ({ evaluation }) => {
      const merit = meritOf(evaluation.mean);
      const improved = best === null || isBetter(merit, best);
      if (improved) best = merit;
      seen += 1;
      if (improved) waited = 0;
      else if (seen > minEvaluations) waited += 1;
      return waited >= evaluations ? "stop" : undefined;
    },
    save: () => ({ seen, waited, best: best === null ? null : { ...best } }),
    restore: (saved) => {
      ({ seen, waited, best } = readSaved("stopOnNoImprovement", Saved, saved));
    },
  };
}
