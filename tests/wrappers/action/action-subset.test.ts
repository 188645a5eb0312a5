import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/mask.ts";
import { ActionSubset } from "../../../src/wrappers/action/action-subset.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "ActionSubset",
  wrap: (inner) => new ActionSubset(inner, { keep: inner.actionSpace.size === 4 ? [2, 3, 1] : [1, 0] }),
});

describe("an action subset", () => {
  it("numbers the kept actions in their order, with labels and masks", () => {
    const env = new ActionSubset(new WalkEnv(), { keep: ["leap", "back", 1] });
    expect(env.actionSpace.labels).toEqual(["leap", "back", "stay"]);
    expect(env.reset().info).toEqual({
      actionMask: Uint8Array.of(1, 1, 1),
      bootstrapMask: Uint8Array.of(0, 1, 1),
    });
    expect(env.step(1).observation).toBe(19);
    expect(env.step(0)).toMatchObject({ observation: 21, info: { actionMask: Uint8Array.of(1, 0, 1) } });
  });

  it("says where none of its actions is allowed and the episode would go on", () => {
    const env = new ActionSubset(new WalkEnv(), { keep: ["back"] });
    env.reset();
    env.step(0);
    expect(() => env.step(0)).toThrowError(
      "Expected `mask of ActionSubset` to allow at least one of 1 actions, got none.",
    );
  });

  it("allows everything after the end, where the mask means nothing any more", () => {
    const env = new ActionSubset(new Last(), { keep: ["back"] });
    env.reset();
    expect(env.step(0).info.actionMask).toEqual(Uint8Array.of(1));
    expect(env.actionMask()).toEqual(Uint8Array.of(1));
  });

  it.each([[[]], [[1, "stay"]], [[4]], [[-1]], [["fly"]]])("refuses to keep %j", (keep) => {
    expect(() => new ActionSubset(new WalkEnv(), { keep })).toThrowError(/keep|fly/);
  });
});

/** A walk whose first step ends it in a place where nobody can go back. */
class Last extends WalkEnv {
  #isOver = false;

  protected override play(): ReturnType<WalkEnv["step"]> {
    this.#isOver = true;
    return {
      ...{ observation: 0, reward: 0, terminated: true, truncated: false },
      info: { actionMask: this.actionMask() },
    };
  }

  override actionMask(): Mask {
    return Uint8Array.of(this.#isOver ? 0 : 1, 1, 1, 1);
  }
}
