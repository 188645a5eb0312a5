import { describe, expect, it } from "vitest";
import { MacroActions } from "../../../src/wrappers/action/macro-actions.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { shiftedWalk } from "../../support/shifted-walk.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "MacroActions",
  wrap: (inner) => new MacroActions(inner, { macros: { hop: ["forth", 0], run: [3, 3] }, discount: 0.5 }),
});

describe("macro actions", () => {
  it("come behind the inner ones, by name, and are allowed where their first action is", () => {
    const env = new MacroActions(new WalkEnv(), { macros: { retreat: ["back", "stay"], go: ["forth"] } });
    expect(env.actionSpace.labels).toEqual(["back", "stay", "forth", "leap", "retreat", "go"]);
    expect(env.reset().info).toEqual({
      actionMask: Uint8Array.of(1, 1, 1, 1, 1, 1),
      bootstrapMask: Uint8Array.of(1, 1, 1, 0, 1, 1),
    });
    expect(env.step(5).info.actionMask).toEqual(Uint8Array.of(0, 1, 1, 1, 0, 1));
  });

  it("pay the discounted sum and say their length and discount", () => {
    const env = new MacroActions(new ScriptedEnv([8, 4, 2, 1]), {
      macros: { three: [0, 1, 0] },
      discount: 0.5,
    });
    env.reset();
    expect(env.step(2)).toMatchObject({
      ...{ observation: 3, reward: 8 + 2 + 0.5, terminated: false },
      info: { duration: 3, macroDiscount: 0.125, actionName: "three", rewardComponents: { reward: 10.5 } },
    });
    expect(env.step(1)).toMatchObject({ reward: 1, info: { duration: 1, macroDiscount: 0.5 } });
  });

  it("pay the plain sum without a discount", () => {
    const env = new MacroActions(new ScriptedEnv([8, 4, 2]), { macros: { two: [0, 1] } });
    env.reset();
    expect(env.step(2)).toMatchObject({ reward: 12, info: { duration: 2, macroDiscount: 1 } });
  });

  it("stop at the end of the episode and before what is not allowed", () => {
    const short = new MacroActions(new ScriptedEnv([1, 2]), { macros: { three: [0, 0, 0] } });
    short.reset();
    expect(short.step(2)).toMatchObject({ reward: 3, terminated: true, info: { duration: 2 } });
    const barred = new MacroActions(new WalkEnv(), { macros: { hop: ["forth", "back", "leap"] } });
    barred.reset();
    expect(barred.step(4)).toMatchObject({ observation: 21, info: { duration: 1 } });
  });

  it("count the steps of macros that are made of macros", () => {
    const inner = new MacroActions(new ScriptedEnv([8, 4, 2, 1]), { macros: { two: [0, 0] }, discount: 0.5 });
    const env = new MacroActions(inner, { macros: { three: ["two", 0] }, discount: 0.5 });
    env.reset();
    expect(env.step(3)).toMatchObject({ reward: 10.5, info: { duration: 3, macroDiscount: 0.125 } });
  });

  it("name inner actions by their numbers, from whatever they begin", () => {
    const env = new MacroActions(shiftedWalk(), { macros: { run: [8, 7] } });
    env.reset();
    expect(env.step(4).observation).toBe(23);
    expect(env.step(0).info).toMatchObject({ actionName: "back" });
  });

  it("need an action each, all of which exist, and a discount in [0, 1]", () => {
    expect(() => new MacroActions(new WalkEnv(), { macros: { none: [] } })).toThrowError("`none`");
    expect(() => new MacroActions(new WalkEnv(), { macros: { fly: [4] } })).toThrowError("`macros.fly`");
    expect(() => new MacroActions(new WalkEnv(), { macros: { fly: ["fly"] } })).toThrowError("fly");
    expect(() => new MacroActions(new WalkEnv(), { macros: {}, discount: 2 })).toThrowError("discount");
  });
});
