import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { merged } from "../../core/merged.ts";
import type { TransitionModel } from "../../core/model.ts";
import type { Space } from "../../core/space.ts";
import { type OptionNames, WrapperBase } from "../../core/wrapper.ts";

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
  static override readonly optionNames: OptionNames<RecordEpisodeStatisticsOptions> = { buffer: true };
  declare readonly model?: (taskId?: string) => TransitionModel;
  readonly #buffer: number;
  /** A ring: once it is full, each episode takes the place of the oldest one. */
  #episodes: EpisodeStatistics[] = [];
  /** How many episodes it took. */
  #ended = 0;
  #return = 0;
  #length = 0;

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
    const oldest = this.#ended % this.#buffer;
    return [...this.#episodes.slice(oldest), ...this.#episodes.slice(0, oldest)];
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info & StatisticsInfo> {
    const result = this.inner.reset(options);
    this.#return = 0;
    this.#length = 0;
    return result;
  }

  step(action: Action): StepResult<Observation, Info & StatisticsInfo> {
    const result = this.inner.step(action);
    this.#return += result.reward;
    this.#length += 1;
    if (!result.terminated && !result.truncated) return result;
    const statistics = { return: this.#return, length: this.#length };
    this.#episodes[this.#ended % this.#buffer] = statistics;
    this.#ended += 1;
    return { ...result, info: merged(result.info, { statistics }) };
  }

  protected override saveState(): JsonValue {
    const running = { return: this.#return, length: this.#length };
    return { running, episodes: this.episodes.map((episode) => ({ ...episode })) };
  }

  protected override loadState(saved: JsonValue): void {
    const { running, episodes } = (saved ?? {}) as JsonObject;
    if (!isStatistics(running) || !Array.isArray(episodes) || !episodes.every(isStatistics)) {
      throw new SnapshotError("Expected the state of a `RecordEpisodeStatistics`.");
    }
    this.#return = running.return;
    this.#length = running.length;
    this.#episodes = episodes.slice(-this.#buffer);
    this.#ended = this.#episodes.length;
  }
}

function isStatistics(value: unknown): value is EpisodeStatistics {
  const { return: total, length } = (value ?? {}) as Partial<EpisodeStatistics>;
  return Number.isFinite(total) && Number.isSafeInteger(length);
}
