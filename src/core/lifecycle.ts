import type { ResetOptions } from "./env.ts";
import { ClosedEnvironmentError, ResetNeededError, SnapshotError } from "./errors.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { refuseUnknownKeys } from "./names.ts";
import { checkSeed, createRng, Rng, type RngState } from "./random.ts";

type Phase = "new" | "running" | "ended" | "closed";

const PHASES: readonly unknown[] = ["new", "running", "ended", "closed"];

const ARGUMENTS: readonly (keyof ResetOptions)[] = ["seed", "options"];

/** The order of calls and the seeding that every environment keeps: which call is allowed now, and which stream runs. */
export class Lifecycle {
  #phase: Phase = "new";
  #seed = 0;
  #rng: Rng = createRng(0).fork("env");

  /** The seed of the last seeded reset; 0 before the first. */
  get seed(): number {
    return this.#seed;
  }

  /** The stream of the environment's own randomness. */
  get rng(): Rng {
    return this.#rng;
  }

  /** An episode was opened, and may have ended. */
  get hasEpisode(): boolean {
    return this.#phase === "running" || this.#phase === "ended";
  }

  get isRunning(): boolean {
    return this.#phase === "running";
  }

  /**
   * Checks a reset and begins an episode. A seed restarts the stream, its absence continues it; a reset that fails
   * changes nothing.
   */
  reset<T>(
    given: ResetOptions,
    allowed: readonly string[],
    begin: (options: Readonly<Record<string, unknown>>, seeded: boolean) => T,
  ): T {
    this.requireOpen();
    refuseUnknownKeys("argument of reset", given, ARGUMENTS);
    const { seed, options = {} } = given;
    refuseUnknownKeys("reset option", options, allowed);
    const before = { seed: this.#seed, rng: this.#rng.save() };
    if (seed !== undefined) {
      this.#seed = checkSeed(seed);
      this.#rng = createRng(seed).fork("env");
    }
    try {
      const result = begin(options, seed !== undefined);
      this.#phase = "running";
      return result;
    } catch (error) {
      this.#seed = before.seed;
      this.#rng = Rng.fromState(before.rng);
      throw error;
    }
  }

  /** @throws {ClosedEnvironmentError} After `close`. */
  requireOpen(): void {
    if (this.#phase === "closed") throw new ClosedEnvironmentError();
  }

  /** @throws {ResetNeededError | ClosedEnvironmentError} Unless an episode is running. */
  requireRunning(): void {
    if (this.#phase === "running") return;
    this.requireOpen();
    throw new ResetNeededError(this.#phase === "new" ? "new" : "ended");
  }

  end(): void {
    this.#phase = "ended";
  }

  close(): void {
    this.#phase = "closed";
  }

  save(): JsonObject {
    return { phase: this.#phase, seed: this.#seed, rng: { ...this.#rng.save() } };
  }

  /** @throws {SnapshotError} If `saved` was not made by `save`. */
  load(saved: JsonValue): void {
    this.requireOpen();
    const { phase, seed, rng } = readLifecycle(saved);
    this.#phase = phase;
    this.#seed = seed;
    this.#rng = Rng.fromState(rng);
  }
}

interface SavedLifecycle {
  readonly phase: Phase;
  readonly seed: number;
  readonly rng: RngState;
}

function readLifecycle(value: JsonValue): SavedLifecycle {
  const saved = value as unknown as Partial<SavedLifecycle> | null;
  const isSaved = PHASES.includes(saved?.phase) && Number.isSafeInteger(saved?.seed);
  if (!isSaved || typeof saved?.rng !== "object") {
    throw new SnapshotError("Expected a snapshot made by `snapshot()` of an environment with the same id.");
  }
  return saved as SavedLifecycle;
}
