import type { Agent } from "../../core/agent.ts";
import type { AgentFileContent } from "../../runs/agent-file.ts";
import type { FoundRun } from "../../runs/find-runs.ts";
import type { Manifest } from "../../runs/index.ts";
import { LiveRun } from "../../runs/live-run.ts";
import { type BestAgent, bestAgent } from "../../training/callbacks/best-agent.ts";
import { monitor } from "../../training/callbacks/monitor.ts";
import type { TrainingCallback } from "../../training/callbacks.ts";
import { createTraining, resumeTraining } from "../../training/train.ts";
import type { TrainingRun } from "../../training/training-run.ts";
import { ExactCurve } from "../solve/exact-curve.ts";
import { Checkpoints } from "./checkpoints.ts";
import type { Interrupts } from "./interrupts.ts";
import { inPortions } from "./portions.ts";
import { createSetup, type Setup } from "./setup.ts";
import { stoppingCallbacks } from "./stopping.ts";
import { traceSteps } from "./trace-steps.ts";
import { judge, type Trained } from "./trained.ts";

/** A run that is to be trained, or gone on with. */
export interface RunToTrain {
  readonly manifest: Manifest;
  /** Where it is kept; without it nothing is. */
  readonly folder?: string;
  /** Where it goes on. */
  readonly checkpoint?: FoundRun["checkpoint"];
}

/** Who watches a run while it is trained. */
export interface Watchers {
  readonly interrupts: Interrupts;
  /** Told at the end why a run went step by step, one sentence; `undefined` where it went on compiled arrays. */
  readonly onPath: (stepByStepReason: string | undefined) => void;
  /** Told after each portion how many episodes have ended. */
  readonly onProgress: (episodes: number) => void;
  /** The line that ends a run that was interrupted after so many episodes. */
  readonly farewell: (episodes: number) => string;
}

/**
 * Trains a run to its end and leaves its results in its folder.
 * @throws {InterruptedError} If the process was asked to stop; a checkpoint is in the folder then.
 */
export async function trainRun(run: RunToTrain, watchers: Watchers): Promise<Trained> {
  const { folder, manifest, checkpoint } = run;
  if (folder === undefined) return await trainIn(run, undefined, watchers);
  const live = new LiveRun({ folder, manifest, checkpoint });
  try {
    return await trainIn(run, live, watchers);
  } finally {
    live.close();
  }
}

async function trainIn(run: RunToTrain, live: LiveRun | undefined, watchers: Watchers): Promise<Trained> {
  const { manifest } = run;
  const setup = createSetup(manifest);
  const best = bestAgent();
  const checkpoints = live && new Checkpoints(live, manifest.checkpointEvery);
  const kept = live && checkpoints ? [...logs(live, setup, manifest), best, checkpoints.callback] : [];
  const exact = manifest.evaluation.exactCurve ? new ExactCurve(setup.evaluationEnv) : undefined;
  const training = open(run, setup, [
    ...(exact === undefined ? [] : [exact]),
    ...kept,
    ...stoppingCallbacks(manifest.stopping),
  ]);
  await carryOut(training.run, { live, checkpoints, ...watchers });
  watchers.onPath(training.run.stepByStepReason);
  const result = training.run.finish();
  const curve = exact?.addTo(result.curve) ?? result.curve;
  const trained = judge(manifest, training.agent, { ...result, curve });
  if (live !== undefined) finish(live, trained, bestFile(best, setup, manifest));
  return trained;
}

function logs(live: LiveRun, { env }: Setup, { spec }: Manifest): readonly TrainingCallback<unknown>[] {
  const clock = (): number => Date.now() / 1000;
  const episodes = monitor({ sink: live.logEpisode, clock, envId: spec.id });
  return live.logTrace === undefined ? [episodes] : [episodes, traceSteps(env, live.logTrace)];
}

interface Training {
  readonly run: TrainingRun<unknown>;
  readonly agent: Agent<unknown>;
}

function open(
  { manifest, checkpoint }: RunToTrain,
  { env, evaluationEnv, agent }: Setup,
  callbacks: readonly TrainingCallback<unknown>[],
): Training {
  const { seed, episodes, evaluation } = manifest;
  const options = {
    ...{ env, evaluationEnv, episodes, callbacks },
    evaluateEvery: evaluation.every,
    evaluationTasks: evaluation.tasks,
    evaluationSeeds: evaluation.seeds,
  };
  if (checkpoint !== undefined) return resumeTraining<unknown>({ ...options, state: checkpoint.state });
  return { run: createTraining<unknown>({ ...options, agent, seed }), agent };
}

interface Course extends Watchers {
  readonly live: LiveRun | undefined;
  readonly checkpoints: Checkpoints | undefined;
}

async function carryOut(run: TrainingRun<unknown>, course: Course): Promise<void> {
  const { live, checkpoints, interrupts, onProgress, farewell } = course;
  await inPortions({
    advance: (steps) => run.advance(steps),
    onPortion: () => {
      onProgress(run.episodes);
      if (interrupts.isAsked) {
        checkpoints?.take(run);
        throw interrupts.error(farewell(run.episodes));
      }
      checkpoints?.takeIfDue(run);
      live?.flush();
    },
  });
}

function finish(live: LiveRun, trained: Trained, best: AgentFileContent | undefined): void {
  const { manifest, agent, result, evaluation, anchors } = trained;
  const { episodes, steps, curve } = result;
  const training = { seed: manifest.seed, episodes, steps };
  live.finish({ agent, training, results: [evaluation, ...anchors], curve }, best);
}

const RULE = "highest mean raw score of the evaluations, then highest mean return; of equals the first";

function bestFile(
  { best, evaluations, reevaluate }: BestAgent,
  { evaluationEnv }: Setup,
  { spec, seed, evaluation }: Manifest,
): AgentFileContent | undefined {
  if (best === undefined) return undefined;
  const again = reevaluate({ env: evaluationEnv, tasks: evaluation.tasks });
  const { mean } = again;
  return {
    ...{ spec, agent: best.agent, training: { seed, episodes: best.episodes, steps: best.steps } },
    selection: {
      ...{ rule: RULE, evaluations, rawScore: best.rawScore, return: best.return },
      again: { episodes: again.episodes, rawScore: mean.rawScore, return: mean.return },
    },
  };
}
