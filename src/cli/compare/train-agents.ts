import type { Agent } from "../../core/agent.ts";
import type { Env } from "../../core/env.ts";
import type { ComparedAgent, ComparedPoint, ComparedRun } from "../../report/comparison.ts";
import { formatCount } from "../../report/numbers.ts";
import type { Manifest } from "../../runs/index.ts";
import type { TrainingResult } from "../../training/callbacks.ts";
import { evaluate } from "../../training/evaluate.ts";
import { createTraining } from "../../training/train.ts";
import type { Io } from "../io.ts";
import { regretIn } from "../solve/regret.ts";
import { type Interrupts, watchInterrupts } from "../train/interrupts.ts";
import { inPortions } from "../train/portions.ts";
import { startProgress } from "../train/progress.ts";
import { createSetup } from "../train/setup.ts";
import { type Anchors, measure, playAnchors } from "./judge.ts";
import type { ComparisonPlan, PlannedAgent } from "./plan.ts";

/** What was compared under one mask. */
export interface Comparison {
  readonly plan: ComparisonPlan;
  readonly agents: readonly ComparedAgent[];
  readonly anchors: Anchors;
}

/** Who watches runs while they are trained. */
interface Watchers {
  readonly interrupts: Interrupts;
  /** Told how many more episodes have ended. */
  readonly onEpisodes: (count: number) => void;
}

/**
 * Trains every agent of every plan on every seed, one after the other.
 * @returns A comparison for each plan.
 * @throws {InterruptedError} If the process was asked to stop.
 */
export async function trainAgents(plans: readonly ComparisonPlan[], io: Io): Promise<readonly Comparison[]> {
  const manifests = plans.flatMap(({ agents }) => agents.flatMap((agent) => agent.manifests));
  const total = manifests.reduce((sum, { episodes }) => sum + episodes, 0);
  const progress = await startProgress(io, total);
  const interrupts = watchInterrupts();
  let ended = 0;
  const onEpisodes = (count: number): void => {
    ended += count;
    progress?.update(ended);
  };
  try {
    const comparisons: Comparison[] = [];
    for (const plan of plans) comparisons.push(await compareIn(plan, { interrupts, onEpisodes }));
    return comparisons;
  } finally {
    interrupts.stop();
    progress?.stop();
  }
}

async function compareIn(plan: ComparisonPlan, watchers: Watchers): Promise<Comparison> {
  const anchors = playAnchors(plan);
  const knowsOptimum = anchors.optimum !== null;
  const agents: ComparedAgent[] = [];
  for (const agent of plan.agents) {
    const runs: ComparedRun[] = [];
    for (const manifest of agent.manifests) {
      const trained = await trainSeed(manifest, watchers);
      const evaluation = measure(trained.agent, agent.measuredIn, { plan, knowsOptimum });
      const regret = knowsOptimum ? regretIn(trained.env, trained.result.curve, plan) : null;
      runs.push({ ...trained.run, evaluation, regret });
    }
    agents.push(described(agent, runs));
  }
  return { plan, agents, anchors };
}

interface TrainedSeed {
  readonly agent: Agent<unknown>;
  readonly run: Omit<ComparedRun, "evaluation" | "regret">;
  /** What each training episode earned. */
  readonly result: TrainingResult;
  readonly env: Env<unknown, number>;
}

/** Trains one seed exactly as `train` does. */
async function trainSeed(manifest: Manifest, { interrupts, onEpisodes }: Watchers): Promise<TrainedSeed> {
  const { seed, episodes, evaluation } = manifest;
  const { env, evaluationEnv, agent } = createSetup(manifest);
  const { seeds, tasks } = evaluation;
  const untrained = evaluate({ env: evaluationEnv, agent, seeds, tasks }).mean.rawScore;
  const run = createTraining<unknown>({
    ...{ env, evaluationEnv, agent, episodes, seed },
    ...{ evaluateEvery: evaluation.every, evaluationTasks: tasks, evaluationSeeds: seeds },
  });
  let ended = 0;
  await inPortions({
    advance: (steps) => run.advance(steps),
    onPortion: () => {
      onEpisodes(run.episodes - ended);
      ended = run.episodes;
      if (interrupts.isAsked) throw interrupts.error(farewell(manifest, ended));
    },
  });
  const result = run.finish();
  const { steps, curve } = result;
  const points = curve.map((point): ComparedPoint => {
    return { episodes: point.episodes, steps: point.steps, greedyRaw: point.greedyRaw };
  });
  const start = { episodes: 0, steps: 0, greedyRaw: untrained };
  return { agent, env, result, run: { seed, steps, curve: [start, ...points] } };
}

function farewell({ agent, seed, episodes }: Manifest, done: number): string {
  const place = `${agent.name}, seed ${seed}, after ${formatCount(done)} of ${formatCount(episodes)} episodes`;
  return `Interrupted in ${place}: nothing was kept; --seeds, --episodes or --agents make it shorter.`;
}

function described({ learner, manifests }: PlannedAgent, runs: readonly ComparedRun[]): ComparedAgent {
  const [first] = manifests;
  return {
    name: learner.name,
    family: learner.family,
    envId: first?.spec.id ?? "",
    discount: first?.evaluation.discount ?? 0,
    hyperparameters: first?.agent.hyperparameters ?? {},
    runs,
  };
}
