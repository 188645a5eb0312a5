import type { Env } from "../core/env.ts";
import type { JsonObject } from "../core/json.ts";
import { actionLines, evaluationTable, playersTable } from "../report/evaluation-table.ts";
import { verdict } from "../report/verdict.ts";
import { wrapText } from "../report/wrap.ts";
import type { Evaluation } from "../training/evaluate.ts";
import type { Io } from "./io.ts";

/** A player's evaluation and scripted players beside it. */
export interface EvaluationReport {
  readonly evaluation: Evaluation;
  readonly anchors: readonly Evaluation[];
  /** γ of the discounted returns. */
  readonly discount: number;
  /** Whether it learned what it does, so that it makes sense to say what it failed to learn. */
  readonly learned: boolean;
}

/** Prints the table per task, the actions taken, the players beside one another and a verdict. */
export function printEvaluation(io: Io, { evaluation, anchors, discount, learned }: EvaluationReport): void {
  const { style, width } = io;
  io.out(`${evaluationTable(evaluation, discount, style)}\n\n`);
  io.out(`${style.bold(actionsTitle(evaluation))}\n${actionLines(evaluation, width)}\n\n`);
  io.out(`${style.bold("Raw score beside scripted players")}\n`);
  io.out(`${playersTable([evaluation, ...anchors], style)}\n\n`);
  const reference = anchors.find(({ player }) => player === "heuristic");
  if (learned && reference !== undefined)
    io.out(`${wrapText(verdict({ evaluation, reference, discount }), width)}\n`);
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
