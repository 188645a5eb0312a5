import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { fullMask, type Mask } from "../../../src/core/mask.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { PartialMask, type PartialMaskOptions } from "../../../src/wrappers/action/partial-mask.ts";
import { TransformAction } from "../../../src/wrappers/action/transform-action.ts";
import { BoxActions } from "../../support/box-actions.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "PartialMask",
  wrap: (inner) =>
    new PartialMask(inner, { admitInvalid: 0.5, hideValid: 0.3, firstStep: 2, errors: "fresh" }),
});

const ODD = Uint8Array.from({ length: 100 }, (_, action) => action % 2);

/** A walk that stays, with a hundred actions of which the odd ones are valid. */
function hundred(): Env<number, number> {
  return new TransformAction<number, number, number>(new WalkEnv(), {
    transform: () => 1,
    actionSpace: new Discrete(100),
    transformMask: () => ODD.slice(),
  });
}

describe("a partial mask", () => {
  const masks = (options: PartialMaskOptions, steps = 1, seed = 1): Mask[] => {
    const env = new PartialMask(hundred(), options);
    const shown = [env.reset({ seed }).info.actionMask];
    for (let step = 0; step < steps; step += 1) shown.push(env.step(1).info.actionMask);
    return shown.map((mask) => mask ?? new Uint8Array(0));
  };
  const count = (mask: Mask | undefined, parity: number): number =>
    (mask ?? []).filter((bit, action) => bit === 1 && action % 2 === parity).length;

  it("is the true one without errors, and shows everything until it begins", () => {
    expect(masks({})).toEqual([ODD, ODD]);
    expect(masks({ firstStep: 2 }, 3)).toEqual([fullMask(100), fullMask(100), ODD, ODD]);
  });

  it("shows a share of the invalid actions and hides a share of the valid ones", () => {
    const [admitting] = masks({ admitInvalid: 0.4 });
    expect(count(admitting, 1)).toBe(50);
    expect(Math.abs(count(admitting, 0) - 20)).toBeLessThan(10);
    const [hiding] = masks({ hideValid: 0.4 });
    expect(count(hiding, 0)).toBe(0);
    expect(Math.abs(count(hiding, 1) - 30)).toBeLessThan(10);
    expect(masks({ admitInvalid: 1 })[0]).toEqual(fullMask(100));
  });

  it("errs about the same actions at every step and with every seed of the episode, or about others each time", () => {
    const fixed = { admitInvalid: 0.5, hideValid: 0.5 };
    const [first, ...others] = [...masks(fixed, 2, 1), ...masks(fixed, 1, 2)];
    for (const other of others) expect(other).toEqual(first);
    expect(masks({ ...fixed, seed: 1 })[0]).not.toEqual(first);
    const fresh = { ...fixed, errors: "fresh" } as const;
    const [one, two] = masks(fresh);
    expect(two).not.toEqual(one);
    expect(masks(fresh)).toEqual([one, two]);
    expect(masks(fresh, 1, 2)[0]).not.toEqual(one);
  });

  it("is never empty: where it would be, it is the true one", () => {
    expect(masks({ hideValid: 1 })[0]).toEqual(ODD);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const property = fc.property(share, share, fc.nat(), (admitInvalid, hideValid, seed) => {
      const env = new PartialMask(new WalkEnv(), { admitInvalid, hideValid, errors: "fresh" });
      expect(env.reset({ seed }).info.actionMask).toContain(1);
      for (let step = 0; step < 5; step += 1) expect(env.step(2).info.actionMask).toContain(1);
    });
    fc.assert(property);
  });

  it("has the same errors in the mask to bootstrap with", () => {
    const env = new PartialMask(new WalkEnv(), { hideValid: 0.5, seed: 3 });
    const { actionMask, bootstrapMask } = env.reset().info;
    expect(bootstrapMask).toEqual(actionMask?.map((bit, action) => (action === 3 ? 0 : bit)));
  });

  it("stays away where there is no mask, and refuses what is out of range", () => {
    const env = new PartialMask(new ScriptedEnv([1]), { hideValid: 0.5 });
    expect(env.reset().info).toEqual({});
    expect(env.actionMask()).toBeUndefined();
    expect(env.metadata.stochastic).toBe(false);
    expect(new PartialMask(new ScriptedEnv([1]), { errors: "fresh" }).metadata.stochastic).toBe(true);
    for (const options of [
      { hideValid: 1.1 },
      { admitInvalid: -1 },
      { firstStep: 0.5 },
      { errors: "some" },
    ]) {
      expect(() => new PartialMask(new WalkEnv(), options as object)).toThrowError(Object.keys(options)[0]);
    }
    expect(() => new PartialMask(new BoxActions(new WalkEnv()))).toThrowError("finite");
  });
});
