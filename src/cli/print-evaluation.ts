import type { Env } from "../core/env.ts";
import type { JsonObject } from "../core/json.ts";
import type { ComparedEvaluation } from "../report/compared.ts";
import { actionLines, evaluationTable, playersTable } from "../report/evaluation-table.ts";
import { isPerfect, optimumVerdict } from "../report/optimum-verdict.ts";
import { verdict } from "../report/verdict.ts";
import { wrapText } from "../report/wrap.ts";
import type { Evaluation } from "../training/evaluate.ts";
import type { Io } from "./io.ts";

/** A player's evaluation and scripted players beside it. */
export interface EvaluationReport {
  readonly evaluation: ComparedEvaluation;
  readonly anchors: readonly Evaluation[];
  /** γ of the discounted returns. */
  readonly discount: number;
  /** Whether it learned what it does, so that it makes sense to say what it failed to learn. */
  readonly learned: boolean;
  /** Why the optimum is not beside it, where it is not. */
  readonly note?: string;
}

/** Prints the table per task, the actions taken, the players beside one another and a verdict. */
export function printEvaluation(io: Io, report: EvaluationReport): void {
  const { evaluation, anchors, discount } = report;
  const { style, width } = io;
  io.out(`${evaluationTable(evaluation, discount, style)}\n\n`);
  io.out(`${style.bold(actionsTitle(evaluation))}\n${actionLines(evaluation, width)}\n\n`);
  io.out(`${style.bold("Raw score beside scripted players")}\n`);
  io.out(`${playersTable([evaluation, ...anchors], style, discount)}\n\n`);
  for (const words of closingWords(report)) io.out(`${wrapText(words, width)}\n`);
}

function closingWords({
  evaluation,
  anchors,
  discount,
  learned,
  note = "",
}: EvaluationReport): readonly string[] {
  const reference = anchors.find(({ player }) => player === "heuristic");
  const isJudged = learned && reference !== undefined && !isPerfect(evaluation);
  return [
    optimumVerdict(evaluation, discount),
    isJudged ? verdict({ evaluation, reference, discount }) : "",
    note,
  ].filter((words) => words !== "");
}

function actionsTitle({ episodes }: Evaluation): string {
  return episodes === 1 ? "Actions" : `Actions of the first of ${episodes} episodes`;
}

/** Prints what a reader of scores must know. */
export function printWarnings(io: Io, env: Env, print: (text: string) => void = io.out): void {
  for (const warning of env.metadata.warnings ?? []) print(`${io.style.bad(`Warning: ${warning}.`)}\n`);
}

/** What a player meets, in a few words: library, encoder, mask, reward, budget, and wrappers from the inside out. */
export function settingWords(env: Env, options: JsonObject): readonly string[] {
  return [
    `actions ${options["actions"] ?? "minimal"} (${env.actionSpace.size})`,
    `encoder ${options["encoder"] ?? "compact"}`,
    `mask ${options["mask"] ?? "once"}`,
    `reward ${options["reward"] ?? "delta"}`,
    `budget ${options["budget"] ?? "terminal"}`,
    ...(env.spec?.wrappers ?? []).map(({ name }) => `in ${name}`),
  ];
}
