import type { Trained } from "./trained.ts";

const ALMOST = 1e-9;

/** How the runs of several seeds turned out. */
export interface SeedsSummary {
  readonly seeds: readonly number[];
  /** Seeds that reach raw 1.00 on every task. */
  readonly solvedSeeds: number;
  readonly rawScore: Spread;
  readonly return: Spread;
}

/** Mean and extremes over seeds of a mean over tasks. */
export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** Tasks that a run ends with raw 1.00. */
export function solvedTasks({ evaluation }: Trained): number {
  return evaluation.tasks.filter(({ rawScore }) => (rawScore ?? 0) >= 1 - ALMOST).length;
}

/** Episodes until the greedy raw score was first as good as it is in the end; `null` where there are no scores. */
export function reachedAfter({ result: { curve } }: Trained): number | null {
  const final = curve.at(-1)?.greedyRaw ?? null;
  if (final === null) return null;
  return curve.find(({ greedyRaw }) => greedyRaw !== null && greedyRaw >= final - ALMOST)?.episodes ?? null;
}

/** Sums up the runs of several seeds. */
export function summarizeSeeds(runs: readonly Trained[]): SeedsSummary {
  return {
    seeds: runs.map(({ manifest }) => manifest.seed),
    solvedSeeds: runs.filter((run) => solvedTasks(run) === run.evaluation.tasks.length).length,
    rawScore: spread(runs.map(({ evaluation }) => evaluation.mean.rawScore ?? 0)),
    return: spread(runs.map(({ evaluation }) => evaluation.mean.return)),
  };
}

function spread(values: readonly number[]): Spread {
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    min: Math.min(...values),
    max: Math.max(...values),
  };
}
