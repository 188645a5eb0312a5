import { describe, expect, it } from "vitest";
import { ClipAction } from "../../../src/wrappers/action/clip-action.ts";
import { BoxActions } from "../../support/box-actions.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "ClipAction",
  wrap: (inner) => new ClipAction(new BoxActions(inner)),
  wrapAgain: (inner) => new ClipAction(inner),
  unmasked: true,
  action: (place) => [0, place],
  wrongActions: [[0], [0, Number.NaN], 3],
});

describe("a clipped action", () => {
  it("may be any number and arrives as the nearest one between the bounds", () => {
    const inner = new BoxActions(new WalkEnv());
    const env = new ClipAction(inner);
    env.reset();
    expect(env.actionSpace.isBounded("below") || env.actionSpace.isBounded("above")).toBe(false);
    env.step([-1e9, 1e9]);
    expect(inner.last).toEqual([-2, 8]);
    env.step([0.25, -3]);
    expect(inner.last).toEqual([0.25, 0]);
  });

  it("needs a Box", () => {
    // @ts-expect-error: the actions of a walk are numbers.
    expect(() => new ClipAction(new WalkEnv())).toThrowError(
      "Expected an environment with a Box action space",
    );
  });
});
