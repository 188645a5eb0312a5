import type { ComparisonSummary } from "./comparison.ts";
import { mean } from "./comparison-statistics.ts";
import { formatCount, formatGap, formatScore, formatValue, UNKNOWN } from "./numbers.ts";
import { PLAIN, type Style } from "./style.ts";
import { type Column, renderTable } from "./table.ts";

/** A learner in a table. */
export interface LearnerRow {
  readonly name: string;
  readonly summary: ComparisonSummary;
}

/** Someone who does not learn, for orientation: means over tasks. */
export interface AnchorRow {
  readonly name: string;
  readonly rawScore: number | null;
  readonly steps: number;
  /** Distance to the optimal return; `null` where that is not known. */
  readonly gap: number | null;
}

/** What a comparison table shows. */
export interface ComparisonRows {
  /** In the order of the rows. */
  readonly learners: readonly LearnerRow[];
  /** Under a rule. */
  readonly anchors: readonly AnchorRow[];
  /** Number of seeds of every learner. */
  readonly seedCount: number;
  /** Raw score whose first lasting arrival is shown, in [0, 1]. */
  readonly threshold: number;
}

const SOLVED = 1 - 1e-9;
const RIGHT = "right" as const;

/** Learners beside one another, with anchors below: final scores, solved seeds, learning speed and distance to the optimum. */
export function comparisonTable(
  { learners, anchors, seedCount, threshold }: ComparisonRows,
  style: Style = PLAIN,
): string {
  const knowsGap = [...learners.map(({ summary }) => summary), ...anchors].some(({ gap }) => gap !== null);
  const titles = [
    ...["mean\nraw", "IQM", "worst\nseed", "seeds\nat 1.00"],
    ...[`episodes\nto ${formatScore(threshold)}`, "AUC", "steps", ...(knowsGap ? ["gap"] : [])],
  ];
  const learned = learners.map(({ name, summary }) => [
    name,
    emphasised(summary.rawScore.mean, style),
    formatScore(summary.rawScore.iqm),
    formatScore(summary.rawScore.min),
    `${summary.solvedSeeds} of ${seedCount}`,
    arrival(summary, seedCount),
    formatValue(summary.areaUnderCurve),
    formatCount(summary.steps),
    ...(knowsGap ? [formatGap(summary.gap)] : []),
  ]);
  const scripted = anchors.map(({ name, rawScore, steps, gap }) => [
    ...[name, formatScore(rawScore), "", "", "", "", "", formatCount(steps)],
    ...(knowsGap ? [formatGap(gap)] : []),
  ]);
  return withRule([{ title: "agent" }, ...titles.map(rightColumn)], [learned, scripted], style);
}

/** What a table of gaps shows. */
export interface GapRows {
  readonly taskIds: readonly string[];
  readonly learners: readonly LearnerRow[];
  /** Under a rule: those who do not learn, with their gaps on each task, where known. */
  readonly anchors: readonly { readonly name: string; readonly gaps: readonly number[] | null }[];
}

/** Distances to the optimal return on each task, and the regret of a training episode; empty where none is known. */
export function gapsTable({ taskIds, learners, anchors }: GapRows, style: Style = PLAIN): string {
  const known = learners.filter(({ summary }) => summary.gaps !== null);
  if (known.length === 0) return "";
  const titles = [...taskIds.map((taskId) => taskId.replaceAll("_", "\n")), "mean", "regret of\nan episode"];
  const cells = (gaps: readonly number[]): string[] => [...gaps, mean(gaps)].map(formatGap);
  const learned = known.map(({ name, summary: { gaps, regretPerEpisode } }) => [
    ...[name, ...cells(gaps ?? []), formatGap(regretPerEpisode)],
  ]);
  const scripted = anchors.flatMap(({ name, gaps }) => (gaps === null ? [] : [[name, ...cells(gaps), ""]]));
  return withRule([{ title: "agent" }, ...titles.map(rightColumn)], [learned, scripted], style);
}

/** The median of the arrivals, and how many seeds never arrive. */
function arrival({ episodesToThreshold: { median, never } }: ComparisonSummary, seedCount: number): string {
  if (median === null) return `${never} of ${seedCount} never`;
  return never === 0 ? formatCount(median) : `${formatCount(median)} · ${never} never`;
}

/** How a learner did under each of several masks, in the order of the columns. */
export interface MaskedLearnerRow {
  readonly name: string;
  readonly summaries: readonly ComparisonSummary[];
}

/** What a table of masks shows. */
export interface MaskRows {
  readonly masks: readonly string[];
  readonly learners: readonly MaskedLearnerRow[];
  /** Raw scores of those who do not learn, one for each mask. */
  readonly anchors: readonly { readonly name: string; readonly rawScores: readonly (number | null)[] }[];
  readonly seedCount: number;
}

/** Learners under several masks: for each the seeds that solve every task, and the mean raw score. */
export function masksTable({ masks, learners, anchors, seedCount }: MaskRows, style: Style = PLAIN): string {
  const titles = masks.flatMap((mask) => [`${mask}\nat 1.00`, `${mask}\nmean raw`]);
  const learned = learners.map(({ name, summaries }) => [
    name,
    ...summaries.flatMap(({ solvedSeeds, rawScore }) => [
      solvedSeeds === seedCount
        ? style.good(`${solvedSeeds} of ${seedCount}`)
        : `${solvedSeeds} of ${seedCount}`,
      formatScore(rawScore.mean),
    ]),
  ]);
  const scripted = anchors.map(({ name, rawScores }) => [
    name,
    ...rawScores.flatMap((rawScore) => ["", rawScore === null ? UNKNOWN : formatScore(rawScore)]),
  ]);
  return withRule([{ title: "agent" }, ...titles.map(rightColumn)], [learned, scripted], style);
}

function rightColumn(title: string): Column {
  return { title, align: RIGHT };
}

function emphasised(rawScore: number, style: Style): string {
  return (rawScore >= SOLVED ? style.good : style.bad)(formatScore(rawScore));
}

/** A table with a rule between two groups of rows, each row one line. */
function withRule(
  columns: readonly Column[],
  [above, below]: readonly [readonly (readonly string[])[], readonly (readonly string[])[]],
  style: Style,
): string {
  const lines = renderTable({ columns, rows: [...above, ...below], style }).split("\n");
  const rule = lines.find((line) => line.includes("┼"));
  return rule === undefined || below.length === 0
    ? lines.join("\n")
    : lines.toSpliced(-below.length, 0, rule).join("\n");
}
