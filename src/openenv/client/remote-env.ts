import type { AsyncEnv } from "../../core/async-env.ts";
import type { ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { ClosedEnvironmentError, ResetNeededError } from "../../core/errors.ts";
import { checkSeed } from "../../core/random.ts";
import type { OpenEnvClient } from "./client.ts";
import { type RemoteInfo, remoteInfo } from "./remote-info.ts";
import type { RemoteResult } from "./results.ts";

/** Which of the two kinds of end a result has. */
export interface EpisodeEnd {
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/** How a remote environment is read. */
export interface RemoteEnvOptions<Observation> {
  /** Says how an episode that is done has ended. @defaultValue `endOf` */
  readonly endOf?: (result: RemoteResult<Observation>) => EpisodeEnd;
}

/**
 * How an episode that is done has ended, from `terminated` and `truncated` in the metadata. Where the server says
 * neither, it terminated.
 */
export function endOf({ metadata }: RemoteResult<unknown>): EpisodeEnd {
  const { terminated, truncated } = metadata;
  const stopped = truncated === true || (terminated === false && truncated === undefined);
  return { terminated: terminated === true || !stopped, truncated: stopped };
}

/**
 * Makes a remote environment usable where an asynchronous one is taken. A step without a reward counts as 0.
 *
 * As everywhere, `step` before `reset`, after the end or after `close` throws, without asking the server.
 */
export function remoteEnv<Observation, Action extends object>(
  client: OpenEnvClient<Observation, Action, unknown>,
  options: RemoteEnvOptions<Observation> = {},
): AsyncEnv<Observation, Action, RemoteInfo> {
  return new RemoteEnv(client, options.endOf ?? endOf);
}

class RemoteEnv<Observation, Action extends object> implements AsyncEnv<Observation, Action, RemoteInfo> {
  readonly #client: OpenEnvClient<Observation, Action, unknown>;
  readonly #endOf: (result: RemoteResult<Observation>) => EpisodeEnd;
  #phase: "new" | "running" | "ended" | "closed" = "new";

  constructor(
    client: OpenEnvClient<Observation, Action, unknown>,
    readEnd: (result: RemoteResult<Observation>) => EpisodeEnd,
  ) {
    this.#client = client;
    this.#endOf = readEnd;
  }

  async reset({ seed, options = {} }: ResetOptions = {}): Promise<ResetResult<Observation, RemoteInfo>> {
    if (this.#phase === "closed") throw new ClosedEnvironmentError();
    const seeded = seed === undefined ? {} : { seed: checkSeed(seed) };
    const { observation, metadata } = await this.#client.reset({ ...options, ...seeded });
    this.#phase = "running";
    return { observation, info: remoteInfo(metadata) };
  }

  async step(action: Action): Promise<StepResult<Observation, RemoteInfo>> {
    if (this.#phase === "closed") throw new ClosedEnvironmentError();
    if (this.#phase !== "running") throw new ResetNeededError(this.#phase);
    const result = await this.#client.step(action);
    const { observation, reward, done, metadata } = result;
    const end = done ? this.#endOf(result) : { terminated: false, truncated: false };
    if (done) this.#phase = "ended";
    return { observation, reward: reward ?? 0, ...end, info: remoteInfo(metadata) };
  }

  async close(): Promise<void> {
    this.#phase = "closed";
    await this.#client.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
