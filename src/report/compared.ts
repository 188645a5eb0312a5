import type { Evaluation, TaskEvaluation } from "../training/evaluate.ts";

/** How far a result is from the best one possible. Differences up to 1e-9 are none. */
export interface Comparison {
  /** V*: the largest expected return of any policy, at the γ of the evaluation. */
  readonly optimalReturn: number;
  /** The largest expected raw score of any policy, whatever it earns, in [0, 1]. */
  readonly bestRawScore: number;
  /** `optimalReturn` minus the exact expected return of the player. */
  readonly gap: number;
  /** `bestRawScore` minus the exact expected raw score of the player. */
  readonly rawGap: number;
}

/** A task's result beside its exact optimum, where that is known. */
export type ComparedTask = TaskEvaluation & Partial<Comparison>;

/** An evaluation beside exact optima, where they are known. */
export interface ComparedEvaluation extends Evaluation {
  readonly tasks: readonly ComparedTask[];
}

/** A task's result whose exact optimum is known. */
export type KnownTask = TaskEvaluation & Comparison;

const TIE = 1e-9;

/** The tasks of an evaluation; `undefined` unless the optimum is known of every one. */
export function knownTasks({ tasks }: ComparedEvaluation): readonly KnownTask[] | undefined {
  const known = tasks.filter(
    (task): task is KnownTask =>
      task.optimalReturn !== undefined &&
      task.bestRawScore !== undefined &&
      task.gap !== undefined &&
      task.rawGap !== undefined,
  );
  return known.length === tasks.length ? known : undefined;
}

/** A difference, where one that is within rounding is 0. */
export function difference(larger: number, smaller: number): number {
  const value = larger - smaller;
  return Math.abs(value) <= TIE ? 0 : value;
}
