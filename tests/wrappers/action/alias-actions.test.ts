import { describe, expect, it } from "vitest";
import { AliasActions } from "../../../src/wrappers/action/alias-actions.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "AliasActions", wrap: (inner) => new AliasActions(inner, { copies: 2 }) });

describe("alias actions", () => {
  it("do what the first of their name does, with labels and masks", () => {
    const env = new AliasActions(new WalkEnv(), { copies: 2 });
    expect(env.actionSpace.labels?.slice(2, 7)).toEqual(["forth", "leap", "back#2", "stay#2", "forth#2"]);
    env.reset();
    expect(env.step(2).observation).toBe(21);
    expect(env.actionMask()).toEqual(Uint8Array.of(0, 1, 1, 1, 0, 1, 1, 1));
    expect(env.step(6).observation).toBe(22);
  });

  it("have distinct names in two layers", () => {
    const env = new AliasActions(new AliasActions(new WalkEnv(), { copies: 2 }), { copies: 2 });
    expect(new Set(env.actionSpace.labels).size).toBe(16);
  });

  it("have no names where the inner actions have none", () => {
    expect(new AliasActions(new ScriptedEnv([1]), { copies: 3 }).actionSpace).toMatchObject({
      n: 6,
      labels: undefined,
    });
  });

  it.each([0, 1.5])("refuse %s copies", (copies) => {
    expect(() => new AliasActions(new WalkEnv(), { copies })).toThrowError("copies");
  });
});
