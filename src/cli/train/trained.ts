import type { Agent } from "../../core/agent.ts";
import { createAgent } from "../../core/agent-registry.ts";
import { make } from "../../core/registry.ts";
import type { Manifest } from "../../runs/index.ts";
import type { SupportDeskTabularEnv } from "../../supportdesk/index.ts";
import type { TrainingCallback, TrainingResult } from "../../training/callbacks.ts";
import { type Evaluation, evaluateBeside } from "../../training/evaluate.ts";
import { train } from "../../training/train.ts";
import { gitState, packageVersion } from "../package-info.ts";
import { type Experiment, TRAINING_ENV } from "./experiment.ts";

/** What an experiment is carried out in, made anew for each seed. */
export interface Setup {
  readonly env: SupportDeskTabularEnv;
  /** Where greedy episodes are played; `env` itself if that offers the same actions. */
  readonly evaluationEnv: SupportDeskTabularEnv;
  readonly agent: Agent;
}

/** One trained seed. */
export interface Trained {
  readonly manifest: Manifest;
  readonly agent: Agent;
  readonly result: TrainingResult;
  readonly evaluation: Evaluation;
  /** Scripted players on the same tasks. */
  readonly anchors: readonly Evaluation[];
}

/** Makes environments and agent, which checks every name and number. @throws {GymError} On the first that is wrong. */
export function createSetup(experiment: Experiment, seed: number): Setup {
  const { options, evaluationOptions, hyperparameters } = experiment;
  const env = make<never, never>(TRAINING_ENV, options) as unknown as SupportDeskTabularEnv;
  const same = options["mask"] === evaluationOptions["mask"];
  const evaluationEnv = same ? env : make<never, never>(TRAINING_ENV, evaluationOptions);
  const agent = createAgent(experiment.agent, { actionCount: env.actionSpace.n, seed, ...hyperparameters });
  return { env, evaluationEnv: evaluationEnv as unknown as SupportDeskTabularEnv, agent };
}

/** Trains one seed and evaluates it beside the scripted players. */
export function trainSeed(experiment: Experiment, seed: number, callbacks: readonly TrainingCallback[]): Trained {
  const { episodes, evaluateEvery } = experiment;
  const setup = createSetup(experiment, seed);
  const { env, evaluationEnv, agent } = setup;
  const result = train({ env, evaluationEnv, agent, episodes, seed, evaluateEvery, callbacks });
  const anchors = evaluateBeside({ env: evaluationEnv, agent }).slice(1);
  const manifest = manifestOf(experiment, seed, setup);
  return { manifest, agent, result, evaluation: result.evaluation, anchors };
}

function manifestOf(experiment: Experiment, seed: number, { env, evaluationEnv, agent }: Setup): Manifest {
  const git = gitState();
  return {
    schema: "supportdesk.manifest/1",
    command: experiment.command(seed),
    spec: { id: TRAINING_ENV, kwargs: experiment.options },
    agent: { name: agent.name, hyperparameters: agent.toJSON().hyperparameters },
    seed,
    episodes: experiment.episodes,
    evaluation: {
      seeds: [0],
      tasks: [...evaluationEnv.taskIds],
      every: experiment.evaluateEvery,
      discount: agent.discount,
      ...(evaluationEnv !== env && { spec: { id: TRAINING_ENV, kwargs: experiment.evaluationOptions } }),
    },
    versions: { package: packageVersion(), node: process.versions.node },
    ...(git !== undefined && { git }),
  };
}
