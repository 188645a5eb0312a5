import type { Agent } from "../../core/agent.ts";
import { createAgent } from "../../core/agent-registry.ts";
import type { Env } from "../../core/env.ts";
import { make } from "../../core/registry.ts";
import { MANIFEST_SCHEMA, type Manifest } from "../../runs/index.ts";
import type { TrainingCallback, TrainingResult } from "../../training/callbacks.ts";
import { type Evaluation, evaluate, evaluateBeside } from "../../training/evaluate.ts";
import { train } from "../../training/train.ts";
import { gitState, packageVersion } from "../package-info.ts";
import { type Experiment, TRAINING_ENV } from "./experiment.ts";

/** What an experiment is carried out in, made anew for each seed. */
export interface Setup {
  readonly env: Env<number, number>;
  /** Where greedy episodes are played; `env` itself if that offers the same actions. */
  readonly evaluationEnv: Env<number, number>;
  readonly agent: Agent;
}

/** Which code trained. */
export type Provenance = Pick<Manifest, "versions" | "git">;

/** One trained seed. */
export interface Trained {
  readonly manifest: Manifest;
  readonly agent: Agent;
  /** Greedy raw score before the first episode. */
  readonly untrained: number | null;
  readonly result: TrainingResult;
  readonly evaluation: Evaluation;
  /** Scripted players on the same tasks. */
  readonly anchors: readonly Evaluation[];
}

/** The code that runs now. */
export function currentProvenance(): Provenance {
  const git = gitState();
  return {
    versions: { package: packageVersion(), node: process.versions.node },
    ...(git !== undefined && { git }),
  };
}

/** Makes environments and agent, which checks every name and number. @throws {GymError} On the first that is wrong. */
export function createSetup(experiment: Experiment, seed: number): Setup {
  const { options, evaluationOptions, hyperparameters } = experiment;
  const env = make<number, number>(TRAINING_ENV, options);
  const same = options["mask"] === evaluationOptions["mask"];
  const evaluationEnv = same ? env : make<number, number>(TRAINING_ENV, evaluationOptions);
  const agent = createAgent(experiment.agent, {
    actionCount: env.actionSpace.size,
    seed,
    ...hyperparameters,
  });
  return { env, evaluationEnv, agent };
}

/** What a seed is trained with. */
export interface SeedRun {
  readonly experiment: Experiment;
  readonly seed: number;
  readonly provenance: Provenance;
  readonly callbacks: readonly TrainingCallback[];
}

/** Trains one seed and evaluates it beside the scripted players. */
export function trainSeed(run: SeedRun): Trained {
  const { experiment, seed, callbacks } = run;
  const { episodes, evaluateEvery } = experiment;
  const setup = createSetup(experiment, seed);
  const { env, evaluationEnv, agent } = setup;
  const untrained = evaluate({ env: evaluationEnv, agent }).mean.rawScore;
  const result = train({ env, evaluationEnv, agent, episodes, seed, evaluateEvery, callbacks });
  const anchors = evaluateBeside({ env: evaluationEnv, agent }).slice(1);
  return {
    manifest: manifestOf(run, setup),
    agent,
    untrained,
    result,
    evaluation: result.evaluation,
    anchors,
  };
}

function manifestOf(
  { experiment, seed, provenance }: SeedRun,
  { env, evaluationEnv, agent }: Setup,
): Manifest {
  return {
    schema: MANIFEST_SCHEMA,
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
    ...provenance,
  };
}
