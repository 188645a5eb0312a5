import type { Env } from "../../core/env.ts";
import { exactCurve, learningCurve, meanCurve } from "../../report/learning-curve.ts";
import { formatCount, formatScore } from "../../report/numbers.ts";
import type { TrainingRegret } from "../../report/regret.ts";
import { type Column, renderTable } from "../../report/table.ts";
import { wrapText } from "../../report/wrap.ts";
import type { Manifest } from "../../runs/index.ts";
import type { CurvePoint } from "../../training/callbacks.ts";
import type { Io } from "../io.ts";
import { printEvaluation, printWarnings } from "../print-evaluation.ts";
import { nextSteps, savedSteps } from "./next-steps.ts";
import { reachedAfter, solvedTasks, summarizeSeeds } from "./seeds-summary.ts";
import type { Trained } from "./trained.ts";

const CURVE_WIDTH = 80;
const ALMOST = 1e-6;
const DETERMINISTIC =
  "These are the tasks it was trained on, and nothing in them is random: one greedy episode each is exact, and repeats are over seeds of the training (--seeds 0..19).";

/** Says what is going to be trained: the same but for the seed. */
export function printTitle(io: Io, manifests: readonly Manifest[], env: Env<unknown, number>): void {
  const [first] = manifests;
  if (first === undefined) return;
  const { agent, suite = first.spec.id, episodes, evaluation, spec } = first;
  const options = spec.kwargs;
  const count = env.taskIds.length;
  const seed = manifests.length === 1 ? `seed ${first.seed}` : `${manifests.length} seeds`;
  const tasks = `${count} ${count === 1 ? "task" : "tasks"}`;
  const title = `${agent.name} on ${suite}: ${tasks}, ${formatCount(episodes)} episodes, ${seed}`;
  const facts = [
    `actions ${options["actions"]} (${env.actionSpace.size})`,
    `encoder ${options["encoder"]}`,
    `mask ${maskWords(first)}`,
    `reward ${options["reward"]}`,
    `γ ${evaluation.discount}`,
    `budget ${options["budget"]}`,
  ];
  io.out(`${io.style.bold(title)}\n${wrapText(facts.join(" · "), io.width)}\n`);
  printWarnings(io, env);
  io.out("\n");
}

function maskWords({ spec, evaluation }: Manifest): string {
  const { mask, bootstrapMask = mask } = spec.kwargs;
  const evaluationMask = evaluation.spec?.kwargs["mask"] ?? mask;
  const bootstrapped = bootstrapMask === mask ? "" : ` (bootstrap ${bootstrapMask})`;
  const evaluated = evaluationMask === mask ? "" : `, evaluated with ${evaluationMask}`;
  return `${mask}${bootstrapped}${evaluated}`;
}

/** Prints curve, tables and what to try next for one run. */
export function printTrained(io: Io, run: Trained, saved: readonly string[]): void {
  const { manifest, evaluation, anchors, note, agent, result } = run;
  const curve = [startOf(run), ...result.curve];
  const exact = exactCurve(curve);
  const title = "raw score, mean over tasks";
  if (exact === undefined) printCurve(io, `Greedy ${title}`, curve);
  else printCurve(io, `Exact greedy ${title}`, exact);
  if (result.episodes < manifest.episodes) {
    io.out(
      `Stopped early, after ${formatCount(result.episodes)} of ${formatCount(manifest.episodes)} episodes.\n\n`,
    );
  }
  const report = { evaluation, anchors, discount: agent.discount, learned: true };
  printEvaluation(io, { ...report, ...(note !== undefined && { note }) });
  if (run.regret !== null) io.out(`${wrapText(regretLine(result.episodes, run.regret), io.width)}\n`);
  io.out(`${wrapText(DETERMINISTIC, io.width)}\n\n`);
  io.out(saved.length === 0 ? nextSteps(manifest, io.style) : savedSteps(saved, manifest, io.style));
}

function regretLine(episodes: number, { total, perEpisode }: TrainingRegret): string {
  const less = `${formatCount(total)} less than optimal ones, ${formatScore(perEpisode)} each`;
  return `Regret: the ${formatCount(episodes)} training episodes earned ${less}, exploration included.`;
}

function startOf({ untrained, exactUntrained }: Trained): CurvePoint {
  const start = { episodes: 0, steps: 0, trainReturn: 0, greedyRaw: untrained };
  return exactUntrained === undefined ? start : { ...start, exactGreedyRaw: exactUntrained };
}

function printCurve(io: Io, title: string, curve: readonly CurvePoint[]): void {
  const drawing = learningCurve(curve, Math.min(CURVE_WIDTH, io.width));
  io.out(`${io.style.bold(title)}\n${drawing}\n\n`);
}

const RIGHT = "right" as const;
const SEED_COLUMNS: readonly Column[] = [
  { title: "seed", align: RIGHT },
  { title: "mean raw", align: RIGHT },
  { title: "mean return", align: RIGHT },
  { title: "tasks at raw 1.00", align: RIGHT },
  { title: "final score first reached after", align: RIGHT },
];

/** Prints the mean curve, a row for each seed and a line over all of them. */
export function printSeeds(io: Io, runs: readonly Trained[], saved: readonly string[]): void {
  const rows = runs.map((run) => [
    String(run.manifest.seed),
    formatScore(run.evaluation.mean.rawScore),
    formatScore(run.evaluation.mean.return),
    `${solvedTasks(run)} of ${run.evaluation.tasks.length}`,
    `${formatCount(reachedAfter(run) ?? 0)} episodes`,
  ]);
  const curves = runs.map(({ result }) => result.curve);
  const exact = curves.map(exactCurve).filter((curve) => curve !== undefined);
  const title = "raw score, mean over tasks and seeds";
  if (exact.length < curves.length) printCurve(io, `Greedy ${title}`, meanCurve(curves));
  else printCurve(io, `Exact greedy ${title}`, meanCurve(exact));
  io.out(`${renderTable({ columns: SEED_COLUMNS, rows, style: io.style })}\n\n`);
  io.out(`${io.style.bold(summaryLine(runs))}\n`);
  const [first] = runs;
  if (first !== undefined && saved.length > 0) io.out(`\n${savedSteps(saved, first.manifest, io.style)}`);
}

function summaryLine(runs: readonly Trained[]): string {
  const { seeds, solvedSeeds, rawScore } = summarizeSeeds(runs);
  const spread = `mean raw ${thousandths(rawScore.mean)} (min ${thousandths(rawScore.min)})`;
  return `${solvedSeeds} of ${seeds.length} seeds reach raw 1.00 on every task; ${spread}`;
}

/** Three decimals, never rounded up. */
function thousandths(value: number): string {
  return (Math.floor(value * 1000 + ALMOST) / 1000).toFixed(3);
}
