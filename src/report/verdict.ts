import type { Evaluation, TaskEvaluation } from "../training/evaluate.ts";
import { formatScore } from "./numbers.ts";

const MARGIN = 1e-9;

/** What a verdict looks at. */
export interface VerdictInput {
  readonly evaluation: Evaluation;
  /** Someone who did it well, on the same tasks. */
  readonly reference: Evaluation;
  /** γ of the agent. */
  readonly discount: number;
}

interface Pair {
  readonly task: TaskEvaluation;
  readonly reference: TaskEvaluation;
}

/** One line in plain words on where an agent falls behind a reference and why, as far as the numbers tell. */
export function verdict({ evaluation, reference, discount }: VerdictInput): string {
  const pairs = evaluation.tasks.flatMap((task) => {
    const other = reference.tasks.find(({ taskId }) => taskId === task.taskId);
    return other === undefined ? [] : [{ task, reference: other }];
  });
  const abandoned = pairs.filter((pair) => isBehind(pair) && !pair.task.submitted);
  if (abandoned.length > 0) {
    return `Never submitted: ${list(abandoned)}. Steps ran out, ${abandonedReason(abandoned)}.`;
  }
  const behind = pairs.filter(isBehind);
  if (behind.length > 0) return `${scoreReason(discount)} Below the ${reference.player}: ${list(behind)}.`;
  const poorer = pairs.filter(({ task, reference: other }) => task.return < other.return - MARGIN);
  if (poorer.length > 0) {
    return `Scores match the ${reference.player}, returns do not: penalties were paid on ${returns(poorer)}.`;
  }
  return `Every task ends with the score of the ${reference.player} or a better one.`;
}

function isBehind({ task, reference }: Pair): boolean {
  return (task.rawScore ?? 0) < (reference.rawScore ?? 0) - MARGIN;
}

function scoreReason(discount: number): string {
  if (discount === 0) {
    return "γ = 0: the agent weighs the next reward alone, so it ends an episode as soon as that pays most at once.";
  }
  if (discount < 1) return `γ = ${discount}: what comes later weighs less, so an early gain can win over a better end.`;
  return "Not all was learned: look at the curve, and try more episodes or another seed.";
}

function abandonedReason(pairs: readonly Pair[]): string {
  const repeats = pairs.some(({ task: { actions } }) => new Set(actions).size < actions.length);
  return repeats ? "some of them on actions taken before" : "all of them on actions that pay less than the end would";
}

function list(pairs: readonly Pair[]): string {
  return pairs
    .map(({ task, reference }) => `${task.taskId} ${formatScore(task.rawScore)} of ${formatScore(reference.rawScore)}`)
    .join(", ");
}

function returns(pairs: readonly Pair[]): string {
  return pairs.map(({ task, reference }) => `${task.taskId} (${formatScore(task.return)} of ${formatScore(reference.return)})`).join(", ");
}
