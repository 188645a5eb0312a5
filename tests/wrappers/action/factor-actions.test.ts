import { describe, expect, it } from "vitest";
import { FactorActions } from "../../../src/wrappers/action/factor-actions.ts";
import { FlattenActions } from "../../../src/wrappers/action/flatten-actions.ts";
import { shiftedWalk } from "../../support/shifted-walk.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

const digits = (place: number): readonly number[] => [Math.floor(place / 2), place % 2];

keepsWrapperContract({
  name: "FactorActions",
  wrap: (inner) => new FactorActions(inner, { nvec: [2, 2] }),
  once: true,
  action: digits,
  wrongActions: [3, [0], [2, 0], [0, -1]],
});

describe("factored actions", () => {
  it("count the inner actions with the last place fastest, masks in the same order", () => {
    const env = new FactorActions(new WalkEnv(), { nvec: [2, 2] });
    env.reset();
    expect([...env.actionSpace.enumerate()]).toEqual([0, 1, 2, 3].map(digits));
    expect(env.step([1, 0])).toMatchObject({
      observation: 21,
      info: { actionMask: Uint8Array.of(0, 1, 1, 1) },
    });
    expect(env.step([1, 1]).observation).toBe(23);
    expect(env.step([0, 0]).observation).toBe(22);
  });

  it("honour a space that does not begin at 0", () => {
    const env = new FactorActions(shiftedWalk(), { nvec: [4, 1] });
    env.reset();
    expect(env.step([3, 0]).observation).toBe(22);
  });

  it("come back as numbers when flattened", () => {
    const env = new FlattenActions(new FactorActions(new WalkEnv(), { nvec: [2, 2] }));
    env.reset();
    expect([3, 2, 1, 0].map((action) => env.step(action).observation)).toEqual([22, 23, 23, 22]);
  });

  it("need as many values as there are actions", () => {
    expect(() => new FactorActions(new WalkEnv(), { nvec: [2, 3] })).toThrowError("the product 4");
    expect(() => new FactorActions(new WalkEnv(), { nvec: [] })).toThrowError("nvec");
  });
});
