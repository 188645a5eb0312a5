import type { Hyperparameters } from "../core/agent-registry.ts";
import type { CurvePoint } from "../training/callbacks.ts";
import { type ComparedEvaluation, knownTasks } from "./compared.ts";
import {
  type Arrival,
  areaUnderCurve,
  censoredMedian,
  interquartileMean,
  mean,
  timeToThreshold,
} from "./comparison-statistics.ts";
import type { Point } from "./curve.ts";
import type { TrainingRegret } from "./regret.ts";

/** A point of the learning curve of a run. */
export type ComparedPoint = Pick<CurvePoint, "episodes" | "steps" | "greedyRaw">;

/** One trained seed of an agent that is compared. */
export interface ComparedRun {
  readonly seed: number;
  /** Training steps taken. */
  readonly steps: number;
  /** The agent before its training, then the points of the run. */
  readonly curve: readonly ComparedPoint[];
  /** Greedy play after the training, at the γ that all agents are compared at. */
  readonly evaluation: ComparedEvaluation;
  /** What the training cost; `null` where the optimum is not known. */
  readonly regret: TrainingRegret | null;
}

/** An agent that is compared: all of its seeds. */
export interface ComparedAgent {
  readonly name: string;
  /** Kind of method. */
  readonly family: string;
  /** Where it was trained. */
  readonly envId: string;
  /** γ that it learned with. */
  readonly discount: number;
  readonly hyperparameters: Hyperparameters;
  /** At least one. */
  readonly runs: readonly ComparedRun[];
}

/** How the seeds of an agent turned out. */
export interface ComparisonSummary {
  /** Final greedy raw score. */
  readonly rawScore: {
    /** Over seeds and tasks. */
    readonly mean: number;
    /** Interquartile mean over all seeds and tasks together. */
    readonly iqm: number;
    /** Mean over tasks of the worst seed. */
    readonly min: number;
  };
  /** Mean undiscounted greedy return. */
  readonly return: number;
  /** Seeds that end with raw 1.00 on every task. */
  readonly solvedSeeds: number;
  readonly episodesToThreshold: {
    /** Over seeds, those that never get there being later than all others; `null` where it falls among them. */
    readonly median: number | null;
    /** Seeds that never get there. */
    readonly never: number;
  };
  /** Mean over seeds of the mean height of the learning curve, in [0, 1]. */
  readonly areaUnderCurve: number;
  /** Mean length of the greedy episodes. */
  readonly steps: number;
  /** Mean distance to the optimal return, at the γ of the comparison; `null` where the optimum is not known. */
  readonly gap: number | null;
  /** The same on each task, in their order. */
  readonly gaps: readonly number[] | null;
  /** Mean over seeds of what a training episode earned less than an optimal one; `null` where that is not known. */
  readonly regretPerEpisode: number | null;
}

const SOLVED = 1 - 1e-9;

/** The learning curve of a run as points. */
export function pointsOf({ curve }: Pick<ComparedRun, "curve">): readonly Point[] {
  return curve.map(({ episodes, greedyRaw }) => ({ x: episodes, y: greedyRaw }));
}

/** The mean learning curve of runs that were evaluated after the same episodes. */
export function meanPoints(runs: readonly ComparedRun[]): readonly Point[] {
  const [first = []] = runs.map(pointsOf);
  return first.map(({ x }, index) => {
    const scores = runs.map(({ curve }) => curve[index]?.greedyRaw ?? null).filter((score) => score !== null);
    return { x, y: scores.length === runs.length ? mean(scores) : null };
  });
}

/** The mean distance of an evaluation to the optimal return; `null` where that is not known of every task. */
export function meanGap(evaluation: ComparedEvaluation): number | null {
  const tasks = knownTasks(evaluation);
  return tasks === undefined ? null : mean(tasks.map(({ gap }) => gap));
}

/** The distance to the optimal return on each task, as means over evaluations; `null` where one is not known. */
export function meanGaps(evaluations: readonly ComparedEvaluation[]): readonly number[] | null {
  const known = evaluations.map(knownTasks).filter((tasks) => tasks !== undefined);
  if (known.length < evaluations.length) return null;
  const [first = []] = known;
  return first.map((_, task) => mean(known.map((tasks) => tasks[task]?.gap ?? 0)));
}

/** Sums up the seeds of an agent. */
export function summarizeComparison(runs: readonly ComparedRun[], arrival: Arrival): ComparisonSummary {
  const evaluations = runs.map(({ evaluation }) => evaluation);
  const scores = evaluations.map(({ tasks }) => tasks.map(({ rawScore }) => rawScore ?? 0));
  const means = scores.map(mean);
  const times = runs.map((run) => timeToThreshold(pointsOf(run), arrival));
  const gaps = evaluations.map(meanGap).filter((gap) => gap !== null);
  const regrets = runs.flatMap(({ regret }) => (regret === null ? [] : [regret.perEpisode]));
  return {
    rawScore: { mean: mean(means), iqm: interquartileMean(scores.flat()), min: Math.min(...means) },
    return: mean(evaluations.map((evaluation) => evaluation.mean.return)),
    solvedSeeds: scores.filter((each) => each.every((score) => score >= SOLVED)).length,
    episodesToThreshold: {
      median: censoredMedian(times),
      never: times.filter((time) => time === null).length,
    },
    areaUnderCurve: mean(runs.map((run) => areaUnderCurve(pointsOf(run)))),
    steps: mean(evaluations.map((evaluation) => evaluation.mean.steps)),
    gap: gaps.length === runs.length ? mean(gaps) : null,
    gaps: meanGaps(evaluations),
    regretPerEpisode: regrets.length === runs.length ? mean(regrets) : null,
  };
}

/** An agent with the summary of its seeds. */
export interface SummarizedAgent extends ComparedAgent {
  readonly summary: ComparisonSummary;
}

const ORDER: readonly ((summary: ComparisonSummary) => number)[] = [
  ({ rawScore }) => rawScore.mean,
  ({ solvedSeeds }) => solvedSeeds,
  ({ areaUnderCurve: area }) => area,
];

/** Agents from best to worst: by final mean raw score, then solved seeds, then area under the curve, else as given. */
export function ranked<Agent extends Pick<SummarizedAgent, "summary">>(
  agents: readonly Agent[],
): readonly Agent[] {
  return agents.toSorted((a, b) => {
    const differences = ORDER.map((read) => read(b.summary) - read(a.summary));
    return differences.find((difference) => Math.abs(difference) > 1e-9) ?? 0;
  });
}
