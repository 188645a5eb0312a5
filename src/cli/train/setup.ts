import type { Agent } from "../../core/agent.ts";
import { createAgent } from "../../core/agent-registry.ts";
import type { Env } from "../../core/env.ts";
import { make } from "../../core/registry.ts";
import { MANIFEST_SCHEMA, type Manifest } from "../../runs/index.ts";
import { gitState, packageVersion } from "../package-info.ts";
import { type Experiment, trainingEnv } from "./experiment.ts";

/** What a run is carried out in. */
export interface Setup {
  readonly env: Env<unknown, number>;
  /** Where greedy episodes are played. */
  readonly evaluationEnv: Env<unknown, number>;
  readonly agent: Agent<unknown>;
}

/** The desk is known to keep its contract, and the first episode of what is watched goes step by step. */
const UNWATCHED = { checked: "off" } as const;

/** Which code trains. */
export type Provenance = Pick<Manifest, "versions" | "git">;

/** The code that runs now. */
export function currentProvenance(): Provenance {
  const git = gitState();
  return {
    versions: { package: packageVersion(), node: process.versions.node },
    ...(git !== undefined && { git }),
  };
}

/** Makes environments and agent of a run, which checks every name and number. @throws {GymError} On the first that is wrong. */
export function createSetup({ spec, agent, seed, evaluation }: Manifest): Setup {
  const { name, hyperparameters } = agent;
  const env = make<unknown, number>(spec, UNWATCHED);
  const actionCount = env.actionSpace.size;
  return {
    env,
    evaluationEnv: make<unknown, number>(evaluation.spec ?? spec, UNWATCHED),
    agent: createAgent<unknown>(name, { ...hyperparameters, actionCount, seed }),
  };
}

/** The manifests of an experiment, one for each seed. @throws {GymError} If a name or a number is wrong. */
export function manifestsOf(experiment: Experiment): readonly Manifest[] {
  const { options, evaluationOptions } = experiment;
  const id = trainingEnv(experiment.agent);
  const env = make<unknown, number>(id, options);
  const actionCount = env.actionSpace.size;
  const agent = createAgent<unknown>(experiment.agent, { actionCount, ...experiment.hyperparameters });
  const same = options["mask"] === evaluationOptions["mask"];
  const { suite, stopping, checkpointEvery, traces, episodes } = experiment;
  const provenance = currentProvenance();
  return experiment.seeds.map((seed) => ({
    schema: MANIFEST_SCHEMA,
    command: experiment.command(seed),
    suite,
    spec: { id, kwargs: options },
    agent: { name: agent.name, hyperparameters: agent.toJSON().hyperparameters },
    ...{ seed, episodes },
    evaluation: {
      seeds: [0],
      tasks: [...env.taskIds],
      every: experiment.evaluateEvery,
      ...(experiment.exactCurve && { exactCurve: experiment.exactCurve }),
      discount: agent.discount,
      ...(!same && { spec: { id, kwargs: evaluationOptions } }),
    },
    ...(stopping !== undefined && { stopping }),
    ...(checkpointEvery !== undefined && { checkpointEvery }),
    ...(traces && { traces }),
    ...provenance,
  }));
}
