import { describe, expect, it } from "vitest";
import type { Env, StepResult } from "../../src/core/env.ts";
import { EnvSpec } from "../../src/core/env-spec.ts";
import type { WrapperBase } from "../../src/core/wrapper.ts";
import { WalkEnv } from "./walk-env.ts";

/** A wrapper under contract: how to put it around an environment of the same types, and what it may cost. */
export interface WrapperCase {
  /** Name of the class. */
  readonly name: string;
  readonly wrap: (inner: Env<number, number>) => WrapperBase<Env<number, number>, number, number>;
  /** Set where the options hold functions, which no spec can write as JSON. */
  readonly hasFunctions?: boolean;
}

type AnyWrapper = ReturnType<WrapperCase["wrap"]>;

const SEED = { seed: 7 };

/** Plays up to `steps` allowed actions of a fixed pattern; ends early with the episode. */
function play(env: AnyWrapper, steps: number): StepResult<number, object>[] {
  const played: StepResult<number, object>[] = [];
  for (let step = 0; step < steps; step += 1) {
    const mask = env.actionMask() ?? new Uint8Array(env.actionSpace.size).fill(1);
    const allowed = [...mask.keys()].filter((action) => mask[action] === 1);
    const result = env.step(allowed[(step * 5 + 1) % allowed.length] ?? 0);
    played.push(result);
    if (result.terminated || result.truncated) break;
  }
  return played;
}

function expectMasks(env: AnyWrapper, info: { readonly actionMask?: Readonly<Uint8Array> }): void {
  expect(info.actionMask).toEqual(env.actionMask());
  expect(info.actionMask).toHaveLength(env.actionSpace.size);
}

function expectSum({ info, reward }: StepResult<number, object>): void {
  const { rewardComponents } = info as { readonly rewardComponents?: Readonly<Record<string, number>> };
  const parts = Object.values(rewardComponents ?? { reward });
  expect(parts.reduce((sum, part) => sum + part)).toBe(reward);
}

/** What every wrapper keeps, alone and around another of its kind. */
export function keepsWrapperContract({ name, wrap, hasFunctions = false }: WrapperCase): void {
  const stacks: readonly [string, (inner: Env<number, number>) => AnyWrapper][] = [
    ["alone", wrap],
    ["twice", (inner) => wrap(wrap(inner))],
  ];
  describe.each(stacks)(`${name} %s`, (_label, build) => {
    const make = (): AnyWrapper => build(new WalkEnv(new EnvSpec("Walk-v1")));

    it("says the same masks in the method and in the infos, one entry for each action", () => {
      const env = make();
      expectMasks(env, env.reset(SEED).info);
      for (let step = 0; step < 3; step += 1) {
        const [result] = play(env, 1);
        expectMasks(env, result?.info ?? {});
      }
    });

    it("plays the same steps again from a snapshot that went through JSON", () => {
      const env = make();
      env.reset(SEED);
      play(env, 2);
      const snapshot = JSON.parse(JSON.stringify(env.snapshot()));
      const first = play(env, 5);
      const other = make();
      other.restore(snapshot);
      expect(play(other, 5)).toEqual(first);
      env.restore(snapshot);
      expect(play(env, 5)).toEqual(first);
      expect(first).toHaveLength(5);
    });

    it("plays the same episode again for the same seed", () => {
      const env = make();
      const first = [env.reset(SEED), ...play(env, 6)];
      expect([env.reset(SEED), ...play(env, 6)]).toEqual(first);
    });

    it("has reward parts that sum to the reward exactly", () => {
      const env = make();
      env.reset(SEED);
      for (const result of play(env, 6)) expectSum(result);
    });

    it("refuses every action before a reset, after the end and after close", () => {
      const env = make();
      const last = env.actionSpace.size - 1;
      const refusal = (code: string): unknown => expect.objectContaining({ code });
      for (const action of [0, last]) expect(() => env.step(action)).toThrowError(refusal("RESET_NEEDED"));
      env.reset(SEED);
      play(env, 1000);
      for (const action of [0, last]) expect(() => env.step(action)).toThrowError(refusal("EPISODE_ENDED"));
      env.close();
      for (const action of [0, last]) expect(() => env.step(action)).toThrowError(refusal("ENV_CLOSED"));
      expect(() => env.reset()).toThrowError(refusal("ENV_CLOSED"));
    });

    it("refuses an action outside the space and goes on as if nothing had happened", () => {
      const [env, other] = [make(), make()];
      env.reset(SEED);
      other.reset(SEED);
      for (const wrong of [-1, 0.5, env.actionSpace.size]) {
        expect(() => env.step(wrong)).toThrowError(expect.objectContaining({ code: "INVALID_ACTION" }));
      }
      expect(play(env, 5)).toEqual(play(other, 5));
    });

    it("changes nothing when a reset is refused", () => {
      const [env, other] = [make(), make()];
      env.reset(SEED);
      other.reset(SEED);
      play(env, 2);
      play(other, 2);
      expect(() => env.reset({ seed: 99, options: { nonsense: 1 } })).toThrowError("nonsense");
      expect(play(env, 3)).toEqual(play(other, 3));
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
      expect(play(env, 5)).toEqual(play(other, 5));
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
