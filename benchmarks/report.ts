import type { Spread } from "./serving/statistics.ts";
import { digits } from "./spreads.ts";

/** Measurements by name. */
export type Spreads = Readonly<Record<string, Spread>>;

/** Where and when was measured. */
export interface Circumstances {
  readonly machine: { readonly platform: string; readonly cpu: string; readonly cores: number };
  readonly node: string;
  /** Short hash, with `+` where files have changed since. */
  readonly commit: string;
  /** Load averages of 1, 5 and 15 minutes before the run. */
  readonly load: readonly number[];
  readonly quick: boolean;
}

/** A budget beside what was measured. */
export interface BudgetResult {
  readonly measured: number;
  readonly bound: string;
  readonly met: boolean;
}

/** A run of the benchmarks; a name is absent where what it is measured against is not installed. */
export interface BenchReport extends Circumstances {
  readonly schema: "supportdesk.bench/1";
  /** Medians of the ratios that are compared between runs. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly spreads: Spreads;
  readonly budgets: Readonly<Record<string, BudgetResult>>;
}

interface Budget {
  readonly what: string;
  readonly least?: number;
  readonly most?: number;
  /** Compared with the baseline: what is measured on both sides suffers from a slow machine alike. */
  readonly isRatio: boolean;
}

const BUDGETS: Readonly<Record<string, Budget>> = {
  compiledOverC: { what: "compiled Q-learning / the same in C", least: 0.5, isRatio: true },
  compiledOverInterpreted: { what: "compiled Q-learning / step by step", least: 20, isRatio: true },
  interpretedOverPython: { what: "Q-learning step by step / plain Python", least: 12, isRatio: true },
  interpretedStepsPerSecond: {
    what: "Q-learning step by step, steps per CPU second",
    least: 1e6,
    isRatio: false,
  },
  taxiRatio: { what: "Q-learning step by step / Taxi loop of Gymnasium", least: 5, isRatio: true },
  structuredOverPython: { what: "structured steps / Python with deep copies", least: 15, isRatio: true },
  checkedOverUnchecked: { what: 'steps with `checked: "first"` / "off"', least: 0.95, isRatio: true },
  wrapperOverhead: { what: "a step in the slowest wrapper / without", most: 1.1, isRatio: true },
  solveMinimalSeconds: { what: "exact optimum, minimal library, seconds", most: 1, isRatio: false },
  solveStandardSeconds: { what: "exact optimum, standard library, seconds", most: 10, isRatio: false },
};

/** What may be left of a ratio of the baseline, so that noise does not count as a loss. */
const KEPT = 0.7;

/** Puts measurements beside their budgets. */
export function buildReport(circumstances: Circumstances, spreads: Spreads): BenchReport {
  const measured = Object.entries(BUDGETS).filter(([name]) => spreads[name] !== undefined);
  const medianOf = (name: string): number => spreads[name]?.median ?? Number.NaN;
  const ratios = measured.filter(([, { isRatio }]) => isRatio).map(([name]) => [name, medianOf(name)]);
  const budgets = measured.map(([name, budget]) => [name, resultOf(budget, medianOf(name))]);
  return {
    schema: "supportdesk.bench/1",
    ...circumstances,
    ratios: Object.fromEntries(ratios),
    spreads,
    budgets: Object.fromEntries(budgets),
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

/** A run as a Markdown table, with the circumstances in front. */
export function toMarkdown(report: BenchReport): string {
  const { machine, node, commit, load, spreads, budgets } = report;
  const loads = load.map((each) => each.toFixed(1)).join(" ");
  const rows = Object.entries(budgets).map(([name, { bound, met }]) => {
    return [BUDGETS[name]?.what ?? name, ...cellsOf(spreads[name]), bound, met ? "yes" : "**no**"];
  });
  const others = Object.keys(spreads).filter((name) => budgets[name] === undefined);
  const notes = others.map((name) => [name, ...cellsOf(spreads[name]), "", ""]);
  const lines = [["measure", "median", "least", "greatest", "budget", "met"], [...LINE], ...rows, ...notes];
  const where = `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${node}`;
  const how = `commit ${commit}, load ${loads}${report.quick ? ", quick" : ""}`;
  return [`${where}, ${how}`, "", ...lines.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
}

const LINE = ["---", "---:", "---:", "---:", "---:", "---"] as const;

function cellsOf(spread: Spread | undefined): string[] {
  return spread === undefined ? ["", "", ""] : [spread.median, spread.min, spread.max].map(digits);
}
