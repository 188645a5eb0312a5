import type { Agent } from "../core/agent.ts";
import type { Env } from "../core/env.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import type { TrainingCallback, TrainingResult } from "./callbacks.ts";
import { checkActionCount } from "./player.ts";
import { TrainingRun } from "./training-run.ts";

/** What `train` runs. `Context` is what the agent reads as an observation, a table row by default. */
export interface TrainOptions<Context = number> {
  readonly env: Env<Context, number>;
  readonly agent: Agent<Context>;
  /** Episodes to train, an integer ≥ 1. */
  readonly episodes: number;
  /**
   * Seed of the first reset, an integer in [0, 2^53); later resets continue its streams. With `"continue"` the first
   * one does too, so that training 10 + 10 episodes equals training 20. @defaultValue 0
   */
  readonly seed?: number | "continue";
  /** Episodes from one evaluation to the next; 0 evaluates at the end only. @defaultValue a twentieth of the episodes */
  readonly evaluateEvery?: number;
  /** Where the agent is evaluated. @defaultValue `env`, which is put back as it was */
  readonly evaluationEnv?: Env<Context, number>;
  /** @defaultValue every task of the evaluation environment */
  readonly evaluationTasks?: readonly string[];
  /** @defaultValue as in `evaluate` */
  readonly evaluationSeeds?: readonly number[];
  readonly callbacks?: readonly TrainingCallback<Context>[];
}

/**
 * Trains an agent in place, evaluating it greedily now and then, which disturbs neither agent nor environment. Training
 * an agent again continues it.
 *
 * @throws {GymError} If a number is out of range, or the agent does not fit the environment.
 */
export function train<Context = number>(options: TrainOptions<Context>): TrainingResult {
  const { env, agent, episodes, seed = 0, callbacks = [] } = options;
  const { evaluateEvery = Math.max(1, Math.floor(episodes / 20)), evaluationEnv = env } = options;
  checkCount("episodes", episodes, 1);
  checkCount("evaluateEvery", evaluateEvery, 0);
  checkActionCount(env, agent);
  const run = new TrainingRun<Context>({
    env,
    agent,
    episodes,
    seed: seed === "continue" ? undefined : seed,
    evaluateEvery,
    evaluationEnv,
    evaluation: {
      ...(options.evaluationTasks !== undefined && { tasks: options.evaluationTasks }),
      ...(options.evaluationSeeds !== undefined && { seeds: options.evaluationSeeds }),
    },
    callbacks,
  });
  return run.execute();
}

function checkCount(name: string, value: number, min: number): void {
  if (!Number.isSafeInteger(value) || value < min) {
    throw new InvalidArgumentError(`Expected \`${name}\` to be an integer >= ${min}, got ${value}.`);
  }
}
