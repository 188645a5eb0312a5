/// <reference lib="esnext.disposable" preserve="true" />
import type { BaseInfo, Env, ResetOptions } from "../env.ts";
import type { EnvSpec } from "../env-spec.ts";
import { ClosedEnvironmentError, InvalidArgumentError, SnapshotError } from "../errors.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { Mask } from "../mask.ts";
import { refuseUnknownKeys } from "../names.ts";
import type { Space } from "../space.ts";
import {
  checkCount,
  checkFactory,
  checkMade,
  checkMembers,
  checkResetMask,
  fromEnvironment,
} from "./check.ts";
import { Member } from "./member.ts";
import { readVectorOptions, type VectorOptions } from "./options.ts";
import {
  collectResets,
  collectSteps,
  type PartialResetOptions,
  type VectorInfo,
  type VectorMetadata,
  type VectorResetOptions,
  type VectorResetResult,
  type VectorStepResult,
} from "./results.ts";
import { vectorSeeds } from "./seeds.ts";
import type { EnvStatistics } from "./statistics.ts";

/**
 * Environments of one kind that step together, in this thread and in order.
 *
 * Environment i plays exactly what a lone environment with its seed plays. Refused actions and wrong options are
 * refused before any environment changes. If one throws in the middle all the same, those before it have lost their
 * result and must be reset; the error names the environment.
 */
export class SyncVectorEnv<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo> {
  readonly count: number;
  readonly metadata: VectorMetadata;
  /** The environments themselves, to look at; who steps or resets one past the vector breaks its bookkeeping. */
  readonly envs: readonly Env<Observation, Action, Info>[];
  readonly #members: readonly Member<Observation, Action, Info>[];
  readonly #options: Required<VectorOptions>;
  #closed = false;

  /**
   * @param create - Makes the environment with an index in [0, count), a new one in every call.
   * @param count - Number of environments, at least 1.
   * @throws {GymError} If an option is unknown or wrong, one object is handed in twice, or spaces differ; what was made
   *   is closed then.
   */
  constructor(
    create: (index: number) => Env<Observation, Action, Info>,
    count: number,
    options: VectorOptions = {},
  ) {
    this.#options = readVectorOptions(options);
    const { autoresetMode } = this.#options;
    this.count = checkCount(count);
    checkFactory(create);
    this.envs = Object.freeze(createAll(create, count));
    this.#members = this.envs.map((env) => new Member(env, this.#options));
    this.metadata = Object.freeze({ ...this.#first.metadata, autoresetMode });
  }

  get #first(): Env<Observation, Action, Info> {
    const [first] = this.envs;
    if (first === undefined) throw new InvalidArgumentError("Expected at least one environment.");
    return first;
  }

  /** What each environment was made from; `undefined` where `make` did not make them. */
  get spec(): EnvSpec | undefined {
    return this.#first.spec;
  }

  /** Observation space of each environment. */
  get singleObservationSpace(): Space<Observation> {
    return this.#first.observationSpace;
  }

  /** Action space of each environment. */
  get singleActionSpace(): Space<Action> {
    return this.#first.actionSpace;
  }

  /** What each environment has played, shape [count]. */
  get statistics(): readonly EnvStatistics[] {
    return this.#members.map(({ statistics }) => ({ ...statistics }));
  }

  /**
   * Begins episodes: in all environments, or in those of `options.resetMask`, in any autoreset mode. The others go on
   * as if nothing happened, and have `undefined` in the result. The options are read and never changed.
   *
   * @throws {GymError} If the mask, a seed or an option of the environments is wrong.
   */
  reset(
    options: PartialResetOptions,
  ): VectorResetResult<Observation | undefined, VectorInfo<Observation, Info> | undefined>;
  reset(options?: VectorResetOptions): VectorResetResult<Observation, VectorInfo<Observation, Info>>;
  reset(
    given: VectorResetOptions | PartialResetOptions = {},
  ): VectorResetResult<Observation | undefined, VectorInfo<Observation, Info> | undefined> {
    this.#requireOpen();
    refuseUnknownKeys("argument of `reset`", given, ["seed", "options"]);
    const { resetMask, ...options } = given.options ?? {};
    const mask = resetMask === undefined ? undefined : checkResetMask(resetMask, this.count);
    const seeds = this.#seeds(given.seed);
    const isReset = (index: number): boolean => mask?.[index] !== false;
    const nothing = { observation: undefined, info: undefined };
    const results = this.#each(
      (member, index) =>
        isReset(index) ? member.reset({ ...seeds(index, member.isNew), options }) : nothing,
      isReset,
    );
    return collectResets(results);
  }

  /** The seed to reset an environment with, as an option; none where its streams continue. */
  #seeds(seed: number | readonly number[] | undefined): (index: number, isNew: boolean) => ResetOptions {
    const { seed: root, seeding } = this.#options;
    const seeds = vectorSeeds(seed ?? root, this.count, seeding);
    return (index, isNew) => {
      const own = seeds[index];
      return own === undefined || (seed === undefined && !isNew) ? {} : { seed: own };
    };
  }

  /**
   * One step of every environment; what happens to those whose episode had ended says `metadata.autoresetMode`.
   *
   * @param actions - One for each environment, shape [count].
   * @throws {GymError} `RESET_NEEDED` before the first reset; `EPISODE_ENDED` under `disabled`, where an ended
   *   environment was not reset; `INVALID_ACTION` or `INVALID_ARGUMENT` if the actions are wrong.
   */
  step(actions: ArrayLike<Action>): VectorStepResult<Observation, VectorInfo<Observation, Info>> {
    this.#requireOpen();
    if (actions?.length !== this.count) {
      throw new InvalidArgumentError(`Expected ${this.count} actions, got ${actions?.length ?? "none"}.`);
    }
    this.#each((member, index) => member.check(actions[index]));
    // `check` has let through what the action space contains, and what a reset ignores.
    const results = this.#each(
      (member, index) => member.step(actions[index] as Action),
      () => true,
    );
    return collectSteps(results);
  }

  /** Allowed actions now, by environment, shape [count]; `undefined` where an environment has no mask. */
  actionMasks(): readonly (Mask | undefined)[] {
    this.#requireOpen();
    return this.#each(({ env }) => env.actionMask());
  }

  /** Visits all in order; where one throws, those before it that `moves` says have moved on are lost. */
  #each<Result>(
    visit: (member: Member<Observation, Action, Info>, index: number) => Result,
    moves: (index: number) => boolean = () => false,
  ): Result[] {
    const results: Result[] = [];
    for (const [index, member] of this.#members.entries()) {
      try {
        results.push(visit(member, index));
      } catch (error) {
        for (const [before, each] of this.#members.slice(0, index).entries()) if (moves(before)) each.lose();
        throw fromEnvironment(index, error);
      }
    }
    return results;
  }

  /** The state of all environments, and what they have played, as plain JSON. */
  snapshot(): JsonValue {
    this.#requireOpen();
    const { autoresetMode } = this.#options;
    return { autoresetMode, members: this.#members.map((member) => member.save()) };
  }

  /**
   * Continues exactly where a snapshot of an equal vector stood.
   * @throws {SnapshotError} If it does not fit; nothing has changed then.
   */
  restore(snapshot: JsonValue): void {
    this.#requireOpen();
    const { autoresetMode, members } = (snapshot ?? {}) as JsonObject;
    if (!Array.isArray(members) || members.length !== this.count) {
      throw new SnapshotError(`Expected the snapshot of a vector of ${this.count} environments.`);
    }
    if (autoresetMode !== this.#options.autoresetMode) {
      const mode = this.#options.autoresetMode;
      throw new SnapshotError(`Expected the snapshot of a vector with autoreset mode ${mode}.`);
    }
    const before = this.#members.map((member) => member.save());
    try {
      this.#each((member, index) => member.load(members[index]));
    } catch (error) {
      for (const [index, member] of this.#members.entries()) member.load(before[index] ?? null);
      throw error;
    }
  }

  #requireOpen(): void {
    if (this.#closed) throw new ClosedEnvironmentError();
  }

  /** Closes every environment; a second call does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeAll(this.envs);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function createAll<Observation, Action, Info extends BaseInfo>(
  create: (index: number) => Env<Observation, Action, Info>,
  count: number,
): Env<Observation, Action, Info>[] {
  const envs: Env<Observation, Action, Info>[] = [];
  try {
    for (let index = 0; index < count; index += 1) envs.push(checkMade(create(index), index));
    // Only identity and spaces are compared, so the types of observations and actions do not matter.
    checkMembers(envs as unknown as Env[]);
    return envs;
  } catch (error) {
    closeAll(envs);
    throw error;
  }
}

/** Closes all, also where one refuses; the first refusal is thrown afterwards. */
function closeAll(envs: readonly { close(): void }[]): void {
  const errors: unknown[] = [];
  for (const env of envs) {
    try {
      env.close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
