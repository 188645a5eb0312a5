import { describe, expect, it } from "vitest";
import { InvalidActionError } from "../../../src/core/errors.ts";
import { StickyAction } from "../../../src/wrappers/action/sticky-action.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "StickyAction",
  wrap: (inner) => new StickyAction(inner, { probability: 0.5 }),
});

/** Places after `actions`, from 20 on. */
function placesOf(env: StickyAction<number, number>, actions: readonly number[]): number[] {
  return actions.map((action) => env.step(action).observation);
}

describe("sticky actions", () => {
  it("carry out what was chosen where the chance is 0", () => {
    const env = new StickyAction(new WalkEnv(), { probability: 0 });
    env.reset({ seed: 1 });
    expect(placesOf(env, [2, 3, 1, 2])).toEqual([21, 23, 23, 24]);
  });

  it("repeat the action that was carried out, not the one that was chosen", () => {
    const env = new StickyAction(new WalkEnv(), { probability: 1 - Number.EPSILON });
    env.reset({ seed: 1 });
    expect(placesOf(env, [2, 1, 1, 3])).toEqual([21, 22, 23, 24]);
  });

  it("begin each episode with the chosen action", () => {
    const env = new StickyAction(new WalkEnv(), { probability: 1 - Number.EPSILON });
    env.reset({ seed: 1 });
    env.step(2);
    env.reset();
    expect(env.step(3).observation).toBe(22);
  });

  it("do not repeat what the mask no longer allows", () => {
    const env = new StickyAction(new WalkEnv(), { probability: 1 - Number.EPSILON });
    env.reset({ seed: 1 });
    expect(placesOf(env, [0, 3, 3])).toEqual([19, 18, 20]);
  });

  it("draw nothing for an action that the inner environment refuses", () => {
    class NoLeap extends WalkEnv {
      protected override play(action: number): ReturnType<WalkEnv["step"]> {
        if (action === 3) throw new InvalidActionError("Expected no leap.");
        return super.play(action);
      }
    }
    const [env, other] = [0, 1].map(() => new StickyAction(new NoLeap(), { probability: 0.5 }));
    env?.reset({ seed: 1 });
    other?.reset({ seed: 1 });
    for (let attempt = 0; attempt < 3; attempt += 1) expect(() => env?.step(3)).toThrowError("no leap");
    for (const action of [2, 1, 1, 2, 1, 2, 1, 1, 2]) {
      expect(env?.step(action)).toEqual(other?.step(action));
    }
  });

  it("repeat as often as the chance says", () => {
    const env = new StickyAction(new WalkEnv(), { probability: 0.25 });
    let repeated = 0;
    for (let episode = 0; episode < 2000; episode += 1) {
      env.reset(episode === 0 ? { seed: 1 } : {});
      env.step(2);
      repeated += env.step(1).observation - 21;
    }
    expect(Math.abs(repeated / 2000 - 0.25)).toBeLessThan(0.03);
    expect(env.metadata.stochastic).toBe(true);
  });

  it.each([-0.1, 1, Number.NaN])("refuse the chance %s", (probability) => {
    expect(() => new StickyAction(new WalkEnv(), { probability })).toThrowError("probability");
  });
});
