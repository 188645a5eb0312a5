import "../registrations.ts";
import { writeFileSync } from "node:fs";
import { GymError } from "../../core/errors.ts";
import { wrapText } from "../../report/wrap.ts";
import { checkWritable, isTaken, writeAside } from "../../runs/write-aside.ts";
import { type Evaluation, evaluate, evaluateBeside } from "../../training/evaluate.ts";
import { Recorder } from "../../wrappers/trace/recorder.ts";
import type { EvaluateFlags } from "../commands/evaluate.ts";
import { blameUsage } from "../errors.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { type EvaluationReport, printEvaluation, printWarnings, settingWords } from "../print-evaluation.ts";
import { besideOptimum } from "../solve/compare.ts";
import { MAX_STATES } from "../solve/optima.ts";
import { type Contestant, findContestant } from "./contestant.ts";
import { playsAsGiven, type TraceRow, traceRows } from "./trace-rows.ts";

const ANCHORS = ["random", "do-nothing", "heuristic"];
const MANY = 100;

/** Carries out `evaluate`. @throws {GymError} If a flag or the file is wrong. */
export function runEvaluate(file: string | undefined, flags: EvaluateFlags, io: Io): void {
  const contestant = findContestant(file, flags);
  const { player, env, spec, training, title } = contestant;
  const { trace, json = false } = flags;
  if (trace !== undefined) blameUsage(() => checkTrace(trace));
  printWarnings(io, env, json ? io.error : io.out);
  const { rows, ...report } = evaluateContestant(contestant, flags);
  if (trace !== undefined) writeTrace(trace, rows);
  const { evaluation, anchors, note } = report;
  if (json) {
    const who = { name: player.name, training };
    const document = { schema: "supportdesk.evaluate/1", player: who, spec, evaluation, anchors };
    printJson(io, { ...document, ...(note !== undefined && { note }) });
    return;
  }
  const facts = settingWords(env, spec.kwargs).join(" · ");
  io.out(`${io.style.bold(title)}\n${wrapText(facts, io.width)}\n\n`);
  printEvaluation(io, report);
  if (trace !== undefined) io.out(`Wrote ${rows.length} steps to ${trace}\n`);
}

interface Evaluated extends EvaluationReport {
  readonly rows: readonly TraceRow[];
}

function evaluateContestant(contestant: Contestant, flags: EvaluateFlags): Evaluated {
  const { player, env, discount } = contestant;
  const { trace, maxStates = MAX_STATES } = flags;
  const seeds = seedsFor(contestant, flags);
  const options = { agent: player, discount, ...(seeds !== undefined && { seeds }) };
  const lines: string[] = [];
  const played = trace === undefined ? evaluate({ ...options, env }) : record(contestant, options, lines);
  return {
    ...besideOptimum({ env, player, evaluation: played }, { discount, maxStates }),
    anchors: anchorsBeside(contestant, options),
    discount,
    learned: "learn" in player,
    rows: traceRows(lines),
  };
}

/** Evaluates the player in the environment it acts on, under a recorder. */
function record({ player, env }: Contestant, options: EvaluateSettings, lines: string[]): Evaluation {
  const played = "plays" in player && player.plays === "unwrapped" ? env.unwrapped : env;
  const recorder = new Recorder(played, { sink: (line) => void lines.push(line) });
  return evaluate({ ...options, agent: playsAsGiven(player), env: recorder });
}

interface EvaluateSettings {
  readonly discount: number;
  readonly seeds?: readonly number[];
}

/** Every scripted player but the contestant, with its seeds and discount. */
function anchorsBeside({ env, player }: Contestant, options: EvaluateSettings): readonly Evaluation[] {
  const anchors = ANCHORS.filter((name) => name !== player.name);
  return evaluateBeside({ ...options, env, agent: player, anchors }).slice(1);
}

function seedsFor(
  { player, env }: Contestant,
  { seed, episodes }: EvaluateFlags,
): readonly number[] | undefined {
  if (seed === undefined && episodes === undefined) return undefined;
  const random = env.metadata.stochastic || ("stochastic" in player && player.stochastic);
  const count = episodes ?? (random ? MANY : 1);
  return Array.from({ length: count }, (_, index) => (seed ?? 0) + index);
}

function checkTrace(path: string): void {
  if (isTaken(path)) {
    throw new GymError("FILE_EXISTS", `"${path}" exists already: choose another --trace or remove it first.`);
  }
  checkWritable(path);
}

function writeTrace(path: string, rows: readonly TraceRow[]): void {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  writeAside(path, (temporary) => writeFileSync(temporary, text));
}
