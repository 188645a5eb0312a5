import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { TransitionModel } from "../../core/model.ts";
import type { Space } from "../../core/space.ts";
import { WrapperBase } from "../../core/wrapper.ts";

/** Return and length of one episode, as seen by a {@link RecordEpisodeStatistics}. */
export interface EpisodeStatistics {
  /** Undiscounted sum of the rewards. */
  readonly return: number;
  /** Number of steps. */
  readonly length: number;
}

/** What {@link RecordEpisodeStatistics} adds to an info. */
export interface StatisticsInfo {
  /** Present once the episode has ended. */
  readonly statistics?: EpisodeStatistics;
}

/** Options of {@link RecordEpisodeStatistics}. */
export interface RecordEpisodeStatisticsOptions {
  /** How many of the last episodes `episodes` keeps, an integer >= 1. @defaultValue 100 */
  readonly buffer?: number;
}

/**
 * Adds `info.statistics` to the last step of an episode and remembers the last episodes. It changes nothing else: put
 * it outside a time limit, and inside wrappers that change the reward to keep the unchanged return.
 */
export class RecordEpisodeStatistics<
  Observation,
  Action,
  Info extends BaseInfo = BaseInfo,
> extends WrapperBase<Env<Observation, Action, Info>, Observation, Action, Info & StatisticsInfo> {
  declare readonly model?: (taskId?: string) => TransitionModel;
  readonly #buffer: number;
  #episodes: readonly EpisodeStatistics[] = [];
  #running: EpisodeStatistics = { return: 0, length: 0 };

  /** @throws {InvalidArgumentError} If `buffer` is not an integer >= 1. */
  constructor(inner: Env<Observation, Action, Info>, options: RecordEpisodeStatisticsOptions = {}) {
    super(inner, { ...options });
    const { buffer = 100 } = options;
    if (!Number.isSafeInteger(buffer) || buffer < 1) {
      throw new InvalidArgumentError(`Expected \`buffer\` to be an integer >= 1, got ${buffer}.`);
    }
    this.#buffer = buffer;
    if (inner.model !== undefined) this.model = inner.model.bind(inner);
  }

  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  get actionSpace(): Space<Action> {
    return this.inner.actionSpace;
  }

  /** The last episodes that ended, oldest first. */
  get episodes(): readonly EpisodeStatistics[] {
    return this.#episodes;
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info & StatisticsInfo> {
    const result = this.inner.reset(options);
    this.#running = { return: 0, length: 0 };
    return result;
  }

  step(action: Action): StepResult<Observation, Info & StatisticsInfo> {
    const result = this.inner.step(action);
    const statistics = { return: this.#running.return + result.reward, length: this.#running.length + 1 };
    this.#running = statistics;
    if (!result.terminated && !result.truncated) return result;
    this.#episodes = [...this.#episodes, statistics].slice(-this.#buffer);
    return { ...result, info: { ...result.info, statistics } };
  }

  protected override saveState(): JsonValue {
    return { running: { ...this.#running }, episodes: this.#episodes.map((episode) => ({ ...episode })) };
  }

  protected override loadState(saved: JsonValue): void {
    const { running, episodes } = (saved ?? {}) as JsonObject;
    if (!isStatistics(running) || !Array.isArray(episodes) || !episodes.every(isStatistics)) {
      throw new SnapshotError("Expected the state of a `RecordEpisodeStatistics`.");
    }
    this.#running = running;
    this.#episodes = episodes.slice(-this.#buffer);
  }
}

function isStatistics(value: unknown): value is EpisodeStatistics {
  const { return: total, length } = (value ?? {}) as Partial<EpisodeStatistics>;
  return Number.isFinite(total) && Number.isSafeInteger(length);
}
