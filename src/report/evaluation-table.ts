import type { Evaluation, EvaluationMeans } from "../training/evaluate.ts";
import { formatCount, formatScore } from "./numbers.ts";
import { PLAIN, type Style } from "./style.ts";
import { type Column, renderTable } from "./table.ts";
import { wrapWords } from "./wrap.ts";

const SOLVED = 1 - 1e-9;

/** The columns of numbers: what they are called and how they read. */
interface Metric {
  readonly title: string;
  readonly read: (means: EvaluationMeans) => string;
}

const METRICS: readonly Metric[] = [
  { title: "raw", read: ({ rawScore }) => formatScore(rawScore) },
  { title: "reported", read: ({ score }) => formatScore(score) },
  { title: "return", read: (means) => formatScore(means.return) },
  { title: "steps", read: ({ steps }) => formatCount(steps) },
];
const discounted = (discount: number): Metric => ({
  title: `return\nat γ ${discount}`,
  read: ({ discountedReturn }) => formatScore(discountedReturn),
});
const INVALID: Metric = { title: "invalid", read: ({ invalidActions }) => formatCount(invalidActions) };

/**
 * How a player did on each task, with the means under a rule.
 * @param discount - γ of the discounted returns, which get a column below 1.
 */
export function evaluationTable(evaluation: Evaluation, discount: number, style: Style = PLAIN): string {
  const metrics = discount < 1 ? METRICS.toSpliced(3, 0, discounted(discount)) : METRICS;
  const numbers = (means: EvaluationMeans): string[] => metrics.map(({ read }) => read(means));
  const columns: readonly Column[] = [
    { title: "task" },
    ...metrics.map(({ title }): Column => ({ title, align: "right" })),
    { title: "outcome" },
    { title: INVALID.title, align: "right" },
  ];
  const rows = evaluation.tasks.map((task) => [
    task.taskId,
    ...numbers(task).map((text, index) => (index === 0 ? emphasis(task.rawScore, style)(text) : text)),
    task.outcome,
    INVALID.read(task),
  ]);
  const { mean } = evaluation;
  return renderTable({ columns, rows, footer: ["mean", ...numbers(mean), "", INVALID.read(mean)], style });
}

function emphasis(rawScore: number | null, style: Style): (text: string) => string {
  return rawScore !== null && rawScore >= SOLVED ? style.good : style.bad;
}

/** The actions of the first episode of each task, wrapped to a width. */
export function actionLines(evaluation: Evaluation, width: number): string {
  return evaluation.tasks
    .map(({ taskId, actions }) => {
      const words = actions.map((name, index) => (index === actions.length - 1 ? name : `${name} →`));
      return `  ${taskId}\n    ${wrapWords(words, width - 4, "    ")}`;
    })
    .join("\n");
}

/** Players beside one another: the raw score on each task, then the means. */
export function playersTable(evaluations: readonly Evaluation[], style: Style = PLAIN): string {
  const [first] = evaluations;
  const tasks = first?.tasks ?? [];
  const columns: readonly Column[] = [
    { title: "player" },
    ...tasks.map(({ taskId }): Column => ({ title: taskId.replaceAll("_", "\n"), align: "right" })),
    { title: "mean\nraw", align: "right" },
    { title: "mean\nreturn", align: "right" },
  ];
  const rows = evaluations.map(({ player, tasks: results, mean }) => [
    player,
    ...results.map(({ rawScore }) => formatScore(rawScore)),
    formatScore(mean.rawScore),
    formatScore(mean.return),
  ]);
  return renderTable({ columns, rows, style });
}
