import type { Agent } from "../../core/agent.ts";
import { agentFromJSON } from "../../core/agent-registry.ts";
import { GymError } from "../../core/errors.ts";
import type { ComparedEvaluation } from "../../report/compared.ts";
import type { TrainingRegret } from "../../report/regret.ts";
import { loadAgentFile } from "../../runs/agent-file.ts";
import { type FoundRun, readCurve } from "../../runs/find-runs.ts";
import type { Manifest } from "../../runs/index.ts";
import type { TrainingResult } from "../../training/callbacks.ts";
import { type Evaluation, evaluate, evaluateBeside } from "../../training/evaluate.ts";
import { besideOptimum } from "../solve/compare.ts";
import { exactScore } from "../solve/exact-curve.ts";
import { MAX_STATES } from "../solve/optima.ts";
import { regretIn } from "../solve/regret.ts";
import { createSetup } from "./setup.ts";

/** One trained seed. */
export interface Trained {
  readonly manifest: Manifest;
  readonly agent: Agent<unknown>;
  /** Greedy raw score before the first episode. */
  readonly untrained: number | null;
  /** The same, exact, where the curve is; `null` where it is not known. */
  readonly exactUntrained?: number | null;
  readonly result: TrainingResult;
  /** Beside the exact optimum of each task. */
  readonly evaluation: ComparedEvaluation;
  /** Why the optimum is not beside it, where it is not. */
  readonly note?: string;
  /** What its training cost; `null` where the optimum is not known. */
  readonly regret: TrainingRegret | null;
  /** Scripted players on the same tasks. */
  readonly anchors: readonly Evaluation[];
}

/** What is told of an agent once it is trained, beside the agents that are not. */
export function judge(manifest: Manifest, agent: Agent<unknown>, result: TrainingResult): Trained {
  const { env, evaluationEnv, agent: fresh } = createSetup(manifest);
  const { seeds, discount, exactCurve } = manifest.evaluation;
  const compared = { env: evaluationEnv, player: agent, evaluation: result.evaluation };
  return {
    ...{ manifest, agent, result },
    ...besideOptimum(compared, { discount, maxStates: MAX_STATES }),
    untrained: evaluate({ env: evaluationEnv, agent: fresh, seeds }).mean.rawScore,
    regret: regretIn(env, result.curve, { maxStates: MAX_STATES }),
    ...(exactCurve && { exactUntrained: exactScore(fresh, evaluationEnv) }),
    anchors: evaluateBeside({ env: evaluationEnv, agent }).slice(1),
  };
}

/** A run that was finished before, from its folder. @throws {GymError} `BAD_FILE` if a file is missing or was changed. */
export function finishedRun({ folder, manifest }: FoundRun): Trained {
  const { agent: saved, training, spec } = loadAgentFile(folder);
  if (JSON.stringify(spec) !== JSON.stringify(manifest.spec)) {
    throw new GymError(
      "BAD_FILE",
      `Cannot use the run folder "${folder}": its agent is of another environment.`,
    );
  }
  const agent = agentFromJSON<unknown>(saved.toJSON());
  const { seeds, tasks } = manifest.evaluation;
  const evaluation = evaluate({ env: createSetup(manifest).evaluationEnv, agent, seeds, tasks });
  const { episodes, steps } = training;
  return judge(manifest, agent, { episodes, steps, curve: readCurve(folder), evaluation });
}
