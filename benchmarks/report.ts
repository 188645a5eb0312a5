import { BUDGETS, type Budget, NOTES } from "./budgets.ts";
import type { Circumstances } from "./circumstances.ts";
import type { Growth } from "./growth/growth.ts";
import { plotGrowth } from "./growth/plot.ts";
import type { Spread } from "./serving/statistics.ts";
import { digits, type Measured, type Spreads } from "./spreads.ts";

/** How a run was made. */
export interface RunCircumstances extends Circumstances {
  readonly quick: boolean;
}

/** A budget beside what was measured. */
export interface BudgetResult {
  readonly measured: number;
  readonly bound: string;
  readonly met: boolean;
}

/** A run of the benchmarks; a name is absent where what it is measured against is not installed. */
export interface BenchReport extends RunCircumstances {
  readonly schema: "supportdesk.bench/1";
  /** Medians of the ratios and exponents that are compared between runs. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly spreads: Spreads;
  readonly budgets: Readonly<Record<string, BudgetResult>>;
  /** How costs grew, by the name of the exponent. */
  readonly growth: Readonly<Record<string, Growth>>;
}

/** What may be left of a ratio of the baseline, so that noise does not count as a loss. */
const KEPT = 0.7;

/** Puts measurements beside their budgets. */
export function buildReport(
  circumstances: RunCircumstances,
  { spreads, growth = {} }: Measured,
): BenchReport {
  const measured = Object.entries(BUDGETS).filter(([name]) => spreads[name] !== undefined);
  const medianOf = (name: string): number => spreads[name]?.median ?? Number.NaN;
  const ratios = measured.filter(([, { isPure }]) => isPure).map(([name]) => [name, medianOf(name)]);
  const budgets = measured.map(([name, budget]) => [name, resultOf(budget, medianOf(name))]);
  return {
    schema: "supportdesk.bench/1",
    ...circumstances,
    ratios: Object.fromEntries(ratios),
    spreads,
    budgets: Object.fromEntries(budgets),
    growth,
  };
}

function resultOf({ least, most }: Budget, measured: number): BudgetResult {
  if (least !== undefined) return { measured, bound: `>= ${digits(least)}`, met: measured >= least };
  return { measured, bound: `<= ${digits(most ?? 0)}`, met: most !== undefined && measured <= most };
}

/** What a run lost against a baseline: one line for each ratio that is more than 30 % worse. */
export function lossesAgainst(baseline: Pick<BenchReport, "ratios">, report: BenchReport): string[] {
  return Object.entries(baseline.ratios).flatMap(([name, before]) => {
    const now = report.ratios[name];
    if (now === undefined) return [];
    const kept = BUDGETS[name]?.most === undefined ? now / before : before / now;
    return kept >= KEPT ? [] : [`${name} was ${digits(before)} and is ${digits(now)}.`];
  });
}

/** A run as a Markdown table, with the circumstances in front and drawings of how costs grew behind. */
export function toMarkdown(report: BenchReport): string {
  const { machine, node, commit, load, growth } = report;
  const loads = load.map((each) => each.toFixed(1)).join(" ");
  const where = `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${node}`;
  const how = `commit ${commit}, load ${loads}${report.quick ? ", quick" : ""}`;
  const drawings = Object.values(growth).flatMap((each) => ["", "```text", plotGrowth(each), "```"]);
  return [`${where}, ${how}`, "", ...tableOf(report), ...drawings].join("\n");
}

function tableOf({ spreads, budgets }: BenchReport): string[] {
  const rows = Object.entries(budgets).map(([name, { bound, met }]) => {
    return [BUDGETS[name]?.what ?? name, ...cellsOf(spreads[name]), bound, met ? "yes" : "**no**"];
  });
  const others = Object.keys(spreads).filter((name) => budgets[name] === undefined);
  const notes = others.map((name) => [NOTES[name] ?? name, ...cellsOf(spreads[name]), "", ""]);
  const lines = [["measure", "median", "least", "greatest", "budget", "met"], [...LINE], ...rows, ...notes];
  return lines.map((cells) => `| ${cells.join(" | ")} |`);
}

const LINE = ["---", "---:", "---:", "---:", "---:", "---"] as const;

function cellsOf(spread: Spread | undefined): string[] {
  return spread === undefined ? ["", "", ""] : [spread.median, spread.min, spread.max].map(digits);
}
