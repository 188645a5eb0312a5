import type { Evaluation, TaskEvaluation } from "../training/evaluate.ts";
import type { ComparedEvaluation } from "./compared.ts";
import { formatScore } from "./numbers.ts";

const MARGIN = 1e-9;

/** What a verdict looks at. */
export interface VerdictInput {
  readonly evaluation: ComparedEvaluation;
  /** Someone who does it well, on the same tasks and with returns discounted alike. */
  readonly reference: Evaluation;
  /** γ of the player and of the discounted returns. */
  readonly discount: number;
}

interface Pair {
  readonly task: TaskEvaluation;
  readonly reference: TaskEvaluation;
}

/**
 * Plain words on where a player falls behind a reference, and whether its objective or its learning is to blame: a
 * lower score at no lower discounted return is what the objective asks for.
 */
export function verdict({ evaluation, reference, discount }: VerdictInput): string {
  const pairs = evaluation.tasks.flatMap((task) => {
    const other = reference.tasks.find(({ taskId }) => taskId === task.taskId);
    return other === undefined ? [] : [{ task, reference: other }];
  });
  const name = reference.player;
  const behind = pairs.filter((pair) => isBehind(pair));
  const endless = behind.filter(({ task, reference: other }) => task.outcome !== other.outcome);
  const rest = behind.filter((pair) => !endless.includes(pair));
  const sentences = [
    about(endless, (list) => `Ended otherwise than the ${name}: ${list}.`),
    about(rest.filter(isWanted), (list) => `${objectiveReason(discount)} Below the ${name}: ${list}.`),
    about(
      rest.filter((pair) => !isWanted(pair)),
      (list) => `Not learned as well as the ${name}: ${list}.`,
    ),
  ].filter((sentence) => sentence !== "");
  if (sentences.length > 0) return sentences.join(" ");
  return returnVerdict(pairs, name, discount);
}

function returnVerdict(pairs: readonly Pair[], name: string, discount: number): string {
  const poorer = pairs.filter(({ task, reference }) => task.return < reference.return - MARGIN);
  if (poorer.length === 0) return `Every task ends as well as with the ${name}.`;
  const list = poorer
    .map(
      ({ task, reference }) =>
        `${task.taskId} ${formatScore(task.return)} of ${formatScore(reference.return)}`,
    )
    .join(", ");
  const why =
    poorer.every(isWanted) && discount < 1
      ? `γ = ${discount} prefers rewards that come early`
      : "penalties or detours remain";
  return `Scores match the ${name}, returns do not, since ${why}: ${list}.`;
}

function about(pairs: readonly Pair[], sentence: (list: string) => string): string {
  if (pairs.length === 0) return "";
  const parts = pairs.map(({ task, reference }) => {
    const scores = `${task.taskId} ${formatScore(task.rawScore)} of ${formatScore(reference.rawScore)}`;
    return task.outcome === reference.outcome ? scores : `${scores} (${task.outcome})`;
  });
  return sentence(parts.join(", "));
}

function isBehind({ task, reference }: Pair): boolean {
  return (task.rawScore ?? 0) < (reference.rawScore ?? 0) - MARGIN;
}

/** Whether the objective is met as well as by the reference. */
function isWanted({ task, reference }: Pair): boolean {
  return task.discountedReturn >= reference.discountedReturn - MARGIN;
}

function objectiveReason(discount: number): string {
  if (discount === 0)
    return "γ = 0: it weighs the next reward alone, so it ends an episode as soon as that pays most.";
  if (discount < 1)
    return `γ = ${discount}: a reward that comes later weighs less, so ending early can pay more.`;
  return "The return does not follow the score: it is as high as one can ask for, the score is not.";
}
