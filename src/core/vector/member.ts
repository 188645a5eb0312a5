import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../env.ts";
import { GymError, InvalidActionError, SnapshotError, show } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { refuseNonFinite } from "./finite.ts";
import type { VectorOptions } from "./options.ts";
import type { VectorInfo } from "./results.ts";
import {
  countReset,
  countStep,
  type EnvStatistics,
  loadStatistics,
  NO_EPISODES,
  saveStatistics,
} from "./statistics.ts";

const PHASES = ["new", "running", "ended", "lost"] as const;
/** `lost`: it moved on in a step whose result nobody got, because another environment threw. */
type Phase = (typeof PHASES)[number];

/** One environment of a vector: its place in the episode, what follows an end, and what it has played. */
export class Member<Observation, Action, Info extends BaseInfo> {
  readonly env: Env<Observation, Action, Info>;
  readonly #options: Required<VectorOptions>;
  #phase: Phase = "new";
  #statistics: EnvStatistics = NO_EPISODES;

  constructor(env: Env<Observation, Action, Info>, options: Required<VectorOptions>) {
    this.env = env;
    this.#options = options;
  }

  /** It was never reset, so that its streams have no seed of this vector. */
  get isNew(): boolean {
    return this.#phase === "new";
  }

  get statistics(): EnvStatistics {
    return this.#statistics;
  }

  get #resetsNext(): boolean {
    return this.#phase === "ended" && this.#options.autoresetMode === "next-step";
  }

  /** Throws what a step with this action would throw for the order of calls or the action space; changes nothing. */
  check(action: unknown): void {
    if (this.#resetsNext) return;
    if (this.#phase === "ended") {
      throw new GymError(
        "EPISODE_ENDED",
        "The episode has ended: call `reset({ options: { resetMask } })` to start the next one.",
      );
    }
    if (this.#phase === "lost") {
      throw new GymError(
        "RESET_NEEDED",
        "Its last result was lost when another environment threw: call `reset()`.",
      );
    }
    if (this.#phase === "new") throw new GymError("RESET_NEEDED", "Call `reset()` before `step()`.");
    const { actionSpace } = this.env;
    if (!actionSpace.contains(action)) {
      throw new InvalidActionError(`Expected an action in ${actionSpace}, got ${show(action)}.`);
    }
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info> {
    const result = this.env.reset(options);
    this.#phase = "running";
    this.#statistics = countReset(this.#statistics);
    this.#checkFinite(result);
    return result;
  }

  /** One step, or the reset that takes its place. */
  step(action: Action): StepResult<Observation, VectorInfo<Observation, Info>> {
    if (this.#resetsNext) return { ...this.reset(), reward: 0, terminated: false, truncated: false };
    const result = this.env.step(action);
    const ended = result.terminated || result.truncated;
    this.#statistics = countStep(this.#statistics, result.reward, ended);
    this.#checkFinite(result);
    if (!ended) return result;
    this.#phase = "ended";
    return this.#options.autoresetMode === "same-step" ? this.#restarted(result) : result;
  }

  #checkFinite(result: ResetResult<Observation, Info> & { readonly reward?: number }): void {
    if (!this.#options.checkFinite) return;
    try {
      refuseNonFinite(result, this.#statistics.length);
    } catch (error) {
      this.lose();
      throw error;
    }
  }

  #restarted(last: StepResult<Observation, Info>): StepResult<Observation, VectorInfo<Observation, Info>> {
    this.lose();
    const { observation, info } = this.reset();
    const final = { finalObservation: last.observation, finalInfo: last.info };
    return { ...last, observation, info: { ...info, ...final } };
  }

  /** Its result reached nobody: only a reset helps. */
  lose(): void {
    this.#phase = "lost";
  }

  save(): JsonObject {
    const { env } = this;
    return { phase: this.#phase, statistics: saveStatistics(this.#statistics), env: env.snapshot() };
  }

  /** @throws {SnapshotError} Before anything changes, if `saved` was not made by `save`. */
  load(saved: JsonValue): void {
    const { phase: name, statistics, env = null } = (saved ?? {}) as JsonObject;
    const phase = PHASES.find((each) => each === name);
    if (phase === undefined) throw new SnapshotError("Expected an environment of a vector snapshot.");
    const counted = loadStatistics(statistics);
    this.env.restore(env);
    this.#phase = phase;
    this.#statistics = counted;
  }
}
