import { describe, expect, it } from "vitest";
import type { BaseInfo, Env, ResetResult, StepResult } from "../../src/core/env.ts";
import { EnvSpec } from "../../src/core/env-spec.ts";
import type { WrapperBase } from "../../src/core/wrapper.ts";
import { WalkEnv } from "./walk-env.ts";

/** Any wrapper, whatever it makes of observations, actions and infos. */
export type AnyWrapper = WrapperBase<Env, unknown, unknown>;

/** A wrapper under contract: how to put it around an environment, and what it may cost. */
export interface WrapperCase<Wrapped extends AnyWrapper = AnyWrapper> {
  /** Name of the class. */
  readonly name: string;
  /** Puts it around a walk; around other wrappers where it needs observations or actions of other types. */
  readonly wrap: (inner: Env<number, number>) => Wrapped;
  /** Puts it around another of its kind. By default `wrap` once more, which must then keep the types. */
  readonly wrapAgain?: (inner: Wrapped) => AnyWrapper;
  /** Set where it does not go around another of its kind. */
  readonly once?: boolean;
  /** Set where the options hold functions, which no spec can write as JSON. */
  readonly hasFunctions?: boolean;
  /** Set where what is seen depends on the episodes before, so that only a new one plays alike. */
  readonly hasMemory?: boolean;
  /** Set where a step after the end starts the next episode and is no error. */
  readonly resetsItself?: boolean;
  /** Set where what it goes around has no masks. */
  readonly unmasked?: boolean;
  /** The action of a place in the mask. By default its number. */
  readonly action?: (place: number) => unknown;
  /** Actions outside the space. By default numbers around a discrete one. */
  readonly wrongActions?: readonly unknown[];
}

const SEED = { seed: 7 };

type Action = (place: number) => unknown;

/** Plays up to `steps` allowed actions of a fixed pattern; ends early with the episode. */
function play(env: AnyWrapper, steps: number, action: Action): StepResult<unknown, BaseInfo>[] {
  const played: StepResult<unknown, BaseInfo>[] = [];
  for (let step = 0; step < steps; step += 1) {
    const mask = env.actionMask() ?? new Uint8Array(placeCount(env)).fill(1);
    const allowed = [...mask.keys()].filter((place) => mask[place] === 1);
    const result = env.step(action(allowed[(step * 5 + 1) % allowed.length] ?? 0));
    played.push(result);
    if (result.terminated || result.truncated) break;
  }
  return played;
}

/** The number of actions; 4 places stand for those of an infinite space. */
function placeCount({ actionSpace }: AnyWrapper): number {
  return Number.isFinite(actionSpace.size) ? actionSpace.size : 4;
}

function expectMasks(env: AnyWrapper, info: BaseInfo, unmasked: boolean): void {
  expect(info.actionMask).toEqual(env.actionMask());
  if (unmasked) expect(info.actionMask).toBeUndefined();
  else expect(info.actionMask).toHaveLength(env.actionSpace.size);
}

function expectSum({ info, reward }: StepResult<unknown, BaseInfo>): void {
  const parts = Object.values(info.rewardComponents ?? { reward });
  expect(parts.reduce((sum, part) => sum + part)).toBe(reward);
}

function expectMembers(env: AnyWrapper, results: readonly ResetResult<unknown, BaseInfo>[]): void {
  for (const { observation } of results) {
    expect(env.observationSpace.contains(observation), JSON.stringify(observation)).toBe(true);
  }
}

/** What every wrapper keeps, alone and around another of its kind. */
export function keepsWrapperContract<Wrapped extends AnyWrapper>(given: WrapperCase<Wrapped>): void {
  const { name, wrap, once = false, hasFunctions = false, hasMemory = false, resetsItself = false } = given;
  const { action = (place) => place, unmasked = false } = given;
  const again = given.wrapAgain ?? ((inner: Wrapped) => wrap(inner as unknown as Env<number, number>));
  const stacks: readonly [string, (inner: Env<number, number>) => AnyWrapper][] = [
    ["alone", wrap],
    ["twice", (inner) => again(wrap(inner))],
  ];
  describe.each(once ? stacks.slice(0, 1) : stacks)(`${name} %s`, (_label, build) => {
    const make = (): AnyWrapper => build(new WalkEnv(new EnvSpec("Walk-v1")));
    const wrongActions = given.wrongActions ?? [-1, 0.5, make().actionSpace.size];
    const ends = [0, placeCount(make()) - 1].map(action);
    const afterEnd = resetsItself ? [] : ends;

    it("says the same masks in the method and in the infos, one entry for each action", () => {
      const env = make();
      expectMasks(env, env.reset(SEED).info, unmasked);
      for (let step = 0; step < 3; step += 1) {
        const [result] = play(env, 1, action);
        expectMasks(env, result?.info ?? {}, unmasked);
      }
    });

    it("plays the same steps again from a snapshot that went through JSON", () => {
      const env = make();
      env.reset(SEED);
      play(env, 2, action);
      const snapshot = JSON.parse(JSON.stringify(env.snapshot()));
      const first = play(env, 5, action);
      const other = make();
      other.restore(snapshot);
      expect(play(other, 5, action)).toEqual(first);
      env.restore(snapshot);
      expect(play(env, 5, action)).toEqual(first);
      expect(first).toHaveLength(5);
    });

    it("plays the same episode again for the same seed", () => {
      const env = make();
      const first = [env.reset(SEED), ...play(env, 6, action)];
      const other = hasMemory ? make() : env;
      expect([other.reset(SEED), ...play(other, 6, action)]).toEqual(first);
    });

    it("shows members of its space, which later steps leave alone", () => {
      const env = make();
      const results: ResetResult<unknown, BaseInfo>[] = [];
      const before: unknown[] = [];
      const keep = (result: ResetResult<unknown, BaseInfo>): void => {
        results.push(result);
        before.push(structuredClone(result));
      };
      keep(env.reset(SEED));
      for (let step = 0; step < 6; step += 1) for (const result of play(env, 1, action)) keep(result);
      keep(env.reset());
      expectMembers(env, results);
      expect(results).toEqual(before);
    });

    it("has reward parts that sum to the reward exactly", () => {
      const env = make();
      env.reset(SEED);
      for (const result of play(env, 6, action)) expectSum(result);
    });

    it("refuses every action before a reset, after the end and after close", () => {
      const env = make();
      const refusal = (code: string): unknown => expect.objectContaining({ code });
      for (const end of ends) expect(() => env.step(end)).toThrowError(refusal("RESET_NEEDED"));
      env.reset(SEED);
      play(env, 1000, action);
      for (const end of afterEnd) expect(() => env.step(end)).toThrowError(refusal("EPISODE_ENDED"));
      env.close();
      for (const end of ends) expect(() => env.step(end)).toThrowError(refusal("ENV_CLOSED"));
      expect(() => env.reset()).toThrowError(refusal("ENV_CLOSED"));
    });

    it("refuses an action outside the space and goes on as if nothing had happened", () => {
      const [env, other] = [make(), make()];
      env.reset(SEED);
      other.reset(SEED);
      for (const wrong of wrongActions) {
        expect(() => env.step(wrong)).toThrowError(expect.objectContaining({ code: "INVALID_ACTION" }));
      }
      expect(play(env, 5, action)).toEqual(play(other, 5, action));
    });

    it("changes nothing when a reset is refused", () => {
      const [env, other] = [make(), make()];
      env.reset(SEED);
      other.reset(SEED);
      play(env, 2, action);
      play(other, 2, action);
      expect(() => env.reset({ seed: 99, options: { nonsense: 1 } })).toThrowError("nonsense");
      expect(play(env, 3, action)).toEqual(play(other, 3, action));
    });

    it("refuses the snapshot of another stack and goes on as if nothing had happened", () => {
      const [env, other] = [make(), make()];
      env.reset(SEED);
      other.reset(SEED);
      for (const wrong of [null, 3, { wrapper: name, state: null, inner: null }]) {
        expect(() => env.restore(wrong)).toThrowError(expect.objectContaining({ code: "BAD_SNAPSHOT" }));
      }
      const snapshot = env.snapshot() as object;
      if ("inner" in snapshot) expect(() => env.restore({ ...snapshot, inner: 1 })).toThrowError();
      expect(play(env, 5, action)).toEqual(play(other, 5, action));
    });

    it("is listed in the spec with its options, and prints itself", () => {
      const env = make();
      const { spec, kwargs, changesTask } = env;
      expect(kwargs).toBeDefined();
      expect(spec?.wrappers.at(-1)).toEqual({ name, kwargs, changesTask });
      expect(String(env)).toMatch(new RegExp(`^${name}<.*WalkEnv>+$`));
      if (hasFunctions) expect(() => spec?.toJSON()).toThrowError(`${name}: option`);
      else expect(spec?.toJSON().wrappers).toHaveLength(spec?.wrappers.length ?? 0);
    });
  });
}
