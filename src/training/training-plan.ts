import type { Agent } from "../core/agent.ts";
import type { Env } from "../core/env.ts";
import type { TrainingCallback } from "./callbacks.ts";
import type { EvaluateOptions } from "./evaluate.ts";

/** What a run is made of, with every default filled in. */
export interface TrainingPlan<Context> {
  readonly env: Env<Context, number>;
  readonly agent: Agent<Context>;
  readonly episodes: number;
  /** Seed of the first reset; `undefined` continues the streams of the environment. */
  readonly seed: number | undefined;
  readonly evaluateEvery: number;
  readonly evaluationEnv: Env<Context, number>;
  readonly evaluation: Pick<EvaluateOptions, "tasks" | "seeds">;
  readonly callbacks: readonly TrainingCallback<Context>[];
}
