import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClipAction } from "../../../src/wrappers/action/clip-action.ts";
import { RescaleAction } from "../../../src/wrappers/action/rescale-action.ts";
import { BoxActions } from "../../support/box-actions.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "RescaleAction",
  wrap: (inner) => new RescaleAction(new BoxActions(inner)),
  wrapAgain: (inner) => new RescaleAction(inner, { min: 0, max: [1, 2] }),
  unmasked: true,
  action: (place) => [0, place / 4],
  wrongActions: [[0], [0, 9], 3],
});

describe("a rescaled action", () => {
  it("arrives at the same share of the way between the inner bounds", () => {
    const inner = new BoxActions(new WalkEnv());
    const env = new RescaleAction(inner, { min: [-1, 0], max: [1, 10] });
    env.reset();
    for (const [action, arrived] of [
      [
        [-1, 0],
        [-2, 0],
      ],
      [
        [0, 5],
        [0, 4],
      ],
      [
        [0.5, 2.5],
        [1, 2],
      ],
      [
        [1, 10],
        [2, 8],
      ],
    ] as const) {
      env.step(action);
      expect(inner.last).toEqual(arrived);
    }
  });

  it("never leaves the inner bounds", () => {
    const inner = new BoxActions(new WalkEnv());
    const env = new RescaleAction(inner, { min: -0.1, max: 0.3 });
    const number = fc.double({ min: -0.1, max: 0.3, noNaN: true });
    const property = fc.property(number, number, (first, second) => {
      env.reset();
      env.step([first, second]);
      expect(inner.actionSpace.contains(inner.last)).toBe(true);
    });
    fc.assert(property);
  });

  it("needs finite bounds on both sides", () => {
    const inner = new BoxActions(new WalkEnv());
    expect(() => new RescaleAction(new ClipAction(inner))).toThrowError("finite bounds");
    expect(() => new RescaleAction(inner, { min: 1 })).toThrowError("`min` < `max`");
    expect(() => new RescaleAction(inner, { max: Number.POSITIVE_INFINITY })).toThrowError("`min` < `max`");
  });
});
