import type { Env } from "../../core/env.ts";
import { drawCurve } from "../../report/curve.ts";
import { actionLines, evaluationTable, playersTable } from "../../report/evaluation-table.ts";
import { formatCount, formatScore } from "../../report/numbers.ts";
import { renderTable } from "../../report/table.ts";
import { verdict } from "../../report/verdict.ts";
import { wrapText } from "../../report/wrap.ts";
import type { Io } from "../io.ts";
import type { Experiment } from "./experiment.ts";
import { nextSteps } from "./next-steps.ts";
import { reachedAfter, solvedTasks, summarizeSeeds } from "./seeds-summary.ts";
import type { Trained } from "./trained.ts";

const CURVE_HEIGHT = 10;

/** Says what is going to be trained. */
export function printTitle(io: Io, experiment: Experiment, env: Env): void {
  const { agent, suite, episodes, seeds, discount, options, evaluationOptions } = experiment;
  const tasks = env.taskIds.length;
  const seed = seeds.length === 1 ? `seed ${seeds[0]}` : `${seeds.length} seeds`;
  const title = `${agent} on ${suite}: ${tasks} ${tasks === 1 ? "task" : "tasks"}, ${formatCount(episodes)} episodes, ${seed}`;
  const facts = [
    `actions ${options["actions"]} (${env.actionSpace.size})`,
    `encoder ${options["encoder"]}`,
    `mask ${maskWords(options["mask"], options["bootstrapMask"], evaluationOptions["mask"])}`,
    `reward ${options["reward"]}`,
    `γ ${discount}`,
    `budget ${options["budget"]}`,
  ];
  io.out(`${io.style.bold(title)}\n${wrapText(facts.join(" · "), io.width)}\n`);
  for (const warning of env.metadata.warnings ?? []) io.out(`${io.style.bad(`Warning: ${warning}.`)}\n`);
  io.out("\n");
}

function maskWords(behaviour: unknown, bootstrap: unknown, evaluation: unknown): string {
  const bootstrapped = bootstrap === undefined || bootstrap === behaviour ? "" : ` (bootstrap ${bootstrap})`;
  const evaluated = evaluation === behaviour ? "" : `, evaluated with ${evaluation}`;
  return `${behaviour}${bootstrapped}${evaluated}`;
}

/** Prints curve, tables and what to try next for one run. */
export function printTrained(io: Io, run: Trained, saved: readonly string[]): void {
  const { manifest, evaluation, anchors, agent, result } = run;
  const { style, width } = io;
  printCurve(io, result.curve);
  io.out(`${evaluationTable(evaluation, agent.discount, style)}\n\n`);
  io.out(`${style.bold("Greedy actions")}\n${actionLines(evaluation, width)}\n\n`);
  io.out(`${style.bold("Raw score beside scripted players")}\n${playersTable([evaluation, ...anchors], style)}\n\n`);
  const reference = anchors.find(({ player }) => player === "heuristic");
  if (reference !== undefined) {
    io.out(`${wrapText(verdict({ evaluation, reference, discount: agent.discount }), width)}\n`);
  }
  io.out(`${wrapText(DETERMINISTIC, width)}\n`);
  printSaved(io, saved);
  io.out(`\n${nextSteps(manifest, style)}`);
}

const DETERMINISTIC =
  "These are the tasks it was trained on, and nothing in them is random: one greedy episode each is exact. Repeats count over seeds: --seeds 0..19.";

function printCurve(io: Io, curve: Trained["result"]["curve"]): void {
  const points = curve.map(({ episodes, greedyRaw }) => ({ x: episodes, y: greedyRaw }));
  const options = { points, width: Math.min(80, io.width), height: CURVE_HEIGHT, min: 0, max: 1, unit: "episodes" };
  io.out(`${io.style.bold("Greedy raw score, mean over tasks")}\n${drawCurve(options)}\n\n`);
}

function printSaved(io: Io, saved: readonly string[]): void {
  for (const folder of saved) io.out(`Saved in ${folder}\n`);
}

/** Prints a row for each seed and a line over all of them. */
export function printSeeds(io: Io, runs: readonly Trained[], saved: readonly string[]): void {
  const tasks = runs[0]?.evaluation.tasks.length ?? 0;
  const right = "right" as const;
  const columns = [
    { title: "seed", align: right },
    { title: "mean raw", align: right },
    { title: "mean return", align: right },
    { title: "tasks at raw 1.00", align: right },
    { title: "final score first seen after", align: right },
  ];
  const rows = runs.map((run) => [
    String(run.manifest.seed),
    formatScore(run.evaluation.mean.rawScore),
    formatScore(run.evaluation.mean.return),
    `${solvedTasks(run)} of ${tasks}`,
    `${formatCount(reachedAfter(run) ?? 0)} episodes`,
  ]);
  io.out(`${renderTable({ columns, rows, style: io.style })}\n\n${summaryLine(runs)}\n`);
  printSaved(io, saved);
}

function summaryLine(runs: readonly Trained[]): string {
  const { seeds, solvedSeeds, rawScore } = summarizeSeeds(runs);
  const spread = `mean raw ${rawScore.mean.toFixed(3)} (min ${formatScore(rawScore.min)})`;
  return `${solvedSeeds} of ${seeds.length} seeds reach raw 1.00 on every task; ${spread}`;
}
