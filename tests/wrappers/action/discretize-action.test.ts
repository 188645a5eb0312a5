import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { ClipAction } from "../../../src/wrappers/action/clip-action.ts";
import { DiscretizeAction } from "../../../src/wrappers/action/discretize-action.ts";
import { BoxActions } from "../../support/box-actions.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "DiscretizeAction",
  wrap: (inner) => new DiscretizeAction(new BoxActions(inner), { bins: [2, 4] }),
  once: true,
  unmasked: true,
});

describe("a discretized action", () => {
  it("stands for the middle of its cell, the last entry counting fastest", () => {
    const inner = new BoxActions(new WalkEnv());
    const env = new DiscretizeAction(inner, { bins: [2, 4] });
    env.reset();
    expect(String(env.actionSpace)).toBe("Discrete(8)");
    const arrived = [0, 1, 3, 4, 7].map((cell) => {
      env.step(cell);
      return inner.last;
    });
    expect(arrived).toEqual([
      [-1, 1],
      [-1, 3],
      [-1, 7],
      [1, 1],
      [1, 7],
    ]);
  });

  it("is a list of bins where asked for", () => {
    const inner = new BoxActions(new WalkEnv());
    const env = new DiscretizeAction(inner, { bins: [2, 4], multiDiscrete: true });
    expectTypeOf(env.step).parameter(0).toEqualTypeOf<readonly number[]>();
    env.reset();
    expect(String(env.actionSpace)).toBe("MultiDiscrete([2, 4])");
    env.step([1, 2]);
    expect(inner.last).toEqual([1, 5]);
    expect(env.discretize([0.4, 7.9])).toEqual([1, 3]);
  });

  it("is found again from the middle it stands for", () => {
    const inner = new BoxActions(new WalkEnv());
    const env = new DiscretizeAction(inner, { bins: [3, 5] });
    expectTypeOf(env.step).parameter(0).toEqualTypeOf<number>();
    const property = fc.property(fc.nat(14), (cell) => {
      env.reset();
      env.step(cell);
      expect(env.discretize(inner.last)).toBe(cell);
    });
    fc.assert(property);
    expect(env.discretize([-2, 8])).toBe(4);
    expect(new DiscretizeAction(inner, { bins: [2, 4] }).discretize([0, 4])).toBe(1);
    expect(() => env.discretize([-3, 8])).toThrowError("Expected an action in Box");
  });

  it("needs a bounded Box and bins that fit it", () => {
    const inner = new BoxActions(new WalkEnv());
    for (const bins of [0, 1.5, [2], [2, 0]]) {
      expect(() => new DiscretizeAction(inner, { bins })).toThrowError("Expected `bins`");
    }
    expect(() => new DiscretizeAction(inner, { bins: 2 ** 30 })).toThrowError("2^53");
    expect(() => new DiscretizeAction(new ClipAction(inner), { bins: 2 })).toThrowError("finite bounds");
  });
});
