import type { Agent, Policy } from "../../core/agent.ts";
import type { Env } from "../../core/env.ts";
import { type ComparedEvaluation, type ComparedTask, difference } from "../../report/compared.ts";
import type { Evaluation, TaskEvaluation } from "../../training/evaluate.ts";
import { type ExactTask, exactTask } from "./exact-task.ts";
import { optimaOf, type TaskOptions } from "./optima.ts";

/** Whose evaluation is put beside the optimum. */
export interface Compared {
  /** Where it was evaluated. */
  readonly env: Env;
  readonly player: Agent<never> | Policy;
  /** Made with the same γ. */
  readonly evaluation: Evaluation;
}

/** An evaluation beside exact optima, with a line on why they are missing where they are. */
export interface Comparisons {
  readonly evaluation: ComparedEvaluation;
  readonly note?: string;
}

/**
 * Puts the exact optimum beside each task of an evaluation. What an agent or the random policy is worth is computed
 * exactly; another policy, and a player that reaches too many states, is taken at the mean of the episodes played.
 */
export function besideOptimum({ env, player, evaluation }: Compared, options: TaskOptions): Comparisons {
  const { tasks, note } = optimaOf(
    env,
    evaluation.tasks.map(({ taskId }) => taskId),
    options,
  );
  if (tasks === undefined) return { evaluation, note };
  const named = env.taskIds.length > 0;
  const rows = evaluation.tasks.map((row): ComparedTask => {
    const optimum = tasks.get(row.taskId);
    if (optimum === undefined) return row;
    const taskId = named ? row.taskId : undefined;
    const { return: value, rawScore } = exactTask(player, { env, taskId }, options) ?? asPlayed(row);
    return {
      ...row,
      optimalReturn: optimum.optimalReturn,
      bestRawScore: optimum.bestRawScore,
      gap: difference(optimum.optimalReturn, value),
      rawGap: difference(optimum.bestRawScore, rawScore),
    };
  });
  return { evaluation: { ...evaluation, tasks: rows } };
}

function asPlayed({ discountedReturn, rawScore }: TaskEvaluation): ExactTask {
  return { return: discountedReturn, rawScore: rawScore ?? 0 };
}
