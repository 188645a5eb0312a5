import { z } from "zod";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { TrainingCallback } from "../callbacks.ts";
import type { EvaluationMeans } from "../evaluate.ts";
import { checkInteger, readSaved } from "./shared.ts";

/** What {@link stopOnThreshold} waits for: one of the two. */
export type StopOnThresholdOptions = (
  | {
      /** Mean greedy raw score over the tasks, in [0, 1]. */
      readonly rawScore: number;
    }
  | {
      /** Mean greedy return over the tasks. */
      readonly return: number;
    }
) & {
  /** Evaluations running that must reach it, an integer ≥ 1. @defaultValue 1 */
  readonly patience?: number;
};

/** Sums of rewards that are equal on paper differ by less than this. */
const ALMOST = 1e-9;
const Saved = z.strictObject({ reached: z.int().nonnegative() });

/**
 * Stops once the greedy evaluation has reached a threshold (to within 1e-9) so many times running, as
 * `StopTrainingOnRewardThreshold` of Stable-Baselines3 does the first time.
 *
 * @throws {InvalidArgumentError} If the threshold or the patience is no good, or at the first evaluation if the
 *   environment gives no scores.
 */
export function stopOnThreshold(options: StopOnThresholdOptions): TrainingCallback<never> {
  const { patience = 1 } = options;
  const [name, threshold] = thresholdOf(options);
  checkInteger("patience", patience, 1);
  let reached = 0;
  return {
    onEvaluate: ({ evaluation: { mean } }) => {
      reached = measure(mean, name) >= threshold - ALMOST ? reached + 1 : 0;
      return reached >= patience ? "stop" : undefined;
    },
    save: () => ({ reached }),
    restore: (saved) => {
      ({ reached } = readSaved("stopOnThreshold", Saved, saved));
    },
  };
}

type Measure = "rawScore" | "return";

function thresholdOf(options: StopOnThresholdOptions): readonly [Measure, number] {
  const given = Object.entries(options).filter(([key]) => key === "rawScore" || key === "return");
  const [[name, value] = ["", Number.NaN]] = given;
  if (given.length === 1 && Number.isFinite(value)) return [name as Measure, value as number];
  throw new InvalidArgumentError("Expected one threshold, `rawScore` or `return`, as a finite number.");
}

function measure(mean: EvaluationMeans, name: Measure): number {
  const value = mean[name];
  if (value !== null) return value;
  throw new InvalidArgumentError("The environment gives no raw scores: stop on a `return` instead.");
}
