import { describe, expect, it } from "vitest";
import type { Space } from "../../../src/core/space.ts";
import { DelayObservation } from "../../../src/wrappers/observation/delay-observation.ts";
import { TransformObservation } from "../../../src/wrappers/observation/transform-observation.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { DictWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "DelayObservation",
  wrap: (inner) => new DelayObservation(inner, { delay: 2 }),
});

const five = (): ScriptedEnv => new ScriptedEnv([0, 0, 0, 0, 0]);

function seen(env: DelayObservation<number, number>): number[] {
  const first = env.reset().observation;
  return [first, ...[0, 0, 0, 0].map((action) => env.step(action).observation)];
}

describe("a delayed observation", () => {
  it("comes so many steps late, after zeros", () => {
    expect(seen(new DelayObservation(five(), { delay: 3 }))).toEqual([0, 0, 0, 0, 1]);
    expect(seen(new DelayObservation(five(), { delay: 1 }))).toEqual([0, 0, 1, 2, 3]);
    expect(seen(new DelayObservation(five(), { delay: 0 }))).toEqual([0, 1, 2, 3, 4]);
  });

  it("comes after a padding of one's own, anew in every episode", () => {
    const env = new DelayObservation(five(), { delay: 2, padding: { custom: 5 } });
    expect([seen(env), seen(env)]).toEqual([
      [5, 5, 0, 1, 2],
      [5, 5, 0, 1, 2],
    ]);
    const walk = new DelayObservation(new WalkEnv(), { delay: 1, padding: "reset" });
    expect([walk.reset().observation, walk.step(2).observation, walk.step(2).observation]).toEqual([
      20, 20, 21,
    ]);
  });

  it("has zeros of the space", () => {
    const env = new DelayObservation(new DictWalk(new WalkEnv()), { delay: 1 });
    expect(env.reset().observation).toEqual({ place: 0, share: [0], word: "a" });
  });

  it("does not share what it keeps", () => {
    const env = new DelayObservation(new DictWalk(new WalkEnv()), { delay: 1, padding: "reset" });
    (env.reset().observation.share as number[])[0] = 9;
    expect(env.step(1).observation.share).toEqual([0.5]);
  });

  it("leaves masks and rewards those of now", () => {
    const [env, walk] = [new DelayObservation(new WalkEnv(), { delay: 9 }), new WalkEnv()];
    env.reset({ seed: 1 });
    walk.reset({ seed: 1 });
    const { observation: _, ...rest } = walk.step(2);
    expect(env.step(2)).toMatchObject(rest);
    expect(env.actionMask()).toEqual(walk.actionMask());
  });

  it("is refused for a delay or a padding that makes no sense", () => {
    expect(() => new DelayObservation(five(), { delay: -1 })).toThrowError("delay");
    expect(() => new DelayObservation(five(), { delay: 1, padding: { custom: 6 } })).toThrowError("padding");
    const words: Space<string> = {
      ...{ size: 1, sample: () => "", seed: () => undefined, toString: () => "Words", toJSON: () => "Words" },
      contains: (value): value is string => typeof value === "string",
    };
    const spoken = new TransformObservation(five(), { transform: String, observationSpace: words });
    expect(() => new DelayObservation(spoken, { delay: 1 })).toThrowError("a zero value, got Words");
  });

  it("refuses the snapshot of another delay", () => {
    const [one, two] = [1, 2].map((delay) => new DelayObservation(five(), { delay }));
    one?.reset();
    expect(() => two?.restore(one?.snapshot() ?? null)).toThrowError(
      "Expected 3 observations of Discrete(6)",
    );
  });
});
