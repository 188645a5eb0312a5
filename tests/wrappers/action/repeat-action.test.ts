import { describe, expect, it } from "vitest";
import { InvalidActionError } from "../../../src/core/errors.ts";
import { RepeatAction } from "../../../src/wrappers/action/repeat-action.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { shiftedWalk } from "../../support/shifted-walk.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "RepeatAction",
  wrap: (inner) => new RepeatAction(inner, { repeats: 2 }),
  wrapAgain: (inner) => new RepeatAction(inner, { repeats: 1 }),
});

describe("a repeated action", () => {
  it("is carried out that often and sums the rewards, part by part", () => {
    const [env, bare] = [new RepeatAction(new WalkEnv(), { repeats: 3 }), new WalkEnv()];
    env.reset({ seed: 1 });
    bare.reset({ seed: 1 });
    const result = env.step(3);
    const luck = [3, 3, 3].map((action) => bare.step(action).info.rewardComponents?.["luck"] ?? 0);
    expect(result).toMatchObject({ observation: 26, info: { repeats: 3 } });
    expect(result.info.rewardComponents?.["gain"]).toBe(0.2 + 0.2 + 0.2);
    expect(result.info.rewardComponents?.["luck"]).toBe(luck.reduce((sum, part) => sum + part));
  });

  it("stops at the end, by termination and by truncation", () => {
    const ending = new RepeatAction(new ScriptedEnv([1, 2]), { repeats: 5 });
    ending.reset();
    expect(ending.step(0)).toMatchObject({ reward: 3, terminated: true, info: { repeats: 2 } });
    const limited = new RepeatAction(new TimeLimit(new WalkEnv(), { maxSteps: 3 }), { repeats: 2 });
    limited.reset();
    expect(limited.step(1)).toMatchObject({ truncated: false, info: { repeats: 2 } });
    expect(limited.step(1)).toMatchObject({ truncated: true, info: { repeats: 1 } });
  });

  it.each([
    ["a walk", () => new WalkEnv(), 0],
    ["one that counts from 5", shiftedWalk, 5],
  ] as const)("stops where the mask of %s no longer allows it", (_, make, back) => {
    const env = new RepeatAction(make(), { repeats: 4 });
    env.reset();
    expect(env.step(back)).toMatchObject({ observation: 18, info: { repeats: 2 } });
  });

  it("stops where the inner environment refuses it", () => {
    class Tired extends WalkEnv {
      #leaps = 0;
      protected override play(action: number): ReturnType<WalkEnv["step"]> {
        if (action === 3 && this.#leaps > 1) throw new InvalidActionError("Expected no third leap.");
        this.#leaps += 1;
        return super.play(action);
      }
    }
    const env = new RepeatAction(new Tired(), { repeats: 3 });
    env.reset();
    expect(env.step(3)).toMatchObject({ observation: 24, info: { repeats: 2 } });
    expect(() => env.step(3)).toThrowError("no third leap");
  });

  it("is repeated at least once", () => {
    expect(() => new RepeatAction(new WalkEnv(), { repeats: 0 })).toThrowError("repeats");
  });
});
