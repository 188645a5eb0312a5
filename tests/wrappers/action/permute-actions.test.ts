import { describe, expect, it } from "vitest";
import { PermuteActions } from "../../../src/wrappers/action/permute-actions.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "PermuteActions", wrap: (inner) => new PermuteActions(inner, { seed: 3 }) });

describe("permuted actions", () => {
  it("do what their label says, and are masked like it", () => {
    for (let seed = 0; seed < 10; seed += 1) {
      const env = new PermuteActions(new WalkEnv(), { seed });
      env.reset();
      expect(env.step(env.actionSpace.indexOf("forth")).observation).toBe(21);
      expect(env.actionMask()?.[env.actionSpace.indexOf("back")]).toBe(0);
      expect(env.step(env.actionSpace.indexOf("leap")).observation).toBe(23);
    }
  });

  it("are in the same order for the same seed, and reach every order", () => {
    const orderOf = (seed: number): string =>
      String(new PermuteActions(new WalkEnv(), { seed }).actionSpace.labels);
    expect(orderOf(5)).toBe(orderOf(5));
    expect(new Set(Array.from({ length: 400 }, (_, seed) => orderOf(seed))).size).toBe(24);
  });

  it("do not change the task", () => {
    expect(new PermuteActions(new WalkEnv(), { seed: 1 }).changesTask).toBe(false);
    expect(() => new PermuteActions(new WalkEnv(), { seed: -1 })).toThrowError("seed");
  });
});
