import { describe, expect, it } from "vitest";
import { BogusActions } from "../../../src/wrappers/action/bogus-actions.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "BogusActions",
  wrap: (inner) => new BogusActions(inner, { count: 2, effect: "penalty" }),
});

describe("bogus actions", () => {
  it("come behind the real ones and are always allowed", () => {
    const env = new BogusActions(new WalkEnv(), { count: 2 });
    expect(env.actionSpace.labels).toEqual(["back", "stay", "forth", "leap", "bogus:1", "bogus:2"]);
    expect(env.reset().info.actionMask).toEqual(Uint8Array.of(1, 1, 1, 1, 1, 1));
    expect(env.step(2).info.actionMask).toEqual(Uint8Array.of(0, 1, 1, 1, 1, 1));
  });

  it("show the last observation and masks again and do not touch the inner episode", () => {
    const env = new BogusActions(new WalkEnv(), { count: 1 });
    const bare = new WalkEnv();
    env.reset({ seed: 3 });
    bare.reset({ seed: 3 });
    env.step(2);
    bare.step(2);
    expect(env.step(4)).toEqual({
      ...{ observation: 21, reward: 0, terminated: false, truncated: false },
      info: {
        actionMask: Uint8Array.of(0, 1, 1, 1, 1),
        bootstrapMask: Uint8Array.of(1, 1, 1, 0, 1),
        actionName: "bogus:1",
        rewardComponents: { bogus: 0 },
      },
    });
    expect(env.step(1).reward).toBe(bare.step(1).reward);
  });

  it("cost the penalty where they have one", () => {
    const env = new BogusActions(new ScriptedEnv([1]), { count: 1, effect: "penalty", penalty: 0.25 });
    env.reset();
    expect(env.step(2)).toMatchObject({ reward: -0.25, info: { rewardComponents: { bogus: -0.25 } } });
    expect(env.actionSpace.labels).toBeUndefined();
  });

  it("end with a limit around them", () => {
    const env = new TimeLimit(new BogusActions(new WalkEnv(), { count: 1 }), { maxSteps: 2 });
    env.reset();
    env.step(4);
    expect(env.step(4).truncated).toBe(true);
  });

  it("are not offered where the count is 0, and get distinct names in two layers", () => {
    expect(new BogusActions(new WalkEnv(), { count: 0 }).actionSpace.n).toBe(4);
    const twice = new BogusActions(new BogusActions(new WalkEnv(), { count: 1 }), { count: 1 });
    expect(twice.actionSpace.labels?.slice(4)).toEqual(["bogus:1", "bogus:1#2"]);
  });

  it("refuse a count or a penalty out of range", () => {
    expect(() => new BogusActions(new WalkEnv(), { count: -1 })).toThrowError("count");
    expect(() => new BogusActions(new WalkEnv(), { count: 1, penalty: -1 })).toThrowError("penalty");
  });
});
