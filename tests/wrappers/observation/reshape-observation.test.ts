import { describe, expect, it } from "vitest";
import { ReshapeObservation } from "../../../src/wrappers/observation/reshape-observation.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { BoxWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "ReshapeObservation",
  wrap: (inner) => new ReshapeObservation(new BoxWalk(inner), { shape: [2, 1] }),
  wrapAgain: (inner) => new ReshapeObservation(inner, { shape: [1, 2, 1] }),
});

describe("a reshaped observation", () => {
  const walk = (): BoxWalk => new BoxWalk(new WalkEnv());

  it("has the new shape, the old bounds and the old numbers", () => {
    const env = new ReshapeObservation(walk(), { shape: [2, 1] });
    expect(env.observationSpace).toMatchObject({ shape: [2, 1], low: [0, -1], high: [40, 1.05] });
    expect(env.reset().observation).toEqual([20, 0]);
    expect(env.changesTask).toBe(false);
  });

  it("is refused where the numbers do not fill the shape", () => {
    expect(() => new ReshapeObservation(walk(), { shape: [3] })).toThrowError("3 numbers");
  });
});
