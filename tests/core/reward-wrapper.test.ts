import { describe, expect, it } from "vitest";
import type { BaseInfo, Env, StepResult } from "../../src/core/env.ts";
import { RewardWrapper } from "../../src/core/reward-wrapper.ts";
import { Wrapper } from "../../src/core/wrapper.ts";
import { ScriptedEnv } from "../support/scripted-env.ts";

type Parts = Readonly<Record<string, number>>;

/** Gives every step the reward 2 in the same parts. */
class Paid extends Wrapper<unknown, number> {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super(new ScriptedEnv(new Array<number>(9).fill(2)) as unknown as Env<unknown, number>);
    this.#parts = parts;
  }

  override step(action: number): StepResult<unknown, BaseInfo> {
    const { info, ...result } = this.inner.step(action);
    return { ...result, info: { ...info, rewardComponents: this.#parts } };
  }
}

/** Adds what it is told to. */
class Adding extends RewardWrapper<unknown, number> {
  protected override readonly component = "bonus";
  readonly #parts: number[];

  constructor(inner: Env<unknown, number>, parts: readonly number[]) {
    super(inner);
    this.#parts = [...parts];
  }

  protected override addition(): number {
    return this.#parts.shift() ?? 0;
  }
}

function partsOf(env: Env<unknown, number>, steps: number): (Parts | undefined)[] {
  env.reset();
  return Array.from({ length: steps }, () => env.step(0).info.rewardComponents);
}

const FROZEN = Object.freeze({ base: 2 });

describe("the parts of a reward with one more", () => {
  it("are worked out anew where another number is added to the same frozen parts", () => {
    const added = [0.5, 0.25, 0.5, 0, -0];
    const parts = partsOf(new Adding(new Paid(FROZEN), added), added.length);
    for (const [step, bonus] of added.entries()) expect(parts[step]).toStrictEqual({ base: 2, bonus });
    expect(FROZEN).toEqual({ base: 2 });
  });

  it("are one frozen record where the same is added again, through several wrappers", () => {
    const inner = new Adding(new Paid(FROZEN), [1, 1]);
    const [first, second] = partsOf(new Adding(inner, [3, 3]), 2);
    expect(first).toStrictEqual({ base: 2, bonus: 1, bonus_2: 3 });
    expect(second).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it("are a record of its own at every step where those inside can be changed", () => {
    const [first, second] = partsOf(new Adding(new Paid({ base: 2 }), [1, 1]), 2);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
  });

  it("get another name where the name is taken, whatever number it stands for", () => {
    const parts = partsOf(new Adding(new Paid(Object.freeze({ bonus: 2 })), [1, 2]), 2);
    expect(parts).toEqual([
      { bonus: 2, bonus_2: 1 },
      { bonus: 2, bonus_2: 2 },
    ]);
  });
});
