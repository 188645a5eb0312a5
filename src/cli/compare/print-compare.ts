import type { Env } from "../../core/env.ts";
import {
  type ComparedAgent,
  meanGap,
  meanGaps,
  meanPoints,
  ranked,
  type SummarizedAgent,
  summarizeComparison,
} from "../../report/comparison.ts";
import { comparisonChart, MAX_SERIES } from "../../report/comparison-chart.ts";
import { type AnchorRow, comparisonTable, gapsTable, masksTable } from "../../report/comparison-table.ts";
import { formatCount, formatScore } from "../../report/numbers.ts";
import { labelled, wrapText, wrapWords } from "../../report/wrap.ts";
import type { Io } from "../io.ts";
import { printWarnings, settingWords } from "../print-evaluation.ts";
import { TRAINING_ENV } from "../train/experiment.ts";
import type { Anchors } from "./judge.ts";
import type { ComparisonPlan } from "./plan.ts";
import type { Comparison } from "./train-agents.ts";

const CHART_WIDTH = 80;
const TIE = 1e-9;
/** Seeds below which differences say little. */
const FEW = 5;

/** Says what is going to be compared. */
export function printComparisonTitle(io: Io, plans: readonly ComparisonPlan[], env: Env): void {
  const [first] = plans;
  if (first === undefined) return;
  const { agents, shared } = first;
  const { seeds, episodes, suite, discount } = shared;
  const title = [
    `${counted(agents.length, "agent")} on ${suite}: ${counted(env.taskIds.length, "task")}`,
    `${formatCount(episodes)} episodes, ${counted(seeds.length, "seed")}`,
  ].join(", ");
  const masks = plans.map(({ mask }) => mask).join(" and ");
  const facts = [...settingWords(env, { ...shared.options, mask: masks }), `γ ${discount}`];
  const words = facts.map((fact, index) => (index < facts.length - 1 ? `${fact} ·` : fact));
  io.out(`${io.style.bold(title)}\n${wrapWords(words, io.width)}\n`);
  printWarnings(io, env);
  io.out("\n");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Prints the learning curves, the table and what its columns mean. */
export function printComparison(io: Io, { plan, agents, anchors }: Comparison): void {
  const learners = ranked(agents.map((agent) => summarized(agent, plan)));
  const { shared, arrival } = plan;
  const seedCount = shared.seeds.length;
  printChart(io, learners);
  const content = { learners, anchors: anchorRows(anchors), seedCount, threshold: arrival.threshold };
  io.out(`${comparisonTable(content, io.style)}\n\n`);
  printGaps(io, learners, anchors);
  printFamilies(io, learners);
  printNotes(io, [legend(plan), fewSeeds(seedCount), optimumNote(anchors)]);
}

/** Prints the agents under each mask side by side, from best to worst under the first. */
export function printMasks(io: Io, comparisons: readonly Comparison[]): void {
  const [first] = comparisons;
  if (first === undefined) return;
  const columns = comparisons.map(({ plan, agents }) => agents.map((agent) => summarized(agent, plan)));
  const order = ranked(columns[0] ?? []).map(({ name }) => name);
  const learners = order.map((name) => ({
    name,
    summaries: columns
      .flatMap((column) => column.filter((each) => each.name === name))
      .map((each) => each.summary),
  }));
  const rows = comparisons.map(({ anchors }) => anchorRows(anchors));
  const names = [...new Set(rows.flatMap((each) => each.map(({ name }) => name)))];
  const anchors = names.map((name) => ({
    name,
    rawScores: rows.map((each) => each.find((row) => row.name === name)?.rawScore ?? null),
  }));
  const masks = comparisons.map(({ plan }) => plan.mask);
  const seedCount = first.plan.shared.seeds.length;
  io.out(`${masksTable({ masks, learners, anchors, seedCount }, io.style)}\n\n`);
  printNotes(io, [
    `At 1.00: seeds that end with raw 1.00 on every task. ${SHARED}`,
    fewSeeds(seedCount),
    ...comparisons.map((each) => optimumNote(each.anchors)),
  ]);
}

function printNotes(io: Io, notes: readonly string[]): void {
  const different = new Set(notes.filter((words) => words !== ""));
  for (const words of different) io.out(`${wrapText(words, io.width)}\n`);
}

function summarized(agent: ComparedAgent, { arrival }: ComparisonPlan): SummarizedAgent {
  return { ...agent, summary: summarizeComparison(agent.runs, arrival) };
}

function printChart(io: Io, learners: readonly SummarizedAgent[]): void {
  const shown = learners.slice(0, MAX_SERIES);
  const which = shown.length < learners.length ? `, the first ${MAX_SERIES} of the table` : "";
  const series = shown.map(({ name, runs }) => ({ name, points: meanPoints(runs) }));
  const drawing = comparisonChart(series, Math.min(CHART_WIDTH, io.width));
  const title = `Greedy raw score, mean over tasks and seeds${which}`;
  io.out(`${io.style.bold(title)}\n${drawing}\n\n`);
}

function printGaps(io: Io, learners: readonly SummarizedAgent[], { scripted }: Anchors): void {
  const taskIds = learners[0]?.runs[0]?.evaluation.tasks.map(({ taskId }) => taskId) ?? [];
  const anchors = scripted.map((each) => ({ name: each.player, gaps: meanGaps([each]) }));
  const table = gapsTable({ taskIds, learners, anchors }, io.style);
  if (table !== "") io.out(`${io.style.bold("Gap to the optimal return on each task")}\n${table}\n\n`);
}

function anchorRows({ scripted, optimum }: Anchors): readonly AnchorRow[] {
  const rows = scripted.map((evaluation): AnchorRow => {
    const { player, mean } = evaluation;
    return { name: player, rawScore: mean.rawScore, steps: mean.steps, gap: meanGap(evaluation) };
  });
  return optimum === null ? rows : [...rows, { name: "optimum", ...optimum, gap: 0 }];
}

/** Agents by family, with what sets a family apart. */
function printFamilies(io: Io, agents: readonly ComparedAgent[]): void {
  const families = [...new Set(agents.map(({ family }) => family))];
  const width = Math.max(...families.map(({ length }) => length)) + 2;
  for (const family of families) {
    const members = agents.filter((agent) => agent.family === family);
    const names = members.map(({ name }) => name).join(", ");
    const text = [names, ...remarks(members)].join("; ");
    io.out(`${labelled(family.padEnd(width), text, io.width)}\n`);
  }
  io.out("\n");
}

function remarks(members: readonly ComparedAgent[]): readonly string[] {
  const views = [...new Set(members.map(({ envId }) => envId))].filter((id) => id !== TRAINING_ENV);
  const isMyopic = members.every(({ discount }) => discount === 0);
  return [
    ...views.map((id) => `in ${id}`),
    ...(isMyopic ? ["each step on its own, for its next reward alone (γ = 0)"] : []),
  ];
}

const SHARED =
  "All agents share their seeds: for one seed they have the same environment streams and the same evaluation episodes.";

function legend({ shared, arrival }: ComparisonPlan): string {
  const { threshold, hold } = arrival;
  return [
    "IQM: interquartile mean over seeds and tasks together, without the best and the worst quarter, where a task that is always missed can hide. At 1.00: seeds that end with raw 1.00 on every task.",
    `Episodes to ${formatScore(threshold)}: median over seeds of the first evaluation that is as high, with the next ${hold}; a seed without one never arrives and counts as later than all others.`,
    `AUC: mean height of the learning curve from 0 to ${formatCount(shared.episodes)} episodes.`,
    "Steps: mean length of the greedy episodes.",
    `Gap: optimal return minus the exact return, at γ ${shared.discount}.`,
    "Regret: how much less a training episode earned than an optimal one, undiscounted, exploration included.",
    SHARED,
  ].join(" ");
}

function fewSeeds(count: number): string {
  return count < FEW
    ? `${counted(count, "seed")} say little about differences: five are few, twenty are good (--seeds 0..19).`
    : "";
}

/** Why the optimum is missing, or that it is not the highest score. */
function optimumNote({ optimum, note = "" }: Anchors): string {
  if (optimum === null || optimum.rawScore >= optimum.bestRawScore - TIE) return note;
  return `No policy that earns the most scores the highest: raw ${formatScore(optimum.bestRawScore)} can be reached for a lower return.`;
}
