import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "./env.ts";
import type { EnvSpec } from "./env-spec.ts";
import { InvalidActionError, show } from "./errors.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { Lifecycle } from "./lifecycle.ts";
import type { Mask } from "./mask.ts";
import type { Rng } from "./random.ts";
import type { Space } from "./space.ts";

/**
 * The part of an environment that is the same everywhere: the order of calls, seeding and snapshots.
 * A subclass says how an episode begins, how an action changes it, and what its state is as JSON.
 */
export abstract class BaseEnv<Observation, Action, Info extends BaseInfo = BaseInfo>
  implements Env<Observation, Action, Info>
{
  abstract readonly observationSpace: Space<Observation>;
  abstract readonly actionSpace: Space<Action>;
  readonly metadata: EnvMetadata = { renderModes: [], stochastic: false };
  readonly taskIds: readonly string[] = [];
  readonly spec: EnvSpec | undefined;
  readonly #lifecycle = new Lifecycle();

  constructor(spec?: EnvSpec) {
    this.spec = spec;
  }

  /** Keys that `reset({ options })` takes. */
  protected readonly resetOptions: readonly string[] = [];

  /**
   * Begins an episode. `seeded` says that the streams were just recreated. Refused options must throw before the
   * running episode changes; what was drawn from `rng` until then is given back.
   */
  protected abstract begin(
    options: Readonly<Record<string, unknown>>,
    seeded: boolean,
  ): ResetResult<Observation, Info>;

  /** Carries out one action of the action space in a running episode. A refused action must throw before it changes anything. */
  protected abstract play(action: Action): StepResult<Observation, Info>;

  /** The episode as plain JSON, for `snapshot`. */
  protected abstract saveEpisode(): JsonValue;

  /** Takes back what `saveEpisode` gave. @throws {SnapshotError} Before anything changes, if it does not fit. */
  protected abstract loadEpisode(saved: JsonValue): void;

  get unwrapped(): Env {
    // An environment is used through `unwrapped` only with observations and actions of its own.
    return this as unknown as Env;
  }

  /** The stream of the environment's own randomness. */
  protected get rng(): Rng {
    return this.#lifecycle.rng;
  }

  /** The seed of the last seeded reset; 0 before the first. */
  get seed(): number {
    return this.#lifecycle.seed;
  }

  reset(options: ResetOptions = {}): ResetResult<Observation, Info> {
    return this.#lifecycle.reset(options, this.resetOptions, (given, seeded) => this.begin(given, seeded));
  }

  step(action: Action): StepResult<Observation, Info> {
    this.#lifecycle.requireRunning();
    if (!this.actionSpace.contains(action)) {
      throw new InvalidActionError(`Expected an action in ${this.actionSpace}, got ${show(action)}.`);
    }
    const result = this.play(action);
    if (result.terminated || result.truncated) this.#lifecycle.end();
    return result;
  }

  actionMask(): Mask | undefined {
    return undefined;
  }

  render(): string | undefined {
    return undefined;
  }

  snapshot(): JsonValue {
    return {
      lifecycle: this.#lifecycle.save(),
      episode: this.#lifecycle.hasEpisode ? this.saveEpisode() : null,
    };
  }

  restore(snapshot: JsonValue): void {
    this.#lifecycle.requireOpen();
    const { lifecycle = null, episode = null } = (snapshot ?? {}) as JsonObject;
    const saved = new Lifecycle();
    saved.load(lifecycle);
    if (saved.hasEpisode) this.loadEpisode(episode);
    this.#lifecycle.load(lifecycle);
  }

  close(): void {
    this.#lifecycle.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
