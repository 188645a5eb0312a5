import { describe, expect, expectTypeOf, it } from "vitest";
import { ActionWrapper } from "../../../src/core/action-wrapper.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { TransformAction } from "../../../src/wrappers/action/transform-action.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "TransformAction",
  wrap: (inner) =>
    new TransformAction(inner, {
      transform: (action: number) => inner.actionSpace.size - 1 - action,
      actionSpace: new Discrete(inner.actionSpace.size),
      transformMask: (mask) => mask.slice().reverse(),
    }),
  hasFunctions: true,
});

const SIGNS = {
  size: 2,
  sample: (): "+" | "-" => "+",
  contains: (value: unknown): value is "+" | "-" => value === "+" || value === "-",
  seed: () => undefined,
  toString: () => "Signs",
  toJSON: () => "Signs",
};

describe("a transformed action", () => {
  const make = (masked = [2, 0]) =>
    new TransformAction(new WalkEnv(), {
      transform: (sign: "+" | "-") => (sign === "+" ? 2 : 0),
      actionSpace: SIGNS,
      transformMask: (mask) => Uint8Array.from(masked, (action) => mask[action] ?? 0),
    });

  it("reaches the inner environment as what the function gives, with masks of its own", () => {
    const env = make();
    expect(env.reset().info).toEqual({ actionMask: Uint8Array.of(1, 1), bootstrapMask: Uint8Array.of(1, 1) });
    expect(env.step("+")).toMatchObject({ observation: 21, info: { actionMask: Uint8Array.of(1, 0) } });
    expect(env.actionMask()).toEqual(Uint8Array.of(1, 0));
    expect(env.step("-").observation).toBe(20);
  });

  it("has the type of the new space", () => {
    const env = make();
    expectTypeOf(env.step).parameter(0).toEqualTypeOf<"+" | "-">();
    env.reset();
    // @ts-expect-error: the actions are signs.
    expect(() => env.step(2)).toThrowError("Expected an action in Signs, got 2.");
  });

  it("refuses a mask of the wrong length", () => {
    const env = make([0, 1, 2]);
    expect(() => env.reset()).toThrowError("Expected `mask of TransformAction` to have 2 entries, got 3.");
  });

  it("does not compile without a rule for masks", () => {
    // @ts-expect-error: `toOuterMask` is missing.
    class Careless extends ActionWrapper<number, number, number> {
      readonly actionSpace = new Discrete(4);
      protected override toInner(action: number): number {
        return action;
      }
    }
    expect(() => new Careless(new WalkEnv()).reset()).toThrowError();
  });
});
