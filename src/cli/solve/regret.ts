import type { Env } from "../../core/env.ts";
import { type TrainingRegret, trainingRegret } from "../../report/regret.ts";
import type { CurvePoint } from "../../training/callbacks.ts";
import { optimaOf, type TaskOptions } from "./optima.ts";

/**
 * The regret of a training against the undiscounted optimum of the environment that it took place in; `null` where that
 * is not known.
 */
export function regretIn(
  env: Env<unknown, number>,
  curve: readonly CurvePoint[],
  { maxStates }: Pick<TaskOptions, "maxStates">,
): TrainingRegret | null {
  const { tasks } = optimaOf(env, env.taskIds, {
    discount: 1,
    ...(maxStates !== undefined && { maxStates }),
  });
  if (tasks === undefined) return null;
  return trainingRegret(
    curve,
    [...tasks.values()].map(({ optimalReturn }) => optimalReturn),
  );
}
