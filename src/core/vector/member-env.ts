import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../env.ts";
import { GymError, InvalidArgumentError, ResetNeededError, show } from "../errors.ts";
import type { JsonValue } from "../json.ts";
import type { Mask } from "../mask.ts";
import type { Space } from "../space.ts";
import { WrapperBase } from "../wrapper.ts";
import type { VectorInfo } from "./results.ts";
import type { SyncVectorEnv } from "./sync-vector-env.ts";

/**
 * One environment of a vector as an environment of its own, to compare with a lone one: it is played through the
 * vector, and a reset after an end takes the episode that the vector's autoreset begins. The other environments play
 * random allowed actions meanwhile.
 *
 * Under `same-step` the next episode has begun when the last step returns, so a reset with options after it is one
 * episode further in a cycle of tasks than that of a lone environment; one with a seed is the same.
 *
 * @param index - Which one, an integer in [0, count).
 * @throws {InvalidArgumentError} If the vector has no such environment.
 */
export function memberEnv<Observation, Action, Info extends BaseInfo = BaseInfo>(
  vector: SyncVectorEnv<Observation, Action, Info>,
  index: number,
): Env<Observation, Action, Info> {
  const env = vector.envs[index];
  if (env === undefined) {
    const range = `an integer in [0, ${vector.count - 1}]`;
    throw new InvalidArgumentError(`Expected \`index\` to be ${range}, got ${show(index)}.`);
  }
  return new MemberEnv(env, vector, index);
}

type Reset<Observation, Info> = ResetResult<Observation, Info>;

class MemberEnv<Observation, Action, Info extends BaseInfo> extends WrapperBase<
  Env<Observation, Action, Info>,
  Observation,
  Action,
  Info
> {
  readonly #vector: SyncVectorEnv<Observation, Action, Info>;
  readonly #index: number;
  readonly #samplers: readonly Space<Action>[];
  /** The masks last seen. */
  readonly #masks: (Mask | undefined)[] = [];
  /** Which environments of the vector have ended and wait for a reset by the caller or by a step. */
  #ended: readonly boolean[];
  #phase: "new" | "running" | "ended" = "new";
  /** The next episode, where `same-step` has begun it. */
  #begun: Reset<Observation, Info> | undefined;

  constructor(
    inner: Env<Observation, Action, Info>,
    vector: SyncVectorEnv<Observation, Action, Info>,
    index: number,
  ) {
    super(inner);
    this.#vector = vector;
    this.#index = index;
    this.#ended = vector.envs.map(() => false);
    this.#samplers = vector.envs.map(({ actionSpace }) => actionSpace.copy?.() ?? actionSpace);
  }

  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  get actionSpace(): Space<Action> {
    return this.inner.actionSpace;
  }

  reset(given: ResetOptions = {}): Reset<Observation, Info> {
    const isPlain = given.seed === undefined && Object.keys(given.options ?? {}).length === 0;
    const begun = isPlain && this.#phase === "ended" ? this.#autoreset() : this.#resetOne(given);
    this.#phase = "running";
    this.#begun = undefined;
    return begun;
  }

  #autoreset(): Reset<Observation, Info> {
    if (this.#begun !== undefined) return this.#begun;
    if (this.#vector.metadata.autoresetMode === "disabled") return this.#resetOne({});
    // Under `next-step` the step ignores the action of an ended environment.
    const { observation, info } = this.#stepAll(this.#samplers[this.#index]?.sample() as Action);
    return { observation, info };
  }

  /** Resets this environment alone, and before the first episode the others too. */
  #resetOne({ seed, options }: ResetOptions): Reset<Observation, Info> {
    const { count } = this.#vector;
    const isNew = this.#phase === "new";
    const seeds = Array.from({ length: count }, () => seed ?? 0);
    const resetMask = this.#vector.envs.map((_, index) => index === this.#index);
    const { observations, infos } = this.#vector.reset({
      ...(seed !== undefined && { seed: seeds }),
      options: { ...options, resetMask },
    });
    this.#see(infos);
    if (isNew && count > 1) this.#resetMany(resetMask.map((own) => !own));
    this.#ended = this.#ended.map((ended, index) => !isNew && index !== this.#index && ended);
    return this.#own(observations, infos);
  }

  #resetMany(resetMask: readonly boolean[]): void {
    this.#see(this.#vector.reset({ options: { resetMask } }).infos);
  }

  #see(infos: readonly (BaseInfo | undefined)[]): void {
    for (const [index, info] of infos.entries()) if (info !== undefined) this.#masks[index] = info.actionMask;
  }

  #own(
    observations: readonly (Observation | undefined)[],
    infos: readonly (VectorInfo<Observation, Info> | undefined)[],
  ): Reset<Observation, Info> {
    // What the vector gives at this index is what this environment gave.
    return { observation: observations[this.#index] as Observation, info: infos[this.#index] as Info };
  }

  step(action: Action): StepResult<Observation, Info> {
    if (this.#phase !== "running") throw new ResetNeededError(this.#phase);
    const result = this.#stepAll(action);
    if (result.terminated || result.truncated) this.#phase = "ended";
    const { finalObservation, finalInfo, ...first } = result.info as VectorInfo<Observation, Info>;
    if (finalInfo === undefined) return result;
    this.#begun = { observation: result.observation, info: first as unknown as Info };
    return { ...result, observation: finalObservation as Observation, info: finalInfo };
  }

  /** Steps every environment of the vector; this one with the action, the others at random. */
  #stepAll(action: Action): StepResult<Observation, Info> {
    this.#resetOthers();
    const actions = this.#samplers.map((sampler, index) =>
      index === this.#index ? action : sampler.sample(this.#ended[index] ? undefined : this.#masks[index]),
    );
    const { observations, infos, rewards, terminated, truncated } = this.#vector.step(actions);
    this.#see(infos);
    const isAutomatic = this.#vector.metadata.autoresetMode === "same-step";
    this.#ended = terminated.map((each, index) => !isAutomatic && (each || truncated[index] === true));
    const at = this.#index;
    return {
      ...this.#own(observations, infos),
      ...{ reward: rewards[at] ?? 0, terminated: terminated[at] === true, truncated: truncated[at] === true },
    };
  }

  #resetOthers(): void {
    const resetMask = this.#ended.map((ended, index) => ended && index !== this.#index);
    if (this.#vector.metadata.autoresetMode !== "disabled" || !resetMask.includes(true)) return;
    this.#resetMany(resetMask);
    this.#ended = this.#ended.map(() => false);
  }

  override restore(_snapshot: JsonValue): never {
    throw new GymError(
      "UNSUPPORTED",
      "One environment of a vector cannot be restored alone: call `restore` of the vector.",
    );
  }

  override close(): void {
    this.#vector.close();
    // From here on the vector refuses every call in its own words.
    this.#phase = "running";
  }
}
