import type { Agent } from "../core/agent.ts";
import { agentFromJSON } from "../core/agent-registry.ts";
import type { Env } from "../core/env.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import { refuseUnknownKeys } from "../core/names.ts";
import type { TrainingCallback, TrainingResult } from "./callbacks.ts";
import { checkFit } from "./player.ts";
import { TrainingRun } from "./training-run.ts";
import { readTrainingState } from "./training-state.ts";

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

const OPTIONS: readonly (keyof TrainOptions)[] = [
  "env",
  "agent",
  "episodes",
  "seed",
  "evaluateEvery",
  "evaluationEnv",
  "evaluationTasks",
  "evaluationSeeds",
  "callbacks",
];

/**
 * Trains an agent in place, evaluating it greedily now and then, which disturbs neither agent nor environment. Training
 * an agent again continues it.
 *
 * @throws {GymError} If a number is out of range, or the agent does not fit the environment.
 */
export function train<Context = number>(options: TrainOptions<Context>): TrainingResult {
  const run = createTraining(options);
  run.advance();
  return run.finish();
}

/**
 * A training that is carried out in portions with `advance`, ended with `finish`, and can be saved in between.
 * @throws {GymError} If a number is out of range, or the agent does not fit the environment.
 */
export function createTraining<Context = number>(options: TrainOptions<Context>): TrainingRun<Context> {
  refuseUnknownKeys("option of a training", options, OPTIONS);
  const { env, agent, episodes, seed = 0, callbacks = [] } = options;
  const { evaluateEvery = Math.max(1, Math.floor(episodes / 20)), evaluationEnv = env } = options;
  checkCount("episodes", episodes, 1);
  checkCount("evaluateEvery", evaluateEvery, 0);
  checkFit(env, agent);
  return new TrainingRun<Context>({
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
}

/** What `resumeTraining` runs: the options of the training that was saved, without its agent. */
export interface ResumeTrainingOptions<Context = number>
  extends Omit<TrainOptions<Context>, "agent" | "seed"> {
  /** What `save` of the run gave, as it came back from JSON. */
  readonly state: unknown;
}

/**
 * Goes on with a saved training: the result is the same to the last bit as if it had never stopped.
 *
 * @returns The run and its agent, restored from the state.
 * @throws {GymError} If the state is malformed, or of another agent, environment or plan.
 */
export function resumeTraining<Context = number>(
  options: ResumeTrainingOptions<Context>,
): { readonly run: TrainingRun<Context>; readonly agent: Agent<Context> } {
  const { state: given, ...rest } = options;
  const state = readTrainingState(given);
  // A saved agent reads the contexts of the environment it was saved with, which `restore` checks.
  const agent = agentFromJSON<Context>(state.agent);
  const run = createTraining<Context>({ ...rest, agent, seed: "continue" });
  run.restore(state);
  return { run, agent };
}

function checkCount(name: string, value: number, min: number): void {
  if (!Number.isSafeInteger(value) || value < min) {
    throw new InvalidArgumentError(`Expected \`${name}\` to be an integer >= ${min}, got ${value}.`);
  }
}
