import { type ComparedEvaluation, type KnownTask, knownTasks } from "./compared.ts";
import { formatGap, formatScore } from "./numbers.ts";

const TIE = 1e-9;

/**
 * How many tasks are played optimally, and by how much the others fall short; empty where the optimum is not known.
 * @param discount - γ of the evaluation.
 */
export function optimumVerdict(evaluation: ComparedEvaluation, discount: number): string {
  const tasks = knownTasks(evaluation);
  if (tasks === undefined) return "";
  const short = tasks.filter(({ gap }) => gap > TIE);
  const objective = discount < 1 ? ` at γ = ${discount}` : "";
  const optimal = tasks.length - short.length;
  const sentences = [
    `Optimal on ${optimal} of ${tasks.length} ${tasks.length === 1 ? "task" : "tasks"}${objective}.`,
    listed("Short of the optimum: ", short.map(shortfall)),
    listed("Optimal, yet other policies score higher: ", tasks.filter(isPoorButOptimal).map(scoreShortfall)),
    ...(evaluation.episodes === 1 ? [tieWords(tasks)] : []),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** Whether an evaluation is optimal on every task, and no policy scores higher on any. */
export function isPerfect(evaluation: ComparedEvaluation): boolean {
  return knownTasks(evaluation)?.every(({ gap, rawGap }) => gap <= TIE && rawGap <= TIE) ?? false;
}

function listed(words: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `${words}${parts.join(", ")}.`;
}

function shortfall({ taskId, gap, optimalReturn }: KnownTask): string {
  return `${taskId} by ${formatGap(gap)} of ${formatScore(optimalReturn)}`;
}

function isPoorButOptimal({ gap, rawGap }: KnownTask): boolean {
  return gap <= TIE && rawGap > TIE;
}

function scoreShortfall({ taskId, rawGap }: KnownTask): string {
  return `${taskId} by ${formatGap(rawGap)} raw`;
}

/** A gap is exact and averages over ties; one episode takes one of them. */
function tieWords(tasks: readonly KnownTask[]): string {
  const tied = tasks.filter(
    ({ optimalReturn, gap, discountedReturn }) => Math.abs(optimalReturn - gap - discountedReturn) > TIE,
  );
  const names = tied.map(({ taskId }) => taskId).join(", ");
  return tied.length === 0
    ? ""
    : `The gap averages over actions that are valued equally, the episode shows one of them: ${names}.`;
}
