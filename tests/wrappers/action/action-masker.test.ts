import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { ActionMasker } from "../../../src/wrappers/action/action-masker.ts";
import { BoxActions } from "../../support/box-actions.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "ActionMasker",
  wrap: (inner) => new ActionMasker(inner, { mask: (env) => (env.actionMask() ?? []).map((bit) => bit) }),
  hasFunctions: true,
});

/** Allows only the action whose number has the parity of the step. */
class Turns extends ScriptedEnv {
  #turn = 0;

  validActions(): boolean[] {
    return [this.#turn % 2 === 0, this.#turn % 2 === 1];
  }

  protected override play(): ReturnType<ScriptedEnv["step"]> {
    this.#turn += 1;
    return super.play();
  }
}

describe("an action masker", () => {
  it("shows what a function of the environment says, and as booleans for habits from sb3-contrib", () => {
    const env = new ActionMasker(new Turns([1, 2, 3]), { mask: (inner) => (inner as Turns).validActions() });
    expect(env.reset().info.actionMask).toEqual(Uint8Array.of(1, 0));
    expect(env.actionMasks()).toEqual([true, false]);
    expect(env.step(0).info.actionMask).toEqual(Uint8Array.of(0, 1));
    expect(env.actionMasks()).toEqual([false, true]);
    expect(env.actionMask()).toEqual(Uint8Array.of(0, 1));
  });

  it("takes the name of a method, which a spec can write", () => {
    const env = new ActionMasker(new Turns([1, 2]), { mask: "validActions" });
    expect(env.kwargs).toEqual({ mask: "validActions" });
    env.reset();
    expect(env.actionMasks()).toEqual([true, false]);
    expect(() => new ActionMasker(new Turns([1]), { mask: "none" })).toThrowError('"none"');
  });

  it("replaces a mask and leaves the one to bootstrap with", () => {
    const env = new ActionMasker(new WalkEnv(), { mask: () => [0, 0, 0, 1] });
    expect(env.reset().info).toEqual({
      actionMask: Uint8Array.of(0, 0, 0, 1),
      bootstrapMask: Uint8Array.of(1, 1, 1, 0),
    });
  });

  it.each([
    ["of another length", [true], "to have 2 entries, got 1"],
    ["that allows nothing", [false, 0], "to allow at least one"],
    ["of other values", [true, 2], "to be true, false, 1 or 0, got 2"],
  ])("refuses a mask %s", (_, mask, message) => {
    const env = new ActionMasker(new ScriptedEnv([1]), { mask: () => mask });
    expect(() => env.reset()).toThrowError(message);
  });

  it("allows everything after the end, where the mask means nothing any more, also after a restore", () => {
    let left = 1;
    const make = (): ActionMasker<number, number> =>
      new ActionMasker(new ScriptedEnv([1]) as Env<number, number>, { mask: () => [left > 0, false] });
    const env = make();
    env.reset();
    left = 0;
    expect(env.step(0).info.actionMask).toEqual(Uint8Array.of(1, 1));
    const other = make();
    other.restore(env.snapshot());
    expect(other.actionMasks()).toEqual([true, true]);
  });

  it("needs finitely many actions", () => {
    expect(() => new ActionMasker(new BoxActions(new WalkEnv()), { mask: () => [] })).toThrowError("finite");
  });
});
