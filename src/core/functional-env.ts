import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "./env.ts";
import type { JsonValue } from "./json.ts";
import type { Mask } from "./mask.ts";
import type { Space } from "./space.ts";

/** An episode as it stands: deeply frozen plain JSON, which any equal environment takes as a snapshot. */
export type EnvState = JsonValue;

/** Where an episode begins. */
export interface Initial<Observation, Info> extends ResetResult<Observation, Info> {
  readonly state: EnvState;
}

/** Where an action leads. */
export interface FunctionalTransition<Observation, Info> extends StepResult<Observation, Info> {
  readonly state: EnvState;
}

/** An environment without hidden state, as Gymnasium's `FuncEnv`: what a call returns depends on its arguments alone. */
export interface FunctionalEnv<Observation = unknown, Action = unknown, Info extends BaseInfo = BaseInfo> {
  readonly observationSpace: Space<Observation>;
  readonly actionSpace: Space<Action>;
  /**
   * Begins an episode, in a new environment. @param options - Without a seed it is that of seed 0.
   * @throws {GymError} What `reset` throws.
   */
  initial(options?: ResetOptions): Initial<Observation, Info>;
  /**
   * Carries out one action. Randomness is part of the state: the same state and action give the same result.
   * @throws {GymError} What `step` throws, such as `EPISODE_ENDED` in the state after the last step.
   */
  transition(state: EnvState, action: Action): FunctionalTransition<Observation, Info>;
  /** Allowed actions in a state; `undefined` where the environment has no mask. */
  actionMask(state: EnvState): Mask | undefined;
}

/**
 * The functional view of an environment, for planning, branching and exact repetition. It plays in environments of its
 * own and moves between states by snapshots.
 *
 * @param makeEnv - Makes a new environment; those it makes must be equal.
 */
export function functional<Observation, Action, Info extends BaseInfo>(
  makeEnv: () => Env<Observation, Action, Info>,
): FunctionalEnv<Observation, Action, Info> {
  return new SnapshotView(makeEnv);
}

class SnapshotView<Observation, Action, Info extends BaseInfo>
  implements FunctionalEnv<Observation, Action, Info>
{
  readonly #makeEnv: () => Env<Observation, Action, Info>;
  readonly #env: Env<Observation, Action, Info>;
  /** The state of the last transition while the environment still stands in it; compared by identity. */
  #current: EnvState | undefined;

  constructor(makeEnv: () => Env<Observation, Action, Info>) {
    this.#makeEnv = makeEnv;
    this.#env = makeEnv();
  }

  get observationSpace(): Space<Observation> {
    return this.#env.observationSpace;
  }

  get actionSpace(): Space<Action> {
    return this.#env.actionSpace;
  }

  initial({ seed = 0, options }: ResetOptions = {}): Initial<Observation, Info> {
    const env = this.#makeEnv();
    try {
      const result = env.reset({ seed, ...(options !== undefined && { options }) });
      return { ...result, state: frozenCopy(env.snapshot()) };
    } finally {
      env.close();
    }
  }

  transition(state: EnvState, action: Action): FunctionalTransition<Observation, Info> {
    this.#stand(state);
    this.#current = undefined;
    const result = this.#env.step(action);
    const next = frozenCopy(this.#env.snapshot());
    this.#current = next;
    return { ...result, state: next };
  }

  actionMask(state: EnvState): Mask | undefined {
    this.#stand(state);
    return this.#env.actionMask();
  }

  #stand(state: EnvState): void {
    if (state === this.#current) return;
    this.#current = undefined;
    // An environment may keep and change what it restores, so it gets a copy.
    this.#env.restore(structuredClone(state));
  }
}

function frozenCopy(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([key, part]) => [key, frozenCopy(part)])),
  );
}
