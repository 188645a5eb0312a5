import type { Evaluation, EvaluationMeans } from "../training/evaluate.ts";
import { type ComparedEvaluation, type Comparison, type KnownTask, knownTasks } from "./compared.ts";
import { formatCount, formatGap, formatScore } from "./numbers.ts";
import { PLAIN, type Style } from "./style.ts";
import { type Column, renderTable, type TableContent } from "./table.ts";
import { wrapWords } from "./wrap.ts";

const SOLVED = 1 - 1e-9;

/** The columns of numbers: what they are called and how they read. */
interface Metric {
  readonly title: string;
  readonly read: (means: EvaluationMeans & Partial<Comparison>) => string;
}

const RAW: Metric = { title: "raw", read: ({ rawScore }) => formatScore(rawScore) };
const REPORTED: Metric = { title: "reported", read: ({ score }) => formatScore(score) };
const RETURN: Metric = { title: "return", read: (means) => formatScore(means.return) };
const STEPS: Metric = { title: "steps", read: ({ steps }) => formatCount(steps) };
const discounted = (discount: number): Metric => ({
  title: `return\nat γ ${discount}`,
  read: ({ discountedReturn }) => formatScore(discountedReturn),
});
const OPTIMUM: readonly Metric[] = [
  { title: "optimum", read: ({ optimalReturn = null }) => formatScore(optimalReturn) },
  { title: "gap", read: ({ gap = null }) => formatGap(gap) },
];
const INVALID: Metric = { title: "invalid", read: ({ invalidActions }) => formatCount(invalidActions) };

const MAX_WIDTH = 100;

/**
 * How a player did on each task, with the means under a rule. Where the exact optimum is known of every task, the
 * largest possible return (at the same γ) and the distance to it stand beside the return, and invalid actions only
 * where there are some. A table of more than 100 columns leaves out the reported scores, which follow from the raw
 * ones; if that is not enough, it breaks the names of tasks.
 * @param discount - γ of the discounted returns, which get a column below 1.
 */
export function evaluationTable(
  evaluation: ComparedEvaluation,
  discount: number,
  style: Style = PLAIN,
): string {
  const metrics = metricsOf(evaluation, discount);
  const isWide = (shown: readonly Metric[]): boolean =>
    widthOf(contentOf(evaluation, shown, PLAIN)) > MAX_WIDTH;
  if (!isWide(metrics)) return renderTable(contentOf(evaluation, metrics, style));
  const fewer = metrics.filter((metric) => metric !== REPORTED);
  const content = contentOf(evaluation, fewer, style);
  return renderTable(isWide(fewer) ? { ...content, rows: content.rows.map(inTwoLines) } : content);
}

function widthOf(content: TableContent): number {
  return Math.max(
    ...renderTable(content)
      .split("\n")
      .map(({ length }) => length),
  );
}

function metricsOf(evaluation: ComparedEvaluation, discount: number): readonly Metric[] {
  return [
    ...[RAW, REPORTED, RETURN],
    ...(discount < 1 ? [discounted(discount)] : []),
    ...(knownTasks(evaluation) === undefined ? [] : OPTIMUM),
    STEPS,
  ];
}

function contentOf(evaluation: ComparedEvaluation, metrics: readonly Metric[], style: Style): TableContent {
  const known = knownTasks(evaluation);
  const showsInvalid = known === undefined || evaluation.mean.invalidActions > 0;
  const last = (means: EvaluationMeans): string[] => (showsInvalid ? [INVALID.read(means)] : []);
  const cells = (means: EvaluationMeans & Partial<Comparison>): string[] =>
    metrics.map(({ read }) => read(means));
  const rows = evaluation.tasks.map((task) => {
    const [raw = "", ...others] = cells(task);
    return [task.taskId, emphasis(task.rawScore, style)(raw), ...others, task.outcome, ...last(task)];
  });
  const mean = { ...evaluation.mean, ...(known !== undefined && meanComparison(known)) };
  return {
    columns: [
      { title: "task" },
      ...metrics.map(({ title }): Column => ({ title, align: "right" })),
      { title: "outcome" },
      ...(showsInvalid ? [{ title: INVALID.title, align: "right" as const }] : []),
    ],
    rows,
    footer: ["mean", ...cells(mean), "", ...last(mean)],
    style,
  };
}

function meanComparison(tasks: readonly KnownTask[]): Pick<Comparison, "optimalReturn" | "gap"> {
  const mean = (read: (task: KnownTask) => number): number =>
    tasks.reduce((sum, task) => sum + read(task), 0) / tasks.length;
  return { optimalReturn: mean(({ optimalReturn }) => optimalReturn), gap: mean(({ gap }) => gap) };
}

/** A row whose first cell is broken at the underscore nearest to its middle. */
function inTwoLines([name = "", ...cells]: readonly string[]): readonly string[] {
  const middle = Math.floor(name.length / 2);
  const before = name.lastIndexOf("_", middle);
  const after = name.indexOf("_", middle);
  const at = after < 0 || (before >= 0 && middle - before <= after - middle) ? before : after;
  return [at < 0 ? name : `${name.slice(0, at + 1)}\n${name.slice(at + 1)}`, ...cells];
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

/**
 * Players beside one another: the raw score on each task, then the means. Where the exact optimum is known of the first,
 * the last row has the best raw scores that any policy reaches, and the optimal return where it is not discounted.
 * @param discount - γ of the optimum.
 */
export function playersTable(
  evaluations: readonly ComparedEvaluation[],
  style: Style = PLAIN,
  discount = 1,
): string {
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
  return renderTable({ columns, rows: [...rows, ...optimumRows(first, discount)], style });
}

function optimumRows(
  evaluation: ComparedEvaluation | undefined,
  discount: number,
): readonly (readonly string[])[] {
  const known = evaluation === undefined ? undefined : knownTasks(evaluation);
  if (known === undefined) return [];
  const scores = known.map(({ bestRawScore }) => bestRawScore);
  const best = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const { optimalReturn } = meanComparison(known);
  return [
    [
      "best possible",
      ...scores.map(formatScore),
      formatScore(best),
      formatScore(discount < 1 ? null : optimalReturn),
    ],
  ];
}
