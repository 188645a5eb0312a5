/// <reference lib="esnext.disposable" preserve="true" />
import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "./env.ts";
import { InvalidArgumentError } from "./errors.ts";
import type { Mask } from "./mask.ts";

/**
 * An environment that answers later, such as one on another machine. The records and the order of calls are those of
 * `Env`; everything that `Env` throws comes as a rejected promise.
 */
export interface AsyncEnv<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo> {
  reset(options?: ResetOptions): Promise<ResetResult<Observation, Info>>;
  step(action: Action): Promise<StepResult<Observation, Info>>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Makes an environment of this process usable where an asynchronous one is taken. */
export function toAsyncEnv<Observation, Action, Info extends BaseInfo>(
  env: Env<Observation, Action, Info>,
): AsyncEnv<Observation, Action, Info> {
  const close = async (): Promise<void> => env.close();
  return {
    reset: async (options) => env.reset(options),
    step: async (action) => env.step(action),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Chooses an action; a promise where that takes time. */
export type AsyncChooser<Observation, Action> = (
  observation: Observation,
  mask: Mask | undefined,
) => Action | Promise<Action>;

/** How an episode of an asynchronous environment is played. */
export interface PlayEpisodeOptions extends ResetOptions {
  /** Steps after which playing stops although the episode goes on, at least 1. @defaultValue 1000 */
  readonly maxSteps?: number;
}

/** An episode of an asynchronous environment, as it stood when playing stopped. */
export interface PlayedAsyncEpisode<Observation, Info> {
  readonly observation: Observation;
  /** Undiscounted sum of the rewards. */
  readonly return: number;
  readonly steps: number;
  readonly terminated: boolean;
  /** Also when `maxSteps` stopped it. */
  readonly truncated: boolean;
  /** The last info record. */
  readonly info: Info;
}

/**
 * Plays one episode to its end.
 * @throws {InvalidArgumentError} If `maxSteps` is not a positive integer.
 */
export async function playEpisode<Observation, Action, Info extends BaseInfo>(
  env: AsyncEnv<Observation, Action, Info>,
  choose: AsyncChooser<Observation, Action>,
  options: PlayEpisodeOptions = {},
): Promise<PlayedAsyncEpisode<Observation, Info>> {
  const { maxSteps = 1000, ...resetOptions } = options;
  if (!Number.isSafeInteger(maxSteps) || maxSteps < 1) {
    throw new InvalidArgumentError(`Expected \`maxSteps\` to be a positive integer, got ${maxSteps}.`);
  }
  let { observation, info } = await env.reset(resetOptions);
  let episodeReturn = 0;
  for (let steps = 1; ; steps += 1) {
    const result = await env.step(await choose(observation, info.actionMask));
    ({ observation, info } = result);
    episodeReturn += result.reward;
    const { terminated } = result;
    const truncated = result.truncated || (!terminated && steps >= maxSteps);
    if (terminated || truncated) {
      return { observation, return: episodeReturn, steps, terminated, truncated, info };
    }
  }
}
