import type { Evaluation, EvaluationMeans, TaskEvaluation } from "../../src/training/evaluate.ts";

type Row = Pick<TaskEvaluation, "taskId"> & Partial<TaskEvaluation>;

function taskOf(row: Row): TaskEvaluation {
  const rawScore = row.rawScore ?? 1;
  return {
    ...{ rawScore, score: rawScore, return: rawScore ?? 0, discountedReturn: rawScore ?? 0 },
    ...{ steps: 2, invalidActions: 0, outcome: "submitted", submitted: true, success: null },
    actions: ["first", "submit:resolved"],
    ...row,
  };
}

/** An evaluation with the given parts of its rows, and means that fit. */
export function evaluationOf(player: string, rows: readonly Row[]): Evaluation {
  const tasks = rows.map(taskOf);
  const mean = (read: (task: TaskEvaluation) => number): number =>
    tasks.reduce((sum, task) => sum + read(task), 0) / tasks.length;
  const means: EvaluationMeans = {
    rawScore: mean(({ rawScore }) => rawScore ?? 0),
    score: mean(({ score }) => score ?? 0),
    return: mean((task) => task.return),
    discountedReturn: mean(({ discountedReturn }) => discountedReturn),
    steps: mean(({ steps }) => steps),
    invalidActions: mean(({ invalidActions }) => invalidActions),
  };
  return { player, episodes: 1, tasks, mean: means };
}
