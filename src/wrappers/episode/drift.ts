import type { BaseInfo, Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import { type OptionNames, Wrapper } from "../../core/wrapper.ts";
import { integerOption } from "../option-ranges.ts";

/** One part of a {@link Drift}. */
export interface DriftPhase<Observation, Action, Info extends BaseInfo = BaseInfo> {
  /** How many episodes it lasts, an integer >= 1. */
  readonly episodes: number;
  /** The environment to play, with the same spaces: the inner one in further wrappers, or another one. */
  readonly variant: (inner: Env<Observation, Action, Info>) => Env<Observation, Action, Info>;
}

/** Options of {@link Drift}. */
export interface DriftOptions<Observation, Action, Info extends BaseInfo = BaseInfo> {
  /** What is played one after the other; the last phase goes on for good. At least one. */
  readonly schedule: readonly DriftPhase<Observation, Action, Info>[];
  /** Whether the schedule starts again after the last phase. @defaultValue false */
  readonly cycle?: boolean;
}

/**
 * Changes the environment after so many episodes, for studies of learners in a world that does not stand still. An
 * episode begins with every reset. A seeded reset starts the schedule again and seeds every variant.
 */
export class Drift<Observation, Action, Info extends BaseInfo = BaseInfo> extends Wrapper<
  Observation,
  Action,
  Info
> {
  static override readonly optionNames: OptionNames<DriftOptions<unknown, unknown>> = {
    schedule: true,
    cycle: true,
  };
  override readonly changesTask = true;
  readonly #variants: readonly Env<Observation, Action, Info>[];
  readonly #phases: readonly number[];
  readonly #cycle: boolean;
  #episode = -1;

  /** @throws {InvalidArgumentError} If the schedule is empty, a length is out of range, or a variant has other spaces. */
  constructor(inner: Env<Observation, Action, Info>, options: DriftOptions<Observation, Action, Info>) {
    super(inner, { ...options });
    const { schedule, cycle = false } = options;
    if (schedule.length === 0)
      throw new InvalidArgumentError("Expected `schedule` to hold at least one phase.");
    this.#phases = schedule.map(({ episodes }) => integerOption("episodes", episodes, 1));
    this.#variants = schedule.map(({ variant }) => sameSpaces(variant(inner), inner));
    this.#cycle = cycle;
  }

  /** Index of the phase of the schedule that the running episode belongs to. */
  get phase(): number {
    return this.#phaseOf(Math.max(this.#episode, 0));
  }

  override get metadata(): EnvMetadata {
    return { ...this.#active.metadata, stochastic: true };
  }

  override get unwrapped(): Env {
    return this.#active.unwrapped;
  }

  override reset(options: ResetOptions = {}): ResetResult<Observation, Info> {
    const isSeeded = options.seed !== undefined;
    const episode = isSeeded ? 0 : this.#episode + 1;
    const next = this.#variantAt(this.#phaseOf(episode));
    if (isSeeded) for (const other of this.#variants) if (other !== next) other.reset(options);
    const result = next.reset(options);
    this.#episode = episode;
    return result;
  }

  override step(action: Action): StepResult<Observation, Info> {
    return this.#active.step(action);
  }

  override actionMask(): Mask | undefined {
    return this.#active.actionMask();
  }

  override render(): string | undefined {
    return this.#active.render();
  }

  /** Of every variant; those around the inner environment each hold its state. */
  override snapshot(): JsonValue {
    const inner = this.#variants.map((variant) => variant.snapshot());
    return { wrapper: this.constructor.name, state: this.#episode, inner };
  }

  override restore(snapshot: JsonValue): void {
    const { wrapper, state, inner } = (snapshot ?? {}) as JsonObject;
    const isEpisode = Number.isSafeInteger(state) && (state as number) >= -1;
    if (wrapper !== this.constructor.name || !isEpisode || !this.#fits(inner)) {
      throw new SnapshotError("Expected a snapshot of a stack with `Drift` and as many phases here.");
    }
    const before = this.#variants.map((variant) => variant.snapshot());
    try {
      this.#restoreAll(inner);
    } catch (error) {
      this.#restoreAll(before);
      throw error;
    }
    this.#episode = state as number;
  }

  override close(): void {
    for (const variant of this.#variants) variant.close();
    super.close();
  }

  #fits(inner: JsonValue | undefined): inner is readonly JsonValue[] {
    return Array.isArray(inner) && inner.length === this.#variants.length;
  }

  #restoreAll(snapshots: readonly JsonValue[]): void {
    for (const [index, variant] of this.#variants.entries()) variant.restore(snapshots[index] ?? null);
  }

  get #active(): Env<Observation, Action, Info> {
    return this.#variantAt(this.phase);
  }

  #variantAt(phase: number): Env<Observation, Action, Info> {
    return this.#variants[phase] ?? this.inner;
  }

  #phaseOf(episode: number): number {
    const total = this.#phases.reduce((sum, episodes) => sum + episodes, 0);
    let left = this.#cycle ? episode % total : episode;
    for (const [phase, episodes] of this.#phases.entries()) {
      if (left < episodes) return phase;
      left -= episodes;
    }
    return this.#phases.length - 1;
  }
}

function sameSpaces<E extends Pick<Env, "actionSpace" | "observationSpace">>(variant: E, inner: E): E {
  for (const name of ["observationSpace", "actionSpace"] as const) {
    const [expected, got] = [inner[name], variant[name]];
    if (expected === got || expected.equals?.(got) === true) continue;
    throw new InvalidArgumentError(`Expected every variant to have the \`${name}\` ${expected}, got ${got}.`);
  }
  return variant;
}
