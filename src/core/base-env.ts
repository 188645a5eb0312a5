import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "./env.ts";
import type { EnvSpec } from "./env-spec.ts";
import { ClosedEnvironmentError, ResetNeededError, SnapshotError } from "./errors.ts";
import type { JsonValue } from "./json.ts";
import type { Mask } from "./mask.ts";
import { refuseUnknownKeys } from "./names.ts";
import { checkSeed, createRng, Rng, type RngState } from "./random.ts";
import type { Space } from "./space.ts";

type Phase = "new" | "running" | "ended" | "closed";

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
  /** The seed of the last seeded reset; 0 before the first. */
  #seed = 0;
  #rng: Rng = createRng(0).fork("env");
  #phase: Phase = "new";

  constructor(spec?: EnvSpec) {
    this.spec = spec;
  }

  /** Keys that `reset({ options })` takes. */
  protected readonly resetOptions: readonly string[] = [];

  /** Begins an episode. `seeded` says that the streams were just recreated. */
  protected abstract begin(
    options: Readonly<Record<string, unknown>>,
    seeded: boolean,
  ): ResetResult<Observation, Info>;

  /** Carries out one action of a running episode. A refused action must throw before it changes anything. */
  protected abstract play(action: Action): StepResult<Observation, Info>;

  /** The episode as plain JSON, for `snapshot`. */
  protected abstract saveEpisode(): JsonValue;

  /** Takes back what `saveEpisode` gave. */
  protected abstract loadEpisode(saved: JsonValue): void;

  get unwrapped(): Env {
    // An environment is used through `unwrapped` only with observations and actions of its own.
    return this as unknown as Env;
  }

  /** The stream of the environment's own randomness. */
  protected get rng(): Rng {
    return this.#rng;
  }

  get seed(): number {
    return this.#seed;
  }

  reset({ seed, options = {} }: ResetOptions = {}): ResetResult<Observation, Info> {
    if (this.#phase === "closed") throw new ClosedEnvironmentError();
    refuseUnknownKeys("reset option", options, this.resetOptions);
    if (seed !== undefined) checkSeed(seed);
    const before = { seed: this.#seed, rng: this.#rng };
    if (seed !== undefined) {
      this.#seed = seed;
      this.#rng = createRng(seed).fork("env");
    }
    try {
      const result = this.begin(options, seed !== undefined);
      this.#phase = "running";
      return result;
    } catch (error) {
      this.#seed = before.seed;
      this.#rng = before.rng;
      throw error;
    }
  }

  step(action: Action): StepResult<Observation, Info> {
    if (this.#phase !== "running") this.#refuse();
    const result = this.play(action);
    if (result.terminated || result.truncated) this.#phase = "ended";
    return result;
  }

  #refuse(): never {
    if (this.#phase === "closed") throw new ClosedEnvironmentError();
    throw new ResetNeededError(this.#phase === "new" ? "new" : "ended");
  }

  actionMask(): Mask | undefined {
    return undefined;
  }

  render(): string | undefined {
    return undefined;
  }

  snapshot(): JsonValue {
    return {
      phase: this.#phase,
      seed: this.#seed,
      rng: { ...this.#rng.save() },
      episode: this.#phase === "new" || this.#phase === "closed" ? null : this.saveEpisode(),
    };
  }

  restore(snapshot: JsonValue): void {
    if (this.#phase === "closed") throw new ClosedEnvironmentError();
    const saved = readSnapshot(snapshot);
    if (saved.episode !== null) this.loadEpisode(saved.episode);
    this.#phase = saved.phase;
    this.#seed = saved.seed;
    this.#rng = Rng.fromState(saved.rng);
  }

  close(): void {
    this.#phase = "closed";
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

interface Saved {
  readonly phase: Phase;
  readonly seed: number;
  readonly rng: RngState;
  readonly episode: JsonValue;
}

function readSnapshot(snapshot: JsonValue): Saved {
  const saved = snapshot as unknown as Partial<Saved> | null;
  const phases: readonly unknown[] = ["new", "running", "ended", "closed"];
  if (
    saved === null ||
    typeof saved !== "object" ||
    !phases.includes(saved.phase) ||
    saved.rng === undefined
  ) {
    throw new SnapshotError("Expected a snapshot made by `snapshot()` of an environment with the same id.");
  }
  return { seed: 0, episode: null, ...saved } as Saved;
}
